import type { Figure } from "../../domain/figure.ts";
import type { IndicatorId, OwnerId, ReportId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Segmenter } from "../../domain/ports.ts";
import type { Intent, ParsedQuestion } from "../../domain/question.ts";
import type { Owner } from "../../domain/report.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import type { FigureFilter, Store } from "../../store/store.ts";
import { type Catalogue, yearsOf } from "../catalogue.ts";
import type { CellContext } from "./cell-context.ts";
import { withCellOperands } from "./cell-operands.ts";
import { drawContrasts, fittingKeeper, type Keeper, sideAsked } from "./contrast.ts";
import { isOfOtherWhole, ruleOfWhole, wholeAsked } from "./denominators.ts";
import { toCell } from "./figure-cell.ts";
import { underHeadings, widerEntry } from "./headed.ts";
import type { AskedMeasure, FigureCell, MeasureEvidence } from "./measures.ts";
import { namedAfter } from "./named-after.ts";
import { withNamedPart } from "./named-parts.ts";
import { type QuotientRule, rulesFor } from "./operands.ts";
import { yearTargets } from "./periods.ts";
import { type PrintedYears, printedYears } from "./printed-years.ts";
import { namesSubject } from "./subjects.ts";

export interface FigureSearchDeps {
  readonly store: Store;
  readonly lexicon: Lexicon;
  readonly catalogue: Catalogue;
  /** How indicators follow from others; empty where nothing is to be computed. */
  readonly quotients: readonly QuotientRule[];
  readonly readText: (id: ReportId) => string;
  readonly segmenter: Segmenter;
}

type EntryMeasure = AskedMeasure & { readonly entry: Indicator };

/** Owners up to whose number all figures are read, not those of the asked entry alone. */
const MAX_READ_WHOLE = 3;

/** 增加了多少 of two years asks for no added part. */
const TELLS_SIDES: ReadonlySet<Intent> = new Set<Intent>(["lookup", "exists"]);

/** Complete look-up of one lexicon entry and its family over owners and years; never top-k. */
export function gatherEntry(deps: FigureSearchDeps, parsed: ParsedQuestion, measure: EntryMeasure, owners: readonly Owner[]): MeasureEvidence {
  const cells = withOperands(deps, parsed, measure, gatherCells(deps, parsed, measure, owners));
  // A part that one school has is asked of that school alone, unless others were named.
  const bound = cells.filter((cell) => cell.subjectBound);
  const kept = parsed.owners.certainty !== "stated" && bound.length > 0 ? bound : cells;
  return { measure, cells: owners.length > MAX_READ_WHOLE ? kept : withMates(deps, owners, kept), reporters: reportersOf(deps, measure) };
}

/** The core of what is asked (专任教师 of 教师), where the reports give nothing of the whole and no part of it is asked for; else what was found. */
export function withCore(deps: FigureSearchDeps, parsed: ParsedQuestion, found: MeasureEvidence, owners: readonly Owner[]): MeasureEvidence {
  const { measure, cells } = found;
  const core = measure.entry?.core === undefined ? undefined : deps.lexicon.indicator(measure.entry.core);
  const isOfPart = parsed.subject !== null || parsed.population !== null || parsed.unread !== undefined;
  if (core === undefined || isOfPart || cells.some((cell) => !isBlank(cell))) return found;
  const ofCore = gatherEntry(deps, parsed, { ...measure, asked: { kind: "entry", id: core.id, words: measure.asked.words }, entry: core }, owners);
  return ofCore.cells.some(({ direct }) => direct.length > 0) ? ofCore : found;
}

const isBlank = ({ direct, otherKinds, otherPeriods, plans, changes, operands }: FigureCell): boolean =>
  direct.length + otherKinds.length + otherPeriods.length + plans.length + changes.length === 0 && operands === null;

/** What stands in the same sentence as an answer may be its parts. */
function withMates(deps: FigureSearchDeps, owners: readonly Owner[], cells: readonly FigureCell[]): readonly FigureCell[] {
  const all = readFigures(deps, { ownerIds: owners.map((owner) => owner.id) });
  return cells.map((cell) => {
    const places = new Set(cell.direct.map(({ reportId, source }) => `${reportId} ${source.context.start}`));
    const own = new Set(cell.direct.map(({ id }) => id));
    const isMate = (figure: Figure): boolean =>
      places.has(`${figure.reportId} ${figure.source.context.start}`) || cell.direct.some((whole) => goesOn(deps, whole, figure));
    return places.size === 0 ? cell : { ...cell, sentenceMates: all.filter((figure) => !own.has(figure.id) && isMate(figure)) };
  });
}

