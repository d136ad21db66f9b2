import type { FusedHit, Gap } from "../domain/evidence.ts";
import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { Embedder, Segmenter, VectorIndex } from "../domain/ports.ts";
import type { Intent, ParsedQuestion } from "../domain/question.ts";
import type { Owner, Passage } from "../domain/report.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Store } from "../store/store.ts";
import { foldText } from "../text/fold.ts";
import { askedGroups } from "./asked-groups.ts";
import { askedOwners } from "./asked-owners.ts";
import { apartByKind, askedThings, partsAsked } from "./asked-things.ts";
import { asksList } from "./asks-prose.ts";
import { asksWords } from "./asks-words.ts";
import { withBeside } from "./beside.ts";
import type { Catalogue } from "./catalogue.ts";
import { glossEnglish } from "./english/glossary.ts";
import { everydayGroups, isVague, withEveryday } from "./everyday.ts";
import { withExtremes } from "./extremes.ts";
import { gatherEntry, withCore } from "./figures/figures.ts";
import { type AskedMeasure, type MeasureEvidence, toMeasure } from "./figures/measures.ts";
import { gatherOpen } from "./figures/open-figures.ts";
import { withOpenSides } from "./figures/open-sides.ts";
import type { QuotientRule } from "./figures/operands.ts";
import { withPrintedShare } from "./figures/printed-share.ts";
import { asksShareOfAll } from "./figures/share-of-all.ts";
import { withStandIns } from "./figures/stand-in.ts";
import { figuresOfYear } from "./figures/year-figures.ts";
import { findGaps } from "./gaps.ts";
import { gatherPassages, MAX_WHOLE_REPORTS, needsPassages, readWhole, withNamedSections } from "./passages/gather-passages.ts";
import { speaksOfYear, yearWithoutReport } from "./report-years.ts";
import { lookLast, saysMore } from "./said/last-look.ts";
import { textReader } from "./text-reader.ts";
import { tightened, type WordGroup, weighCommon, withoutVerbs, wordGroups } from "./word-groups.ts";
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

/** Intents answered by a number, of which a sentence may tell where no name finds it. */
const BY_NUMBER: ReadonlySet<Intent> = new Set<Intent>(["lookup", "derived", "difference", "ratio"]);

const PROSE_INTENTS: ReadonlySet<Intent> = new Set<Intent>(["explain", "list"]);

/** What each step of gathering reads. */
interface Gathering {
  readonly deps: EvidenceDeps;
  readonly catalogue: Catalogue;
  readonly parsed: ParsedQuestion;
  readonly owners: readonly Owner[];
  readonly readText: (id: ReportId) => string;
}

/** `toldBefore`: what other parts of the line were told by. Gathers figures by complete look-up, and passages where the question needs prose or no figure was found. */
export async function gatherEvidence(deps: EvidenceDeps, catalogue: Catalogue, parsed: ParsedQuestion, toldBefore: readonly Figure[] = []): Promise<Evidence> {
  const owners = parsed.regionAsked === undefined ? askedOwners(parsed, catalogue) : schoolsOf(catalogue);
  const gathering = { deps, catalogue, parsed, owners, readText: textReader(deps.store, catalogue) };
  const measured = await gatherMeasures(gathering, toldBefore);
  return {
    catalogue,
    owners,
    ...measured,
    ...(await gatherProse(gathering, measured.measures)),
    ...(mayBeSaidOtherwise(deps, parsed, measured.measures) ? { spoken: askedGroups(deps.segmenter, parsed) } : {}),
    gaps: findGaps(catalogue, parsed, measured.measures),
    working: gatherWorking(gathering),
    readText: gathering.readText,
  };
}

const schoolsOf = (catalogue: Catalogue): readonly Owner[] => catalogue.owners.filter((owner) => owner.kind === "school");

