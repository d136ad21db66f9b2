import type { FusedHit, Gap } from "../domain/evidence.ts";
import type { Figure, QuantityKind } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { Embedder, Segmenter, VectorIndex } from "../domain/ports.ts";
import type { AskedIndicator, Intent, ParsedQuestion } from "../domain/question.ts";
import type { Owner, Passage } from "../domain/report.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Store } from "../store/store.ts";
import { foldText } from "../text/fold.ts";
import { askedGroups } from "./asked-groups.ts";
import { severalAsks } from "./asks.ts";
import { asksWords } from "./asks-words.ts";
import { withBeside } from "./beside.ts";
import { type Catalogue, yearsOf } from "./catalogue.ts";
import { glossEnglish } from "./english/glossary.ts";
import { gatherEntry } from "./figures/figures.ts";
import { type AskedMeasure, askedIndicators, type MeasureEvidence, toMeasure } from "./figures/measures.ts";
import { gatherOpen } from "./figures/open-figures.ts";
import type { QuotientRule } from "./figures/operands.ts";
import { askedPeriod } from "./figures/periods.ts";
import { asksShareOfAll } from "./figures/share-of-all.ts";
import { withStandIns } from "./figures/stand-in.ts";
import { figuresOfYear } from "./figures/year-figures.ts";
import { searchPassages } from "./passages/passages.ts";
import { expectAnswer } from "./said/expected-answer.ts";
import { lookLast, saysMore } from "./said/last-look.ts";
import { isCommon, isEverywhere, shareHeld, tightened, type WordGroup, weighCommon, withoutVerbs, wordGroups } from "./word-groups.ts";
import { askedTimes, askedWorking } from "./working/asked-working.ts";
import type { Working } from "./working/working.ts";
import { findWorking } from "./working/workings.ts";

/** All that an answer may rest on. */
export interface Evidence {
  readonly catalogue: Catalogue;
  /** The owners asked about, in order; all schools when the question names none. */
  readonly owners: readonly Owner[];
  readonly measures: readonly MeasureEvidence[];
  /** Where the measures give nothing: what stands with the question's own words. */
  readonly last?: MeasureEvidence;
  readonly passages: readonly FusedHit[];
  /** For a question that asks few reports for a list or in prose: all their passages, since the fullest enumeration need not rank high. */
  readonly wholeReports: readonly Passage[];
  /** The same by the whole of the question, words of cues among them, everyday words with those of reports. */
  readonly spoken?: readonly WordGroup[];
  /** The things that the question asks about, each with the words a report may use: what a sentence must hold to speak of them. */
  readonly topics: readonly WordGroup[];
  readonly gaps: readonly Gap[];
  /** Printed numbers of the one report asked about that the question wants worked with, found by its own words. */
  readonly working?: Working | null;
  /** Where a school's share of all schools is asked for: what each of them has. */
  readonly amongAll?: MeasureEvidence | null;
  /** A year asked about that has no report of its own: the passages are of other reports that speak of it. Null otherwise. */
  readonly saidYear: number | null;
  /** The text of a report as read. Throws RangeError for a report that is not in the catalogue. */
  readonly readText: (id: ReportId) => string;
}

export interface EvidenceDeps {
  readonly store: Store;
  readonly lexicon: Lexicon;
  readonly segmenter: Segmenter;
  readonly embedder: Embedder;
  readonly vectors: () => VectorIndex;
  /** How indicators follow from others; nothing is computed from operands without them. */
  readonly quotients?: readonly QuotientRule[];
}

/** Intents that are answered from passages in the first place. */
const PASSAGE_INTENTS: ReadonlySet<Intent> = new Set<Intent>(["explain", "list", "exists", "define"]);
const WITHOUT_PASSAGES: ReadonlySet<Intent> = new Set<Intent>(["out_of_scope", "coverage", "audit"]);
/** Intents answered by a number, of which a sentence may tell where no name finds it. */
const BY_NUMBER: ReadonlySet<Intent> = new Set<Intent>(["lookup", "derived", "difference", "ratio"]);
const PROSE_INTENTS: ReadonlySet<Intent> = new Set<Intent>(["explain", "list"]);
/** Passages of sections named after the thing asked about that join those found. */
const MOST_NAMED = 6;
/** Reports that are read through for enumerations and headings (about a millisecond each). */
const MAX_WHOLE_REPORTS = 3;
const PASSAGES = 8;
const PASSAGES_PER_REPORT = 4;

