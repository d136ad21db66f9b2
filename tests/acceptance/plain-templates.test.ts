import { describe, expect, it } from "vitest";
import type { Indicator } from "../../src/domain/indicator.ts";
import type { ReportRecord } from "../../src/store/store.ts";
import templates from "../specs/plain-templates.json" with { type: "json" };
import { useRuntime } from "../support/folder-runtime.ts";

/** However plainly a printed figure is asked for by its own name, alone or beside another, the same figure is told. */

const runtime = useRuntime("tests/fixtures/working");

interface Known {
  readonly entry: Indicator;
  /** As told when asked for alone, with its unit. */
  readonly value: string;
  /** Some of its figures stand in a table, whose rows may be parts of it. */
  readonly isOfTable: boolean;
}

const fill = (template: string, names: Readonly<Record<string, string>>): string => template.replace(/\{(\w+)\}/g, (_, name: string) => names[name] ?? "");

async function toldBy(question: string): Promise<readonly string[]> {
  const { figures } = await runtime().ask({ question });
  return figures.map(({ value, unit }) => `${value}${unit}`);
}

/** Every known figure of the whole school that is told by its plain name; what has sides may be told by the first of them. */
async function knownOf({ id, owner }: ReportRecord): Promise<readonly Known[]> {
  const { store, lexicon } = runtime();
  const figures = store
    .figures({ reportIds: [id] })
    .filter(({ aspect, subject, population }) => aspect === "actual" && subject === null && population === null);
  const known: Known[] = [];
  for (const indicator of new Set(figures.flatMap((figure) => figure.indicator.id ?? []))) {
    const entry = lexicon.indicator(indicator);
    if (entry === undefined || entry.sides !== undefined) continue;
    const [value] = await toldBy(`${owner.name}的${entry.zh}是多少？`);
    const isOfTable = figures.some((figure) => figure.indicator.id === indicator && figure.rule === "table-cell");
    if (value !== undefined) known.push({ entry, value, isOfTable });
  }
  return known;
}

describe("the same figure in plain words", () => {
  it("alone", async () => {
    const different: string[] = [];
    let asked = 0;
    for (const report of runtime().store.reports()) {
      for (const { entry, value, isOfTable } of await knownOf(report)) {
        const zh = [...templates.zh, ...(isOfTable ? [] : templates.total)].map((template) => fill(template, { school: report.owner.name, name: entry.zh }));
        const en = templates.en.map((template) => fill(template, { school: report.owner.nameEn, name: entry.en.toLowerCase() }));
        for (const question of [...zh, ...en]) {
          asked += 1;
          const [told = "none"] = await toldBy(question);
          if (told !== value) different.push(`${question} ${told}, not ${value}`);
        }
      }
    }
    expect(asked).toBeGreaterThan(500);
    expect(different).toEqual([]);
  });

  it("beside another", async () => {
    const missing: string[] = [];
    for (const report of runtime().store.reports()) {
      const known = await knownOf(report);
      for (const [index, { entry, value }] of known.entries()) {
        const other = known[(index * 7 + 3) % known.length];
        if (other === undefined || other.entry === entry) continue;
        for (const template of templates.pairs) {
          const question = fill(template, { school: report.owner.name, name: entry.zh, other: other.entry.zh });
          const told = await toldBy(question);
          if (!told.includes(value) || !told.includes(other.value)) missing.push(`${question} ${told.join(" ")}, not ${value} ${other.value}`);
        }
      }
    }
    expect(missing).toEqual([]);
  });
});
