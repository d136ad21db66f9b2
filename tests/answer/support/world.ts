import { readFileSync } from "node:fs";
import { compose } from "../../../src/answer/compose.ts";
import type { ComposeContext, Draft } from "../../../src/answer/draft.ts";
import { type GatedAnswer, toAnswer } from "../../../src/answer/output/to-answer.ts";
import { suggestQuestions } from "../../../src/answer/suggestions.ts";
import { wordingFor } from "../../../src/answer/wording/wording.ts";
import type { Answer } from "../../../src/contract/answer.ts";
import type { Figure, QuantityKind } from "../../../src/domain/figure.ts";
import { type IndicatorId, toFigureId, toIndicatorId, toOwnerId, toReportId } from "../../../src/domain/ids.ts";
import type { Indicator } from "../../../src/domain/indicator.ts";
import type { ParsedQuestion, PeriodQuery, Slot } from "../../../src/domain/question.ts";
import type { Owner, Report } from "../../../src/domain/report.ts";
import type { Lexicon } from "../../../src/lexicon/lexicon.ts";
import { readCatalogue } from "../../../src/retrieve/catalogue.ts";
import { gatherEvidence } from "../../../src/retrieve/evidence.ts";
import type { Store } from "../../../src/store/store.ts";
import { openVectorIndex } from "../../../src/store/vector-cache.ts";
import { splitSentences } from "../../../src/text/sentences.ts";
import { createUnitTable } from "../../../src/text/units.ts";
import { createBigramSegmenter } from "../../support/bigram-segmenter.ts";
import { anIndexedReport } from "../../support/builders.ts";
import { createHashEmbedder } from "../../support/hash-embedder.ts";
import { createMemoryStore } from "../../support/memory-store.ts";

/** A line of a report with the figures read from it. */
export interface Line {
  readonly text: string;
  readonly figures?: readonly LineFigure[];
}

export type LineFigure = Partial<Omit<Figure, "indicator" | "id">> & {
  readonly raw: string;
  readonly id: string | null;
  readonly name?: string;
  readonly value: string;
};

export interface SchoolReport {
  readonly slug: string;
  readonly name: string;
  readonly nameEn: string;
  readonly year: number;
  readonly kind?: Owner["kind"];
  readonly lines: readonly Line[];
  /** All lines in one passage, in place of one for each sentence. */
  readonly onePassage?: boolean;
}

const entry = (id: string, zh: string, en: string, kind: QuantityKind, unit: string, family: string, more: Partial<Indicator> = {}): Indicator => ({
  id: toIndicatorId(id),
  zh,
  en,
  group: "test",
  kind,
  unit,
  units: [unit],
  family,
  denominator: null,
  population: null,
  direction: "higher",
  definition: `${zh}的说明。`,
  definitionEn: null,
  siblings: [],
  aliases: { zh: [zh], ask: [], prose: [], en: [en] },
  ...more,
});

export const ENTRIES: readonly Indicator[] = [
  entry("students", "在校生数", "enrolled students", "count", "人", "students"),
  entry("graduates", "毕业生数", "graduates", "count", "人", "graduates"),
  entry("further_study", "升学人数", "graduates in further study", "count", "人", "further_study"),
  entry("dual_teachers", "双师型教师数", "dual-qualified teachers", "count", "人", "dual"),
  entry("dual_share", "双师型教师占比", "share of dual-qualified teachers", "share", "%", "dual"),
  entry("employment_rate", "就业率", "employment rate", "share", "%", "employment", { siblings: [toIndicatorId("initial_rate")] }),
  entry("initial_rate", "初次就业率", "initial employment rate", "share", "%", "initial"),
  entry("site_area", "占地面积", "site area", "area", "亩", "site", { units: ["亩", "平方米"] }),
  entry("further_study_rate", "升学率", "further-study rate", "share", "%", "further_study", { denominator: "毕业生" }),
  entry("workstations", "工位数", "workstations", "count", "个", "workstations"),
  entry("contest_awards", "竞赛获奖数", "contest awards", "count", "项", "contests"),
  entry("first_prizes", "一等奖数", "first prizes", "count", "项", "contests"),
  entry("assets", "固定资产", "fixed assets", "amount", "元", "assets"),
];

/** A small lexicon of invented entries over the project's units. */
export function testLexicon(): Lexicon {
  const units = createUnitTable(JSON.parse(readFileSync("data/lexicon/units.json", "utf8")));
  return {
    indicators: ENTRIES,
    indicator: (id: IndicatorId) => ENTRIES.find((candidate) => candidate.id === id),
    family: (name: string) => ENTRIES.filter((candidate) => candidate.family === name),
    units,
    aliases: {
      find: (folded) =>
        ENTRIES.filter((candidate) => candidate.zh === `${folded}数`).map((candidate) => ({
          start: 0,
          end: folded.length,
          indicatorIds: [candidate.id],
          from: "zh" as const,
        })),
      whole: () => undefined,
      terms: [],
    },
    hash: "test",
  };
}