const OF_WHICH = /^\s*(?:其中|这当中|此中)/;
const MOST_BETWEEN = 4;

/** 全年培训11860人次。其中企业职工6215人次: the sentence behind takes the number apart. */
function goesOn({ readText }: FigureSearchDeps, whole: Figure, { reportId, source }: Figure): boolean {
  const between = source.context.start - whole.source.context.end;
  return reportId === whole.reportId && between >= 0 && between <= MOST_BETWEEN && OF_WHICH.test(readText(reportId).slice(source.context.start, source.start));
}

function gatherCells(deps: FigureSearchDeps, parsed: ParsedQuestion, measure: EntryMeasure, owners: readonly Owner[]): readonly FigureCell[] {
  const members = deps.lexicon.family(measure.entry.family);
  const family = new Set([measure.entry.id, ...members.map((entry) => entry.id)]);
  const siblings = new Set(measure.entry.siblings.filter((id) => !family.has(id)));
  const ownerIds = owners.map((owner) => owner.id);
  const contrasts = isAsked(parsed, measure) ? drawContrasts(parsed, measure) : [];
  // Of many owners the names alone tell: their texts are not read.
  const keepSides = fittingKeeper(contrasts, ownerIds.length > MAX_READ_WHOLE ? null : ({ reportId }) => deps.readText(reportId));
  const whole = measure.entry.kind === "share" && isAsked(parsed, measure) ? wholeAsked(parsed.question) : null;
  const keep: Keeper = (figures) => keepSides(figures).filter((figure) => !isOfOtherWhole(whole, figure, deps.readText(figure.reportId)));
  const context: CellContext = {
    catalogue: deps.catalogue,
    parsed,
    measure,
    family,
    siblings,
    readText: deps.readText,
    keep,
    side: TELLS_SIDES.has(parsed.intent) ? sideAsked(contrasts, measure, parsed) : null,
  };
  const wider = widerEntry(measure.entry, deps.lexicon);
  const held = groupByOwner(readFigures(deps, { ownerIds, indicatorIds: [...family, ...siblings] }));
  const open = openFigures(deps, parsed, owners);
  return owners.flatMap((owner) => {
    const own = underHeadings(held.get(owner.id) ?? [], measure.entry, wider);
    const others = open.get(owner.id) ?? [];
    const parts = others.filter((figure) => figure.subject !== null);
    const printed = (): PrintedYears => {
      const told = printedYears(context, own, yearsOf(deps.catalogue, owner.id).at(-1) ?? null);
      return { ...told, academic: told.academic && deps.catalogue.reportsByOwner.get(owner.id)?.every(({ yearKind }) => yearKind === "calendar") === true };
    };
    return yearTargets(deps.catalogue, owner.id, parsed, printed).map((target) => {
      const cell = withNamedPart(context, toCell(context, owner, target, own, parts), own, () =>
        ownerIds.length > MAX_READ_WHOLE ? [] : readFigures(deps, { ownerIds: [owner.id] }),
      );
      if (isSettled(cell, measure) || others.length === 0) return cell;
      const named = namedAfter(others, [measure.entry, ...members], deps);
      return named.length === 0 ? cell : toCell(context, owner, target, [...own, ...named], parts);
    });
  });
}

/** Of a whole that the question names, a share follows from the number of that whole and no other. */
function wantedRules(deps: FigureSearchDeps, parsed: ParsedQuestion, measure: EntryMeasure, checks: boolean): readonly QuotientRule[] {
  const family = deps.lexicon.family(measure.entry.family);
  const whole = measure.entry.kind === "share" && !checks ? wholeAsked(parsed.question) : null;
  if (whole === null) return rulesFor(deps.quotients, measure, family, checks);
  return [
    ruleOfWhole(
      whole,
      measure.entry.id,
      family.filter(({ kind }) => kind === "count").map(({ id }) => id),
    ),
  ];
}

/** Operands are looked up under their own names: what the question says is not of them. */
function isAsked({ indicators }: ParsedQuestion, { entry }: EntryMeasure): boolean {
  return (
    indicators.certainty !== "missing" && indicators.certainty !== "ambiguous" && indicators.value.some((one) => one.kind === "entry" && one.id === entry.id)
  );
}

/** All figures of few owners: those about their parts, and those that no entry covers. Of many owners those about a part that the question names. */
function openFigures(deps: FigureSearchDeps, parsed: ParsedQuestion, owners: readonly Owner[]): ReadonlyMap<OwnerId, readonly Figure[]> {
  if (owners.length > MAX_READ_WHOLE) return groupByOwner(namedParts(deps, parsed, owners));
  const all = readFigures(deps, { ownerIds: owners.map((owner) => owner.id) });
  return groupByOwner(all.filter((figure) => figure.subject !== null || figure.indicator.id === null));
}