/** `toldBefore`: what other parts of the line were told by. Gathers figures by complete look-up, and passages where the question needs prose or no figure was found. */
export async function gatherEvidence(deps: EvidenceDeps, catalogue: Catalogue, parsed: ParsedQuestion, toldBefore: readonly Figure[] = []): Promise<Evidence> {
  const readText = textReader(deps.store, catalogue);
  const owners = parsed.regionAsked === undefined ? askedOwners(parsed, catalogue) : catalogue.owners.filter((owner) => owner.kind === "school");
  const searchDeps = {
    store: deps.store,
    lexicon: deps.lexicon,
    catalogue,
    segmenter: deps.segmenter,
    quotients: deps.quotients ?? [],
    readText,
    embedder: deps.embedder,
  };
  const looked: MeasureEvidence[] = [];
  const things = apartByKind(askedThings(parsed, deps.lexicon), parsed, deps.lexicon);
  // Several parts, or a school beside a region, are asked one thing: each part has evidence of its own.
  const readings = things.length === 1 || parsed.regionAsked !== undefined ? partsAsked(parsed) : [parsed];
  for (const asked of things) {
    for (const reading of readings) {
      const measure = toMeasure(asked, reading, deps.lexicon);
      looked.push(
        hasEntry(measure)
          ? await withStandIns(searchDeps, reading, gatherEntry(searchDeps, reading, measure, owners), measure.entry)
          : await gatherOpen(searchDeps, reading, measure, owners),
      );
    }
  }
  const figuresOf = (id: ReportId): readonly Figure[] => deps.store.figures({ reportIds: [id] });
  const measures = owners.length === 1 ? withBeside(looked, parsed, { lexicon: deps.lexicon, readText, figuresOf, told: toldBefore }) : looked;
  const last = await lookLast(searchDeps, parsed, measures, owners);
  const saidYear = yearWithoutReport(catalogue, parsed, owners);
  const entry = measures.find(({ measure }) => measure.entry !== null)?.measure;
  const schools = catalogue.owners.filter((owner) => owner.kind === "school");
  const amongAll = entry !== undefined && hasEntry(entry) && asksShareOfAll(parsed) ? gatherEntry(searchDeps, parsed, entry, schools) : null;
  const speaks = (passage: Passage): boolean => saidYear === null || speaksOfYear(catalogue, parsed, passage, saidYear);
  const hits = needsPassages(parsed, measures) ? await gatherPassages(deps, catalogue, parsed, owners, measures) : [];
  const found = hits.filter(({ passage }) => speaks(passage));
  const asked = withoutVerbs(wordGroups(deps.segmenter, parsed.searchText.trim() === "" ? parsed.question : parsed.searchText));
  const isUngiven = BY_NUMBER.has(parsed.intent) && measures.every(({ cells }) => cells.every(({ direct }) => direct.length === 0));
  // 学生意见最大的是什么 names one school and nothing that is measured: only a sentence can tell.
  const isItemless =
    owners.length === 1 && (parsed.intent === "rank" || parsed.intent === "compare") && measures.every(({ measure }) => measure.entry === null);
  // 最不满意的是什么 of one school may be said by its report in words.
  const isSaidTop = owners.length === 1 && parsed.intent === "rank" && parsed.partsNoun === undefined && parsed.direction !== null;
  const readsAll =
    parsed.intent === "explain" ||
    parsed.intent === "exists" ||
    parsed.outOfScope === "personal" ||
    parsed.intent === "trend" ||
    asksList(parsed) ||
    isUngiven ||
    isItemless ||
    isSaidTop ||
    (owners.length <= MAX_WHOLE_REPORTS && asksWords(foldText(parsed.question)));
  const whole = PROSE_INTENTS.has(parsed.intent) || readsAll ? readWhole(deps.store, catalogue, parsed, owners).filter(speaks) : [];
  const holds = (name: string): boolean => [...whole, ...found.map(({ passage }) => passage)].some(({ text }) => foldText(text).includes(name));
  const topics = weighCommon(tightened(asked, parsed.searchText, holds), parsed.intent === "exists");
  const passages = parsed.intent === "explain" || parsed.intent === "exists" ? withNamedSections(found, whole, topics) : found;
  return {
    catalogue,
    owners,
    measures,
    ...(last === null ? {} : { last }),
    passages,
    wholeReports: readsAll ? whole : [],
    topics,
    ...(mayBeSaidOtherwise(deps, parsed, measures) ? { spoken: askedGroups(deps.segmenter, parsed) } : {}),
    saidYear,
    gaps: findGaps(catalogue, parsed, measures),
    amongAll,
    working: gatherWorking(deps, catalogue, parsed, owners, readText),
    readText,
  };
}

