import { describe, expect, it } from "vitest";
import type { ParsedQuestion, Slot } from "../../src/domain/question.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { MAX_PARTS, parseParts } from "../../src/understand/parse-question.ts";
import cases from "../specs/parts.json" with { type: "json" };
import { fc } from "../support/property.ts";
import { worlds } from "./worlds.ts";

const lexicon = loadLexicon("data/lexicon");

interface Case {
  readonly world?: string;
  readonly history?: readonly string[];
  readonly question: string;
  readonly parts: readonly string[];
  readonly rest?: string;
  readonly intents?: readonly string[];
  readonly owners?: readonly (readonly string[])[];
  readonly indicators?: readonly (readonly string[])[];
  readonly periods?: readonly unknown[];
}

const heldBy = <T>(slot: Slot<T>): T | null => (slot.certainty === "missing" || slot.certainty === "ambiguous" ? null : slot.value);
const namesOf = ({ indicators }: ParsedQuestion): readonly string[] =>
  (heldBy(indicators) ?? []).map((asked) => (asked.kind === "entry" ? asked.id : `open:${asked.words}`));
const read = (question: string, history: readonly string[] = [], world = "two") =>
  parseParts(question, { lexicon, owners: worlds[world] ?? [], history: history.map((content) => ({ role: "user", content })) });

describe("questions in one line", () => {
  const list: readonly Case[] = cases;
  it.each(list.map((entry) => [[...(entry.history ?? []), entry.question].join(" ⏎ "), entry] as const))("%s", (_title, entry) => {
    const { parts, rest } = read(entry.question, entry.history, entry.world);
    const trace = parts.map(({ parsed }) => parsed.trace.join(" ")).join("\n");
    expect(
      parts.map(({ start, end }) => entry.question.slice(start, end)),
      trace,
    ).toEqual(entry.parts);
    expect(rest === null ? undefined : entry.question.slice(rest.start, rest.end), trace).toBe(entry.rest);
    const parsed = parts.map((part) => part.parsed);
    if (entry.intents !== undefined)
      expect(
        parsed.map(({ intent }) => intent),
        trace,
      ).toEqual(entry.intents);
    if (entry.owners !== undefined)
      expect(
        parsed.map(({ owners }) => heldBy(owners)),
        trace,
      ).toEqual(entry.owners);
    if (entry.indicators !== undefined) expect(parsed.map(namesOf), trace).toEqual(entry.indicators);
    if (entry.periods !== undefined)
      expect(
        parsed.map(({ period }) => heldBy(period)),
        trace,
      ).toEqual(entry.periods);
  });

  it("cover the question in order, whatever it holds, and never more than the most", () => {
    const words = [
      "平阳",
      "平湖",
      "多少学生",
      "呢",
      "？",
      "，",
      "哪个多",
      "为什么",
      "“",
      "”",
      "(",
      " and ",
      "how many teachers",
      "?",
      ". ",
      "谢谢",
      "1,588人",
      "；",
      "就业率",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 24 }), (chosen) => {
        const question = chosen.join("");
        const { parts, rest } = read(question);
        expect(parts.length).toBeGreaterThan(0);
        expect(parts.length).toBeLessThanOrEqual(MAX_PARTS);
        const pieces = [...parts, ...(rest === null ? [] : [rest])];
        expect(pieces.map(({ start, end }) => question.slice(start, end)).join("")).toBe(question);
        for (const { parsed, start, end } of parts) expect(parsed.question).toBe(question.slice(start, end));
      }),
      { numRuns: 150 },
    );
  });

  it("are edited one at a time: slots go to the first, or to the part they name, and what follows is read after the edited one", () => {
    const context = { lexicon, owners: worlds.two ?? [], history: [] };
    const first = parseParts("平湖多少老师？多少学生？", { ...context, slots: { schools: ["pingyang"] } });
    expect(first.parts.map(({ parsed }) => heldBy(parsed.owners))).toEqual([["pingyang"], ["pingyang"]]);
    const second = parseParts("平湖多少老师？多少学生？", { ...context, slots: { part: 1, schools: ["pingyang"] } });
    expect(second.parts.map(({ parsed }) => heldBy(parsed.owners))).toEqual([["pinghu"], ["pingyang"]]);
  });
});
