import type { Figure, QuantityKind } from "../../domain/figure.ts";
import type { OwnerId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { AskedIndicator, ParsedQuestion } from "../../domain/question.ts";
import type { Owner } from "../../domain/report.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import type { ReportRecord } from "../../store/store.ts";
import { countsAnything } from "../said/expected-answer.ts";
import type { Operands } from "./operands.ts";
import type { YearTarget } from "./periods.ts";

/** One thing asked for, with the kind and unit that its answer must have. */
export interface AskedMeasure {
  readonly asked: AskedIndicator;
  readonly entry: Indicator | null;
  /** Null only for open words whose unit the question does not tell. */
  readonly kind: QuantityKind | null;
  readonly unit: string | null;
}

/** What the index holds of one measure for one owner and one year. Every list is complete and ordered best first. */
export interface FigureCell {
  readonly owner: Owner;
  readonly target: YearTarget;
  /** Reports of the owner for the year that was looked at; empty when there is none. */
  readonly reports: readonly ReportRecord[];
  /** Answers: asked entry (or an entry of its family with the wanted kind), whole owner, actual, of the year. More than one value is a conflict. */
  readonly direct: readonly Figure[];
  /** The year that `direct` comes from differs from the latest report's, because that one does not give it. */
  readonly fallback: boolean;
  /** `direct` speaks of a part of the owner that the question names (a 专业, a class), not of the whole. */
  readonly subjectBound: boolean;
  /** `direct` tells a side of the thing (报名 of an exam, those in established posts) that the entry's name does not: its sentence shows it. */
  readonly bySide?: string;
  /** Same family in another kind: a share where a count was asked. */
  readonly otherKinds: readonly Figure[];
  /** Same entry, whole owner, actual, but of another period printed in the same reports. */
  readonly otherPeriods: readonly Figure[];
  /** Same family, but a plan, a change, an earlier state, another subject or a sub-group: told, never the answer. */
  readonly aside: readonly Figure[];
  /** Plans of the asked entry for the asked year (any year when none is asked), whichever report tells them. */
  readonly plans: readonly Figure[];
  /** Changes against an earlier year, as the reports looked at (the latest where the asked year has none) print them. */
  readonly changes: readonly Figure[];
  /** Figures of open words that fit what was asked equally well: none of them is the answer alone. */
  readonly rivals?: readonly Figure[];
  /** All other figures of the sentences that `direct` stands in; for few owners only. */
  readonly sentenceMates: readonly Figure[];
  /** Of a year that no report covers: the same for the nearest year that one does, told as that year's. */
  readonly otherYears?: readonly Figure[];
  /** Where parts are set against each other (哪个系学生最多): what is given of each. */
  readonly parts?: readonly Figure[];
  /** Of 省级以上, where that itself is not given: what is given of the levels that it holds. */
  readonly levels?: readonly Figure[];
  /** Where the sides of one thing are put in order: those that no entry names. */
  readonly openSides?: readonly Figure[];
  /** Entries easily confused with the asked one: near misses. */
  readonly siblings: readonly Figure[];
  /** Printed operands from which the measure follows, where it is not printed itself. */
  readonly operands: Operands | null;
}

export interface MeasureEvidence {
  readonly measure: AskedMeasure;
  /** One for each owner and year, owners in the order asked. */
  readonly cells: readonly FigureCell[];
  /** All owners of the catalogue whose reports give the asked entry as an actual figure of the whole owner, asked about or not. */
  readonly reporters: ReadonlySet<OwnerId>;
}

/** What the question's indicator slot holds, likeliest first; nothing when it is missing. */
export function askedIndicators(parsed: ParsedQuestion): readonly AskedIndicator[] {
  const slot = parsed.indicators;
  if (slot.certainty === "missing") return [];
  return slot.certainty === "ambiguous" ? slot.candidates.flat().slice(0, 1) : slot.value;
}

/** Turns an asked indicator into a measure; an entry id that the lexicon does not hold is read as open words. */
export function toMeasure(asked: AskedIndicator, parsed: ParsedQuestion, lexicon: Lexicon): AskedMeasure {
  const entry = asked.kind === "entry" ? (lexicon.indicator(asked.id) ?? null) : null;
  if (entry === null) {
    if (asked.kind === "open" && asked.apart !== undefined) return { asked, entry, kind: asked.apart.kind, unit: asked.unit };
    const named = (asked.kind === "open" ? asked.unit : null) ?? parsed.wantedUnit;
    // 保安几个 counts whatever was named, people as well as things.
    const unit = named !== null && countsAnything(parsed.question, named) ? null : named;
    return { asked: withoutUnit(asked, unit), entry, kind: parsed.wantedKind, unit };
  }
  const kinds = new Set(lexicon.family(entry.family).map((member) => member.kind));
  const kind = parsed.wantedKind !== null && kinds.has(parsed.wantedKind) && !isSaidByUnit(entry.kind, parsed.wantedKind) ? parsed.wantedKind : entry.kind;
  return { asked, entry, kind, unit: parsed.wantedUnit };
}

/** 多少册 asks for a number of any kind: beside 生均图书 it does not ask for the stock. */
function isSaidByUnit(kind: QuantityKind, wanted: QuantityKind): boolean {
  if (kind === "average" && (wanted === "area" || wanted === "amount")) return true;
  return wanted === "count" && kind !== "count" && kind !== "share";
}

/** 台空调 with the unit 台 → 空调. */
function withoutUnit(asked: AskedIndicator, unit: string | null): AskedIndicator {
  const bare = unit !== null && unit !== "" && asked.words.startsWith(unit) ? asked.words.slice(unit.length).trim() : asked.words;
  return bare === "" ? asked : { ...asked, words: bare };
}