/** Looked for in the report of the asked year, or the latest, of one school alone. */
function gatherWorking(
  deps: EvidenceDeps,
  catalogue: Catalogue,
  parsed: ParsedQuestion,
  owners: readonly Owner[],
  readText: (id: ReportId) => string,
): Working | null {
  const [owner, ...others] = owners;
  if (owner === undefined || others.length > 0) return null;
  const [asked, inAll] = [askedWorking(parsed), askedTimes(parsed)];
  if (asked === null && inAll === null) return null;
  const figures = figuresOfYear(deps.store, catalogue, parsed, owner);
  if (figures.length === 0) return null;
  const find = (one: typeof asked): Working | null => (one === null ? null : findWorking(figures, one, { lexicon: deps.lexicon, readText }));
  return find(inAll) ?? find(asked);
}

/** A question that says more than the name of an entry, or asks for a row of years: sentences may tell it in other words. */
function mayBeSaidOtherwise(deps: EvidenceDeps, parsed: ParsedQuestion, measures: readonly MeasureEvidence[]): boolean {
  if (parsed.content === undefined) return false;
  // An English question is put in the words of a dictionary: only a thing that no entry covers is looked for by them.
  if (!/[\u4e00-\u9fff]/.test(parsed.content.core))
    return (parsed.intent === "exists" || measures.every(({ measure }) => measure.entry === null)) && isWellKnown(parsed);
  return parsed.intent === "trend" || saysMore(deps, parsed, measures);
}

/** Share of an English question's words that the dictionary must have. */
const LEAST_KNOWN = 0.75;
const isWellKnown = ({ searchText }: ParsedQuestion): boolean => glossEnglish(searchText).coverage >= LEAST_KNOWN;

function partsAsked(parsed: ParsedQuestion): readonly ParsedQuestion[] {
  if (parsed.populations !== undefined) return parsed.populations.map((population) => ({ ...parsed, population }));
  if (parsed.subjects !== undefined) return parsed.subjects.map((subject) => ({ ...parsed, subject }));
  if (parsed.regionAsked !== undefined) return [{ ...parsed, subject: parsed.regionAsked, owners: { certainty: "missing" } }];
  if (parsed.regionBeside !== undefined && parsed.subject === null) return [parsed, { ...parsed, subject: parsed.regionBeside }];
  return [parsed];
}

/** What is asked about; 有没有无人机 asks for no number, yet one tells that there are some. */
function askedThings(parsed: ParsedQuestion, lexicon: Lexicon): readonly AskedIndicator[] {
  const asked = askedIndicators(parsed);
  const words = parsed.searchText.trim();
  if (asked.length > 0 || words === "" || parsed.indicators.certainty === "ambiguous") return asked;
  const expected = expectAnswer(parsed.question, words, lexicon.units);
  // 多少座位 is never answered in 册.
  const unit = parsed.wantedUnit ?? expected.unit ?? (expected.counted ? (expected.usual[0] ?? null) : null);
  const asksNumber = parsed.intent === "lookup" && unit !== null && parsed.outOfScope === null;
  return parsed.intent === "exists" || asksNumber ? [{ kind: "open", words, unit }] : asked;
}

const NAMED_BY_KIND: Readonly<Partial<Record<QuantityKind, string>>> = { area: "面积", amount: "费用", share: "占比" };

/** 新实训楼有多大，要花多少钱: one thing of no entry that is asked for in several kinds of number is as many things. */
function apartByKind(asked: readonly AskedIndicator[], parsed: ParsedQuestion, lexicon: Lexicon): readonly AskedIndicator[] {
  const [only, ...others] = asked;
  if (only?.kind !== "open" || others.length > 0 || parsed.intent !== "lookup") return asked;
  const asks = severalAsks(parsed.question, lexicon.units);
  return asks.length === 0
    ? asked
    : asks.map(({ kind, unit }) => ({ kind: "open", words: `${only.words}${NAMED_BY_KIND[kind ?? "count"] ?? ""}`, unit, apart: { kind, thing: only.words } }));
}

function hasEntry(measure: AskedMeasure): measure is AskedMeasure & { readonly entry: NonNullable<AskedMeasure["entry"]> } {
  return measure.entry !== null;
}

