import { describe, expect, it } from "vitest";
import templates from "../specs/plain-templates.json" with { type: "json" };
import { useRuntime } from "../support/folder-runtime.ts";

/** However plainly a printed figure is asked for by its own name, the same figure comes first. */

const runtime = useRuntime("tests/fixtures/working");

const fill = (template: string, school: string, name: string): string => template.replace("{school}", school).replace("{name}", name);

describe("the same figure in plain words", () => {
  it("for every known figure of the whole school", async () => {
    const { store, lexicon, ask } = runtime();
    const firstOf = async (question: string): Promise<string> => {
      const [first] = (await ask({ question })).figures;
      return first === undefined ? "none" : `${first.value}${first.unit}`;
    };
    const different: string[] = [];
    let asked = 0;
    for (const { id, owner } of store.reports()) {
      const figures = store
        .figures({ reportIds: [id] })
        .filter(({ aspect, subject, population }) => aspect === "actual" && subject === null && population === null);
      for (const indicator of new Set(figures.flatMap((figure) => figure.indicator.id ?? []))) {
        const entry = lexicon.indicator(indicator);
        // Of a thing that has sides the first of them may be told.
        if (entry === undefined || entry.sides !== undefined) continue;
        const plain = await firstOf(`${owner.name}的${entry.zh}是多少？`);
        if (plain === "none") continue;
        // The rows of a table may be parts of what is asked for in all.
        const isOfTable = figures.some((figure) => figure.indicator.id === indicator && figure.rule === "table-cell");
        const questions = [
          ...(isOfTable ? [] : templates.total.map((template) => fill(template, owner.name, entry.zh))),
          ...templates.zh.map((template) => fill(template, owner.name, entry.zh)),
          ...templates.en.map((template) => fill(template, owner.nameEn, entry.en.toLowerCase())),
        ];
        for (const question of questions) {
          asked += 1;
          const told = await firstOf(question);
          if (told !== plain) different.push(`${question} ${told}, not ${plain}`);
        }
      }
    }
    expect(asked).toBeGreaterThan(500);
    expect(different).toEqual([]);
  });
});
