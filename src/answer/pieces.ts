import type { Figure, Period } from "../domain/figure.ts";
import type { Owner } from "../domain/report.ts";
import type { MeasureEvidence } from "../retrieve/figures/measures.ts";
import { compareDecimals } from "../text/decimal.ts";
import { type ComposeContext, type DraftBuilder, shownPeriod } from "./draft.ts";
import type { DerivedFigure, IndicatorLabel, Part, Piece, PrintedFigure, ShownFigure } from "./parts.ts";
import { readableWords } from "./prose/asked-words.ts";
import type { Row, Told } from "./wording/wording.ts";

/** The figure and its marker. */
export function withMarker(shown: ShownFigure): readonly Part[] {
  const figure: Part = { kind: "figure", figure: shown };
  return shown.kind === "printed" && shown.citation !== null ? [figure, { kind: "marker", citation: shown.citation }] : [figure];
}

/** The period of a printed figure; null where nothing tells it. */
export function periodPiece(shown: ShownFigure): Part | null {
  if (shown.kind === "derived") return null;
  const period = shownPeriod(shown);
  return period.kind === "unknown" || period.year === null ? null : { kind: "period", period, reportId: shown.figure.reportId };
}

/** The name of what is asked: the lexicon's entry, or the question's own words. */
export function measureLabel(context: ComposeContext, evidence: MeasureEvidence): IndicatorLabel {
  const { entry, asked, kind } = evidence.measure;
  if (entry === null) {
    const name = readableWords(asked.words, context.language);
    return { id: null, name, nameEn: name, from: "question" };
  }
  const named = kind === null || kind === entry.kind ? entry : (context.lexicon.family(entry.family).find((member) => member.kind === kind) ?? entry);
  return { id: named.id, name: named.zh, nameEn: named.en, from: "lexicon" };
}

/** The asked measure in words, with the sub-group and subject that the question names. */
export function measurePiece(context: ComposeContext, evidence: MeasureEvidence): readonly Part[] {
  const { population, subjects, regionBeside } = context.parsed;
  // Of several parts each is told by its own figure.
  const subject = subjects === undefined && regionBeside === undefined ? context.parsed.subject : null;
  const side = evidence.cells[0]?.bySide ?? null;
  return context.wording.measure(context.wording.indicator(measureLabel(context, evidence)), echoOf(context, population ?? side), echoOf(context, subject));
}

/** The measure of a printed figure in words, with its own sub-group and subject. */
export function figureMeasure(context: ComposeContext, shown: PrintedFigure): readonly Part[] {
  const { population, subject, reportId } = shown.figure;
  const words = (value: string | null): Part | null => (value === null || shown.label.name.includes(value) ? null : { kind: "words", text: value, reportId });
  return context.wording.measure(context.wording.indicator(shown.label), words(population), words(subject));
}

function echoOf({ wording }: ComposeContext, value: string | null): Part | null {
  return value === null ? null : { kind: "echo", text: wording.group(value) };
}

export function told(context: ComposeContext, shown: PrintedFigure): Told {
  return { owner: context.wording.owner(shown.owner), measure: figureMeasure(context, shown), period: periodPiece(shown), figure: withMarker(shown) };
}

export function row(context: ComposeContext, shown: ShownFigure): Row {
  const owner: Piece = shown.owner === null ? "" : context.wording.owner(shown.owner);
  return { owner, period: periodPiece(shown), figure: withMarker(shown) };
}

/** Names told one after another in a sentence. */
const MOST_NAMES = 12;

/** The names of owners; of very many the first, the last of them with how many there are in all. */
export function ownerPieces(context: ComposeContext, owners: readonly Owner[]): readonly Piece[] {
  const names = owners.slice(0, MOST_NAMES).map((owner): Piece => context.wording.owner(owner));
  const last = names.at(-1);
  if (owners.length <= MOST_NAMES || last === undefined) return names;
  return [...names.slice(0, -1), context.wording.amongMore(last, countOwners(owners.length))];
}

export function yearPieces(years: readonly number[]): readonly Part[] {
  return years.map((year) => ({ kind: "year", year }));
}

export function countOwners(value: number): Part {
  return { kind: "count", value, of: "owners" };
}

export function countReports(value: number): Part {
  return { kind: "count", value, of: "reports" };
}

/** Items by what `keyOf` makes of them, both in the order in which they first come. */
export function groupedBy<Key, Item>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** One figure for each distinct value, first come first; the same number printed twice is told once. */
export function distinctValues(figures: readonly Figure[]): readonly Figure[] {
  return figures.filter(
    (figure, index) =>
      !figures
        .slice(0, index)
        .some((earlier) => compareDecimals(earlier.value, figure.value) === 0 && earlier.valueTo === figure.valueTo && earlier.unit === figure.unit),
  );
}

/** Notes on what was read into the question, once for each answer: inherited and implied slots. */
export function discloseSlots(context: ComposeContext, draft: DraftBuilder): void {
  const { parsed, wording, evidence } = context;
  if (parsed.owners.certainty === "inherited" && parsed.scope === "named")
    draft.limit("inherited", wording.inherited("schools", ownerPieces(context, evidence.owners)));
  if (parsed.indicators.certainty === "inherited") {
    draft.limit(
      "inherited",
      wording.inherited(
        "indicators",
        evidence.measures.map((measure) => measurePiece(context, measure)),
      ),
    );
  }
  if (parsed.owners.certainty === "missing" && parsed.scope === "named" && evidence.owners.length > 1 && evidence.measures.length > 0)
    draft.limit("implied", wording.impliedAll());
  const slot = parsed.indicators;
  const first = evidence.measures[0];
  if (slot.certainty === "ambiguous" && first !== undefined) {
    const others = slot.candidates
      .flat()
      .slice(1)
      .flatMap((asked): Part[] => {
        const entry = asked.kind === "entry" ? context.lexicon.indicator(asked.id) : undefined;
        return entry === undefined ? [] : [wording.indicator({ id: entry.id, name: entry.zh, nameEn: entry.en, from: "lexicon" })];
      });
    draft.limit("ambiguous", wording.readAs(measurePiece(context, first), others));
  }
}

/** The formula of a computed figure, as a part. */
export function formulaPart(figure: DerivedFigure): Part {
  return { kind: "formula", figure };
}

/** The period of a computed figure: its operands' where they agree, else none. */
export function commonPeriod(figures: readonly Figure[]): Period {
  const [first] = figures;
  const same = first !== undefined && figures.every((figure) => figure.period.year === first.period.year && figure.period.kind === first.period.kind);
  return same ? first.period : { kind: "unknown", year: null, label: "", evidence: "none" };
}