/** Named owners, or all owners of the scope. Unknown names leave the list empty, so that no other school answers in their place. */
function askedOwners(parsed: ParsedQuestion, catalogue: Catalogue): readonly Owner[] {
  if (parsed.scope === "regions") {
    // 全省 where the index holds a city alone: no region is meant that is at hand.
    const ids = parsed.owners.certainty === "stated" ? new Set(parsed.owners.value) : null;
    return catalogue.owners.filter((owner) => owner.kind !== "school" && (ids === null || ids.has(owner.id)));
  }
  const schools = catalogue.owners.filter((owner) => owner.kind === "school");
  if (parsed.scope === "all_schools") {
    // 除了青原: all schools but those that are left out.
    const kept = parsed.owners.certainty === "stated" && parsed.owners.value.length > 0 ? new Set(parsed.owners.value) : null;
    return kept === null ? schools : schools.filter((owner) => kept.has(owner.id));
  }
  const slot = parsed.owners;
  if (slot.certainty === "ambiguous") return [];
  const ids = slot.certainty === "missing" ? [] : slot.value;
  const named = ids.flatMap((id) => catalogue.ownersById.get(id) ?? []);
  if (named.length > 0 || parsed.unknownOwners.length > 0) return named;
  return schools.length > 0 ? schools : catalogue.owners;
}

function needsPassages(parsed: ParsedQuestion, measures: readonly MeasureEvidence[]): boolean {
  if (WITHOUT_PASSAGES.has(parsed.intent)) return false;
  if (PASSAGE_INTENTS.has(parsed.intent) || asksProcedure(parsed) || asksList(parsed)) return true;
  return measures.every((evidence) => evidence.cells.every((cell) => cell.direct.length === 0));
}

async function gatherPassages(
  deps: EvidenceDeps,
  catalogue: Catalogue,
  parsed: ParsedQuestion,
  owners: readonly Owner[],
  measures: readonly MeasureEvidence[],
): Promise<readonly FusedHit[]> {
  const text = parsed.searchText.trim() === "" ? parsed.question : parsed.searchText;
  const reportIds = owners.flatMap((owner) => reportsForPassages(catalogue, parsed, owner));
  if (reportIds.length === 0) return [];
  return searchPassages(deps, {
    text,
    language: parsed.language,
    filter: { reportIds },
    limit: PASSAGES,
    // The Chinese names of what an English question asks about find the words that its own cannot.
    expansions: measures.flatMap(({ measure }) => (measure.entry === null ? [] : [measure.entry.zh])),
    ...(owners.length > 1 ? { perReport: PASSAGES_PER_REPORT } : {}),
  });
}

const ASKS_NAMES = /哪些(?!学校|院校|中职|报告|单位的|年)|有什么(?!$)|都有谁/;
const ASKS_NUMBER = /多少|几|比例|率|占比|数[据值量]?|[多高大低少小]/;

/** Which majors does it offer asks for a list, in whatever words; 新增了哪些专业 asks for their names, not for how many. */
export function asksList({ intent, question, scope, threshold }: ParsedQuestion): boolean {
  const asksNames = intent === "lookup" && scope === "named" && threshold === null && ASKS_NAMES.test(question) && !ASKS_NUMBER.test(question);
  return (
    asksNames ||
    intent === "list" ||
    (intent === "explain" && /^\s*(?:which|what) .{1,80}\b(?:offer|offers|offered|taught|available|provided)\b/i.test(question))
  );
}

/** Steps and procedures are told in sentences, whatever number the same words would name. */
export function asksProcedure({ intent, question }: ParsedQuestion): boolean {
  return (
    (intent === "lookup" || intent === "list" || intent === "explain") &&
    /步骤|流程|手续|[哪分]几步|几个步骤|\b(?:steps|procedures?)\b/i.test(question) &&
    !/流程图/.test(question)
  );
}

/** What a section's own heading says it is about need not be said again in its text: the passages below such headings join, before all others. */
function withNamedSections(found: readonly FusedHit[], whole: readonly Passage[], topics: readonly WordGroup[]): readonly FusedHit[] {
  if (topics.length === 0) return found;
  const isNamed = ({ sectionPath }: Passage): boolean => sectionPath.some((heading) => shareHeld(foldText(heading).replace(/\s+/g, ""), topics) === 1);
  const score = found[0]?.score ?? 1;
  const held = new Map(found.map((hit) => [hit.passage.id, hit]));
  // A text may say it in words that the question's own do not find: 原名 → (原松川…).
  const own = topics.filter((group) => !isEverywhere(group) && !isCommon(group));
  const telling = own.length > 0 ? own : topics;
  const says = ({ text }: Passage): boolean => shareHeld(foldText(text).replace(/\s+/g, ""), telling) === 1;
  const isMissed = found.every(({ passage }) => shareHeld(foldText(passage.text).replace(/\s+/g, ""), telling) === 0);
  const named = whole
    .filter((passage) => isNamed(passage) || (isMissed && says(passage)))
    .slice(0, MOST_NAMED)
    .map(
      (passage): FusedHit => ({ passage, contributions: held.get(passage.id)?.contributions ?? [], highlights: held.get(passage.id)?.highlights ?? [], score }),
    );
  return [...named, ...found.filter((hit) => !named.some(({ passage }) => passage.id === hit.passage.id))];
}

