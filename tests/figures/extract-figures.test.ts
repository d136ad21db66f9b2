import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Figure } from "../../src/domain/figure.ts";
import { toOwnerId, toReportId } from "../../src/domain/ids.ts";
import type { Report } from "../../src/domain/report.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { foldText } from "../../src/text/fold.ts";
import { fc } from "../support/property.ts";

/** [raw, gold name of the indicator or null for any, what else must hold ("not" = an indicator that it must not be)] */
type ExpectedFigure = [string, string | null, Record<string, string | null>?];
interface Case {
  readonly text: string;
  readonly figures: readonly ExpectedFigure[];
}

const lexicon = loadLexicon("data/lexicon");
const cases = JSON.parse(readFileSync("tests/specs/figures.json", "utf8")) as readonly Case[];

function reportOf(text: string): Report {
  const blocks = [{ kind: "paragraph" as const, parts: [{ start: 0, end: text.length }] }];
  return {
    id: toReportId("r"),
    version: "v",
    file: "r.txt",
    format: "text",
    kind: "quality",
    title: "某校2020年度质量报告",
    owner: { kind: "school", id: toOwnerId("o"), name: "某校", nameEn: "A School", place: null, aliases: [] },
    year: 2020,
    yearEvidence: "title",
    yearKind: "calendar",
    text,
    blocks,
    sections: [{ path: ["某校2020年度质量报告"], level: 0, span: { start: 0, end: text.length }, heading: null, firstBlock: 0, endBlock: 1 }],
    issues: [],
  };
}

/** Ids of the entries that a name covers whole. */
function idsOf(name: string): readonly string[] {
  const folded = foldText(name);
  return lexicon.aliases
    .find(folded)
    .filter((alias) => alias.start === 0 && alias.end === folded.length)
    .flatMap((alias) => alias.indicatorIds);
}

function field(figure: Figure, name: string): string | null {
  if (
    name === "value" ||
    name === "unit" ||
    name === "aspect" ||
    name === "qualifier" ||
    name === "basis" ||
    name === "population" ||
    name === "subject" ||
    name === "denominator"
  )
    return figure[name];
  if (name === "year") return String(figure.period.year);
  throw new Error(`no such field in a case: ${name}`);
}

describe("extractFigures", () => {
  it.each(cases.map((entry) => [entry.text, entry] as const))("reads %s", (_text, { text, figures: expected }) => {
    const figures = extractFigures(reportOf(text), lexicon).figures;
    expect(figures.map((figure) => figure.source.raw)).toEqual(expected.map(([raw]) => raw));
    expected.forEach(([raw, name, more], index) => {
      const figure = figures[index];
      if (figure === undefined) throw new Error(`no figure for ${raw}`);
      if (name !== null) expect(idsOf(name), `${raw} is ${name}`).toContain(figure.indicator.id);
      for (const [key, value] of Object.entries(more ?? {})) {
        if (key === "not" && value !== null) expect(idsOf(value), `${raw} is not ${value}`).not.toContain(figure.indicator.id);
        else expect(field(figure, key), `${raw}: ${key}`).toBe(value);
      }
    });
  });

  it("keeps every span exact and inside its sentence, whatever the text", () => {
    const piece = fc.constantFrom(
      "在校生",
      "2347人",
      "，",
      "。",
      "其中",
      "占",
      "50.6%",
      "分别为",
      "、",
      "由",
      "增至",
      "比上年增长",
      "12万元",
      "“双师型”教师",
      "\n",
      "專任教師",
      "１２３名",
      "(",
      ")",
      "3.5.1",
      "1+X",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        for (const figure of extractFigures(reportOf(text), lexicon).figures) {
          const { start, end, raw, context } = figure.source;
          expect(text.slice(start, end)).toBe(raw);
          expect(context.start).toBeLessThanOrEqual(start);
          expect(context.end).toBeGreaterThanOrEqual(end);
          expect(figure.value).toMatch(/^-?\d+(\.\d+)?$/);
        }
      }),
      { numRuns: 300 },
    );
  });
});
