import { describe, expect, it } from "vitest";
import type { ParsedQuestion } from "../../src/domain/question.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { drawContrasts, fittingKeeper, standingOf } from "../../src/retrieve/figures/contrast.ts";
import type { AskedMeasure } from "../../src/retrieve/figures/measures.ts";
import cases from "../specs/contrasts.json" with { type: "json" };
import { aFigure, aReport } from "../support/builders.ts";

const lexicon = loadLexicon("data/lexicon");
const asks = (question: string): ParsedQuestion => ({ question, indicators: { certainty: "missing" } }) as unknown as ParsedQuestion;

function measureOf(name: string): AskedMeasure {
  const entry = lexicon.indicators.find(({ zh }) => zh === name);
  if (entry === undefined) throw new Error(`no entry ${name}`);
  return { asked: { kind: "entry", id: entry.id, words: name }, entry, kind: entry.kind, unit: null };
}

describe("standingOf", () => {
  it.each(cases)("$question · $raw of $sentence: $standing", ({ question, asked, sentence, raw, standing }) => {
    const report = aReport(sentence);
    const end = sentence.indexOf(raw) + raw.length;
    const figure = aFigure(report, raw, {
      indicator: { id: null, name: "数", words: "" },
      source: { start: end - raw.length, end, raw, section: [], context: { start: 0, end: sentence.length } },
    });
    expect(standingOf(drawContrasts(asks(question), measureOf(asked)), figure, sentence)).toBe(standing);
  });
});

describe("fittingKeeper", () => {
  const sentence = "全年培训4300人次，近三年累计培训1.4万人次。";
  const report = aReport(sentence);
  const [year, years] = ["4300人次", "1.4万人次"].map((raw) => {
    const start = sentence.indexOf(raw);
    return aFigure(report, raw, {
      indicator: { id: null, name: "数", words: "培训" },
      source: { start, end: start + raw.length, raw, section: [], context: { start: 0, end: sentence.length } },
    });
  });
  const drawn = drawContrasts(asks("青原职校培训了多少人次"), measureOf("社会培训人次"));
  const text = (): string => sentence;

  it("leaves what gives way only where nothing else is left", () => {
    if (year === undefined || years === undefined) throw new Error("no figures");
    expect(fittingKeeper(drawn, text)([years, year])).toEqual([year]);
    expect(fittingKeeper(drawn, text)([years])).toEqual([years]);
    expect(fittingKeeper([], text)([years, year])).toEqual([years, year]);
  });

  it("judges by the names alone where no text is read", () => {
    if (year === undefined || years === undefined) throw new Error("no figures");
    const named = { ...years, id: "f-named" as typeof years.id, indicator: { ...years.indicator, words: "近三年累计培训" } };
    const keep = fittingKeeper(drawn, null);
    expect(keep([named, year, years])).toEqual([year, years]);
    expect(keep([named])).toEqual([named]);
  });
});