/** The figures of each thing asked about, and of what stands in where there are none. */
async function gatherMeasures(
  { deps, catalogue, parsed, owners, readText }: Gathering,
  toldBefore: readonly Figure[],
): Promise<Pick<Evidence, "measures" | "last" | "amongAll">> {
  const { store, lexicon, segmenter, embedder, quotients = [] } = deps;
  const searchDeps = { store, lexicon, catalogue, segmenter, quotients, readText, embedder };
  const looked: MeasureEvidence[] = [];
  const things = apartByKind(askedThings(parsed, lexicon), parsed, lexicon);
  // Several parts, or a school beside a region, are asked one thing: each part has evidence of its own.
  const readings = things.length === 1 || parsed.regionAsked !== undefined ? partsAsked(parsed) : [parsed];
  for (const asked of things) {
    for (const reading of readings) {
      const measure = toMeasure(asked, reading, lexicon);
      looked.push(
        hasEntry(measure)
          ? await withStandIns(searchDeps, reading, gatherEntry(searchDeps, reading, measure, owners), measure.entry)
          : await gatherOpen(searchDeps, reading, measure, owners),
      );
    }
  }
  const figuresOf = (id: ReportId): readonly Figure[] => store.figures({ reportIds: [id] });
  const beside = { lexicon, readText, figuresOf, told: toldBefore };
  const fill = [withBeside, withExtremes, withOpenSides, withPrintedShare];
  const filled = owners.length === 1 ? fill.reduce<readonly MeasureEvidence[]>((so, step) => step(so, parsed, beside), looked) : looked;
  const last = await lookLast(searchDeps, parsed, filled, owners);
  const measures = last === null ? filled.map((found) => withCore(searchDeps, parsed, found, owners)) : filled;
  const entry = measures.find(({ measure }) => measure.entry !== null)?.measure;
  const amongAll = entry !== undefined && hasEntry(entry) && asksShareOfAll(parsed) ? gatherEntry(searchDeps, parsed, entry, schoolsOf(catalogue)) : null;
  return { measures, amongAll, ...(last === null ? {} : { last }) };
}

/** The passages that speak to the question, and, where few reports are asked, all of theirs. */
async function gatherProse(
  { deps, catalogue, parsed, owners }: Gathering,
  measures: readonly MeasureEvidence[],
): Promise<Pick<Evidence, "passages" | "wholeReports" | "topics" | "saidYear">> {
  const saidYear = yearWithoutReport(catalogue, parsed, owners);
  const speaks = (passage: Passage): boolean => saidYear === null || speaksOfYear(catalogue, parsed, passage, saidYear);
  const asked = withoutVerbs(wordGroups(deps.segmenter, parsed.searchText.trim() === "" ? parsed.question : parsed.searchText));
  const everyday = PROSE_INTENTS.has(parsed.intent) ? everydayGroups(askedGroups(deps.segmenter, parsed)) : [];
  const hits = needsPassages(parsed, measures) ? await gatherPassages(deps, catalogue, parsed, owners, measures, isVague(asked) ? everyday : []) : [];
  const found = hits.filter(({ passage }) => speaks(passage));
  const readsAll = readsWholeReports(parsed, owners, measures);
  const whole = PROSE_INTENTS.has(parsed.intent) || readsAll ? readWhole(deps.store, catalogue, parsed, owners).filter(speaks) : [];
  const holds = (name: string): boolean => [...whole, ...found.map(({ passage }) => passage)].some(({ text }) => foldText(text).includes(name));
  const topics = withEveryday(weighCommon(tightened(asked, parsed.searchText, holds), parsed.intent === "exists"), everyday);
  const passages = parsed.intent === "explain" || parsed.intent === "exists" ? withNamedSections(found, whole, topics) : found;
  return { passages, wholeReports: readsAll ? whole : [], topics, saidYear };
}

const READ_WHOLE: ReadonlySet<Intent> = new Set<Intent>(["explain", "exists", "trend"]);

/** Whether sentences anywhere in the reports may tell what is asked. */
function readsWholeReports(parsed: ParsedQuestion, owners: readonly Owner[], measures: readonly MeasureEvidence[]): boolean {
  const { intent } = parsed;
  const isUngiven = BY_NUMBER.has(intent) && measures.every(({ cells }) => cells.every(({ direct }) => direct.length === 0));
  // 学生意见最大的是什么 names one school and nothing that is measured: only a sentence can tell.
  const isItemless = owners.length === 1 && (intent === "rank" || intent === "compare") && measures.every(({ measure }) => measure.entry === null);
  // 最不满意的是什么 of one school may be said by its report in words.
  const isSaidTop = owners.length === 1 && intent === "rank" && parsed.partsNoun === undefined && parsed.direction !== null;
  if (READ_WHOLE.has(intent) || parsed.outOfScope === "personal" || asksList(parsed) || isUngiven || isItemless || isSaidTop) return true;
  return owners.length <= MAX_WHOLE_REPORTS && asksWords(foldText(parsed.question));
}

/** Looked for in the report of the asked year, or the latest, of one school alone. */
function gatherWorking({ deps, catalogue, parsed, owners, readText }: Gathering): Working | null {
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

function hasEntry(measure: AskedMeasure): measure is AskedMeasure & { readonly entry: NonNullable<AskedMeasure["entry"]> } {
  return measure.entry !== null;
}