export interface World {
  readonly store: Store;
  readonly lexicon: Lexicon;
  ask(parsed: ParsedQuestion, options?: { readonly reportIds?: readonly string[]; readonly language?: "zh" | "en" }): Promise<Answer>;
  /** The same with the draft and the gate's findings; `spoil` may change the draft before the gate. */
  gate(parsed: ParsedQuestion, spoil?: (draft: Draft) => Draft): Promise<GatedAnswer & { readonly draft: Draft }>;
}

/** An index over the given reports, answering parsed questions as answer-question.ts does. */
export async function aWorld(reports: readonly SchoolReport[]): Promise<World> {
  const store = createMemoryStore();
  const embedder = createHashEmbedder();
  const lexicon = testLexicon();
  for (const described of reports) {
    const { report, figures } = toReport(described, lexicon);
    const places = described.onePassage === true ? [{ start: 0, end: report.text.length }] : splitSentences(report.text);
    const passages = places.map((span, ordinal) => ({
      id: `${report.id}#p${ordinal}` as never,
      reportId: report.id,
      ordinal,
      sectionPath: ["一、概况"],
      parts: [span],
      text: report.text.slice(span.start, span.end),
    }));
    store.replaceReport(await anIndexedReport(embedder, report, passages, figures));
  }
  const vectors = openVectorIndex(store, null);
  const quotients = [
    { result: toIndicatorId("further_study_rate"), kind: "share", tops: [toIndicatorId("further_study")], bottoms: [toIndicatorId("graduates")] },
  ] as const;
  const deps = { quotients, store, lexicon, segmenter: createBigramSegmenter(), embedder, vectors: () => vectors };
  const contextFor = async (parsed: ParsedQuestion, reportIds?: readonly string[], language?: "zh" | "en"): Promise<ComposeContext> => {
    const evidence = await gatherEvidence(deps, readCatalogue(store, reportIds), parsed);
    const spoken = language ?? parsed.language;
    return {
      parsed,
      language: spoken,
      evidence,
      lexicon,
      wording: wordingFor(spoken),
      audit: () => ({ findings: [], figure: () => undefined, figures: () => [] }),
    };
  };
  const envelope = (context: ComposeContext) => ({ version: "v", elapsedMs: 0, suggestions: suggestQuestions(context, store) });
  return {
    store,
    lexicon,
    ask: async (parsed, options = {}) => {
      const context = await contextFor(parsed, options.reportIds, options.language);
      return toAnswer(context, compose(context), envelope(context)).answer;
    },
    gate: async (parsed, spoil = (draft) => draft) => {
      const context = await contextFor(parsed);
      const draft = spoil(compose(context));
      return { ...toAnswer(context, draft, envelope(context)), draft };
    },
  };
}

function toReport(described: SchoolReport, lexicon: Lexicon): { report: Report; figures: readonly Figure[] } {
  const { slug, name, nameEn, year } = described;
  const id = toReportId(`${slug}-${year}-quality`);
  const owner: Owner = { kind: described.kind ?? "school", id: toOwnerId(slug), name, nameEn, place: null, aliases: [] };
  const head = `${name}${year}年度质量报告\n`;
  const text = head + described.lines.map((line) => line.text).join("\n");
  const report: Report = {
    id,
    version: `${slug}${year}`,
    file: `${id}.txt`,
    format: "text",
    kind: "quality",
    title: head.trim(),
    owner,
    year,
    yearEvidence: "title",
    yearKind: "calendar",
    text,
    blocks: [],
    sections: [{ path: ["一、概况"], level: 1, span: { start: head.length, end: text.length }, heading: null, firstBlock: 0, endBlock: 0 }],
    issues: [],
  };
  let from = head.length;
  const figures: Figure[] = [];
  for (const line of described.lines) {
    for (const [ordinal, held] of (line.figures ?? []).entries()) figures.push(toFigure(report, lexicon, { line, from, ordinal }, held));
    from += line.text.length + 1;
  }
  return { report, figures };
}

