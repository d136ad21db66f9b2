import { describe, expect, it } from "vitest";
import { figureMatrixSchema } from "../src/contract/matrix.ts";
import type { Figure } from "../src/domain/figure.ts";
import { loadIndicatorGroups } from "../src/lexicon/groups.ts";
import { loadLexicon } from "../src/lexicon/lexicon.ts";
import type { FigureFilter } from "../src/store/store.ts";
import { tabulateFigures } from "../src/tabulate-figures.ts";
import { aFigure, aReport } from "./support/builders.ts";

const lexicon = loadLexicon("data/lexicon");
const groups = loadIndicatorGroups("data/lexicon");

const TEXT = "全校在校生1200人，其中女生500人。学校重视安全教育，常抓不懈。\n据统计，在校生1210人。明年计划在校生1300人，机电系在校生300人。近1200人受益。";
const report = aReport(TEXT);
const of = (raw: string, replaced: Partial<Figure> = {}) => aFigure(report, raw, { indicatorId: "students", ...replaced, ...sourceOf(raw) });

function sourceOf(raw: string): Pick<Figure, "source"> {
  const start = TEXT.indexOf(raw);
  const lineStart = TEXT.lastIndexOf("。", start) + 1;
  return { source: { start, end: start + raw.length, raw, section: [], context: { start: lineStart, end: TEXT.indexOf("。", start) + 1 } } };
}

function cellOf(figures: readonly Figure[]) {
  const store = {
    reports: () => [{ ...report, contentHash: "", sourcePath: "", characterCount: 0, passageCount: 0, figureCount: 0 }],
    figures: ({ indicatorIds }: FigureFilter) =>
      figures.filter(({ indicator: { id } }) => indicatorIds === undefined || (id !== null && indicatorIds.includes(id))),
  };
  const matrix = figureMatrixSchema.parse(tabulateFigures({ store, indicators: lexicon.indicators, groups }));
  return matrix.groups.flatMap((group) => group.indicators.flatMap((indicator) => indicator.cells))[0];
}
const printed = (figures: readonly Figure[]) => cellOf(figures)?.figures.map((figure) => figure.raw);

describe("the table of figures", () => {
  it("gives the school's own present value, not a plan and not a department's", () => {
    expect(printed([of("1300人", { aspect: "plan" }), of("300人", { subject: "机电系" }), of("1200人")])).toEqual(["1200人"]);
  });

  it("leaves out an indicator that has no figure, and a figure of no indicator", () => {
    expect(printed([aFigure(report, "1200人")])).toBeUndefined();
  });

  it("puts the whole before its parts, and what is exact before what is not", () => {
    const figures = [of("近1200人", { value: "1200", qualifier: "about" }), of("500人", { population: "女" }), of("1210人")];
    expect(printed(figures)).toEqual(["1210人", "近1200人", "500人"]);
  });

  it("gives a value told twice once", () => {
    expect(printed([of("1200人"), of("近1200人", { value: "1200" })])).toEqual(["1200人"]);
  });

  it("marks two values of one thing, and not a part beside the whole", () => {
    expect(cellOf([of("1200人"), of("1210人")])?.conflict).toBe(true);
    expect(cellOf([of("1200人"), of("500人", { population: "女" })])?.conflict).toBe(false);
  });
});

describe("the vocabulary's groups", () => {
  it("name every chapter of the vocabulary, and no other", () => {
    expect(new Set(groups.map((group) => group.id))).toEqual(new Set(lexicon.indicators.map((entry) => entry.group)));
  });

  it("need not be there", () => expect(loadIndicatorGroups("tests/fixtures")).toEqual([]));
});