function readWhole(store: Store, catalogue: Catalogue, parsed: ParsedQuestion, owners: readonly Owner[]): readonly Passage[] {
  const ids = owners.flatMap((owner) => reportsForPassages(catalogue, parsed, owner));
  return ids.length > MAX_WHOLE_REPORTS ? [] : ids.flatMap((id) => store.passagesOf(id));
}

/** Reports of the asked year; the latest when none is asked, so that the same sentence of three years is not told three times. Whether something exists may stand in any. */
export function reportsForPassages(catalogue: Catalogue, parsed: ParsedQuestion, owner: Owner): readonly ReportId[] {
  const period = askedPeriod(parsed);
  const reports = catalogue.reportsByOwner.get(owner.id) ?? [];
  const latest = period.kind === "latest" && parsed.intent !== "exists" ? (yearsOf(catalogue, owner.id).at(-1) ?? null) : null;
  // A year before the only one that there is has no report.
  const before = period.kind === "previous" && parsed.intent !== "exists" ? (yearsOf(catalogue, owner.id).at(-2) ?? Number.NaN) : null;
  const year = period.kind === "calendar" || period.kind === "academic" ? period.year : (before ?? latest);
  const ofYear = reports.filter((report) => year === null || report.year === null || report.year === year);
  const isNamed = period.kind === "calendar" || period.kind === "academic";
  return (ofYear.length === 0 && isNamed ? reports : ofYear).map((report) => report.id);
}

/** The year that a question names and of which no school asked about has a report; null where one has, or where none is named. */
function yearWithoutReport(catalogue: Catalogue, parsed: ParsedQuestion, owners: readonly Owner[]): number | null {
  const period = askedPeriod(parsed);
  if ((period.kind !== "calendar" && period.kind !== "academic") || parsed.scope !== "named") return null;
  const reports = owners.flatMap((owner) => catalogue.reportsByOwner.get(owner.id) ?? []);
  return reports.length === 0 || reports.some(({ year }) => year === null || year === period.year) ? null : period.year;
}

/** Whether a passage of another year's report is about the year: it names it; or that year is an academic one, which ends in the year of the report. */
function speaksOfYear(catalogue: Catalogue, parsed: ParsedQuestion, { reportId, sectionPath, text }: Passage, year: number): boolean {
  const isItsOwn = askedPeriod(parsed).kind === "academic" && catalogue.reportsById.get(reportId)?.year === year + 1;
  return isItsOwn || new RegExp(`(?<!\\d)${year}(?!\\d)`).test(`${sectionPath.join(" ")} ${text}`);
}

function findGaps(catalogue: Catalogue, parsed: ParsedQuestion, measures: readonly MeasureEvidence[]): readonly Gap[] {
  const unknown: readonly Gap[] = parsed.unknownOwners.map((mention) => ({ kind: "unknown_owner", name: mention.text }));
  const missing = measures.flatMap(({ measure, cells }) =>
    cells.flatMap((cell): readonly Gap[] => {
      if (cell.direct.length > 0) return [];
      if (cell.reports.length === 0 && cell.target.year !== null) {
        return [{ kind: "no_report_for_period", ownerId: cell.owner.id, label: String(cell.target.year), available: yearsOf(catalogue, cell.owner.id) }];
      }
      return [{ kind: "indicator_not_reported", ownerId: cell.owner.id, indicatorId: measure.entry?.id ?? null, words: measure.asked.words }];
    }),
  );
  return [...unknown, ...missing];
}

function textReader(store: Store, catalogue: Catalogue): (id: ReportId) => string {
  const held = new Map<ReportId, string>();
  const read = store.textReader();
  return (id) => {
    const known = held.get(id);
    if (known !== undefined) return known;
    const text = catalogue.reportsById.has(id) ? read(id) : null;
    if (text === null) throw new RangeError(`report ${id} is not in the catalogue`);
    held.set(id, text);
    return text;
  };
}