function toFigure(report: Report, lexicon: Lexicon, place: { line: Line; from: number; ordinal: number }, held: LineFigure): Figure {
  const at = place.line.text.indexOf(held.raw);
  if (at < 0) throw new RangeError(`${held.raw} is not in the line`);
  const { raw, id, name, ...rest } = held;
  const known = id === null ? undefined : lexicon.indicator(toIndicatorId(id));
  const start = place.from + at;
  return {
    id: toFigureId(report.id, start, place.ordinal),
    reportId: report.id,
    ownerId: report.owner.id,
    subject: null,
    indicator: { id: known?.id ?? null, name: known?.zh ?? name ?? "", words: known?.zh ?? name ?? "" },
    population: null,
    denominator: null,
    valueTo: null,
    kind: known?.kind ?? "count",
    aspect: "actual",
    unit: known?.unit ?? "个",
    qualifier: "exact",
    period: { kind: "report", year: report.year, label: `${report.year}年`, evidence: "title" },
    basis: null,
    source: { start, end: start + raw.length, raw, section: ["一、概况"], context: { start: place.from, end: place.from + place.line.text.length } },
    rule: "test",
    confidence: 1,
    ...rest,
  };
}

/** A parsed question; names of owners are slugs, indicators entry ids. */
export function asked(
  question: string,
  slots: { owners?: readonly string[]; indicators?: readonly string[]; period?: PeriodQuery } & Partial<
    Omit<ParsedQuestion, "owners" | "indicators" | "period">
  >,
): ParsedQuestion {
  const { owners, indicators, period, ...rest } = slots;
  const stated = <T>(value: T | undefined): Slot<T> => (value === undefined ? { certainty: "missing" } : { certainty: "stated", value, mentions: [] });
  return {
    question,
    language: "zh",
    script: "hans",
    intent: "lookup",
    owners: stated(owners?.map(toOwnerId)),
    scope: "named",
    unknownOwners: [],
    indicators: stated(indicators?.map((id) => ({ kind: "entry" as const, id: toIndicatorId(id), words: id }))),
    wantedKind: null,
    wantedUnit: null,
    population: null,
    subject: null,
    period: stated(period),
    direction: null,
    top: null,
    aggregate: null,
    threshold: null,
    premise: null,
    outOfScope: null,
    searchText: question,
    trace: [],
    ...rest,
  };
}

/** Three invented schools of three sizes; the first has a report of the year before as well. */
export const SCHOOLS: readonly SchoolReport[] = [
  {
    slug: "qinghe",
    name: "清河职业学校",
    nameEn: "Qinghe Vocational School",
    year: 2022,
    lines: [
      {
        text: "校园占地160亩，固定资产6658.14万元。",
        figures: [
          { raw: "160亩", id: "site_area", value: "160" },
          { raw: "6658.14万元", id: "assets", value: "66581400" },
        ],
      },
      {
        text: "在校生2347人，毕业生728人，其中升学504人。",
        figures: [
          { raw: "2347人", id: "students", value: "2347" },
          { raw: "728人", id: "graduates", value: "728" },
          { raw: "504人", id: "further_study", value: "504" },
        ],
      },
      {
        text: "双师型教师83人，占专任教师的50.6%。",
        figures: [
          { raw: "83人", id: "dual_teachers", value: "83" },
          { raw: "50.6%", id: "dual_share", value: "50.6", denominator: "专任教师" },
        ],
      },
      {
        text: "就业率98.9%，初次就业率97.5%。",
        figures: [
          { raw: "98.9%", id: "employment_rate", value: "98.9" },
          { raw: "97.5%", id: "initial_rate", value: "97.5" },
        ],
      },
      { text: "学校与三家企业共建现代学徒制班，由师傅带徒弟上岗学习。" },
    ],
  },
  {
    slug: "qinghe",
    name: "清河职业学校",
    nameEn: "Qinghe Vocational School",
    year: 2021,
    lines: [{ text: "在校生2300人。", figures: [{ raw: "2300人", id: "students", value: "2300" }] }],
  },
  {
    slug: "linhai",
    name: "林海技师学院",
    nameEn: "Linhai Technician College",
    year: 2022,
    lines: [
      {
        text: "学院占地176亩，设有工位3500个。",
        figures: [
          { raw: "176亩", id: "site_area", value: "176" },
          { raw: "3500个", id: "workstations", value: "3500" },
        ],
      },
      { text: "现有学生近3000人。", figures: [{ raw: "近3000人", id: "students", value: "3000", qualifier: "about" }] },
      { text: "在校生2446人。", figures: [{ raw: "2446人", id: "students", value: "2446" }] },
      { text: "双师型教师比例为93.02%。", figures: [{ raw: "93.02%", id: "dual_share", value: "93.02" }] },
      { text: "就业率98.57%。", figures: [{ raw: "98.57%", id: "employment_rate", value: "98.57" }] },
      { text: "毕业生就业率98%。", figures: [{ raw: "98%", id: "employment_rate", value: "98" }] },
      { text: "计划新增固定资产900万元。", figures: [{ raw: "900万元", id: "assets", value: "9000000", aspect: "plan" }] },
    ],
  },
];