function namedParts(deps: FigureSearchDeps, parsed: ParsedQuestion, owners: readonly Owner[]): readonly Figure[] {
  const ownerIds = new Set(owners.map((owner) => owner.id));
  const found = deps.store.figuresAbout((subject) => namesSubject(parsed, subject), deps.catalogue.only === null ? {} : { reportIds: deps.catalogue.only });
  return found.filter((figure) => ownerIds.has(figure.ownerId));
}

function readFigures(deps: FigureSearchDeps, filter: FigureFilter): readonly Figure[] {
  return deps.store.figures({ ...filter, ...(deps.catalogue.only === null ? {} : { reportIds: deps.catalogue.only }) });
}

function isSettled(cell: FigureCell, measure: EntryMeasure): boolean {
  return cell.direct.length > 0 || cell.otherKinds.some((figure) => figure.kind === measure.kind);
}

/** Where the measure is not printed but follows from two printed figures of one report: those two. */
function withOperands(deps: FigureSearchDeps, parsed: ParsedQuestion, measure: EntryMeasure, cells: readonly FigureCell[]): readonly FigureCell[] {
  const checks = parsed.intent === "audit";
  const rules = wantedRules(deps, parsed, measure, checks);
  // To check what is printed, that from which it follows is wanted beside it.
  const isOpen = (cell: FigureCell): boolean => checks || !isSettled(cell, measure);
  const open = cells.filter(isOpen);
  if (rules.length === 0 || open.length === 0 || parsed.subject !== null || parsed.population !== null) return cells;
  const found = withCellOperands(
    {
      rules,
      entryOf: (id) => deps.lexicon.indicator(id),
      cellsOf: operandCells(deps, parsed, [...new Set(open.map(({ owner }) => owner))]),
      use: parsed.intent === "lookup" ? "approximate" : "exact",
      wider: measure.kind !== "share" ? null : (WIDER.get(parsed.intent) ?? null),
    },
    open,
  );
  return cells.map((cell) => (isOpen(cell) ? (found[open.indexOf(cell)] ?? cell) : cell));
}

/** Questions for which a share may be taken of another whole than its own, which the answer then tells. */
const WIDER: ReadonlyMap<ParsedQuestion["intent"], "each" | "shared"> = new Map([
  ["lookup", "each"],
  ["derived", "each"],
  ["compare", "shared"],
  ["rank", "shared"],
]);

/** Cells of an operand, gathered for all owners at once when first asked for: one by one would read all figures of each. */
function operandCells(deps: FigureSearchDeps, parsed: ParsedQuestion, owners: readonly Owner[]): (id: IndicatorId, owner: Owner) => readonly FigureCell[] {
  const gathered = new Map<IndicatorId, ReadonlyMap<OwnerId, readonly FigureCell[]>>();
  const gather = (id: IndicatorId): ReadonlyMap<OwnerId, readonly FigureCell[]> => {
    const entry = deps.lexicon.indicator(id);
    const byOwner = new Map<OwnerId, FigureCell[]>();
    if (entry === undefined) return byOwner;
    const asked = { asked: { kind: "entry", id, words: entry.zh }, entry, kind: entry.kind, unit: null } as const;
    for (const cell of gatherCells(deps, parsed, asked, owners)) byOwner.set(cell.owner.id, [...(byOwner.get(cell.owner.id) ?? []), cell]);
    return byOwner;
  };
  return (id, owner) => {
    const cells = gathered.get(id) ?? gather(id);
    gathered.set(id, cells);
    return cells.get(owner.id) ?? [];
  };
}

function reportersOf(deps: FigureSearchDeps, measure: EntryMeasure): ReadonlySet<OwnerId> {
  const figures = readFigures(deps, { indicatorIds: [measure.entry.id] });
  return new Set(figures.filter((figure) => figure.aspect === "actual" && figure.subject === null).map((figure) => figure.ownerId));
}

/** Figures by their owners, in the order given. */
export function groupByOwner(figures: readonly Figure[]): ReadonlyMap<OwnerId, readonly Figure[]> {
  const groups = new Map<OwnerId, Figure[]>();
  for (const figure of figures) {
    const held = groups.get(figure.ownerId);
    if (held === undefined) groups.set(figure.ownerId, [figure]);
    else held.push(figure);
  }
  return groups;
}
