import type { Figure } from "../../domain/figure.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { expectAnswer } from "../../retrieve/said/expected-answer.ts";
import { holdsGroup, shareHeld } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { distinctValues } from "../pieces.ts";
import { headGroups } from "../prose/head-word.ts";
import { unitsAgree } from "./comparability.ts";

/** Shown in one answer: more of them hide that there is none. */
const MOST_NEAR = 3;
/** Share of the words asked for that the name of a figure must hold when no entry tells what comes near. */
const LEAST_SHARED = 0.5;
/** A name longer than this, or with marks inside, is a piece of a sentence. */
const LONGEST_NAME = 14;
const NO_NAME = /[，,。：:；;、“”"'()（）《》]|[的了在和与及到由把被为一二三四五六七八九十]$/;

export interface NearMiss {
  readonly figure: Figure;
  readonly how: "near" | "other_year";
}

/**
 * What comes near to a figure that is not given: the same for another year, plans, entries easily confused with it, parts. Only what is
 * counted in the same way, bears a clean name and, where the question's own words are all there is to go by, names the thing asked about.
 */
export function nearMisses(context: ComposeContext, evidence: MeasureEvidence, silent: readonly FigureCell[]): readonly NearMiss[] {
  return nearMissFinder(context, evidence)(silent);
}

/** The same for one group of cells after another: what the question expects is found out once, not once a school. */
export function nearMissFinder(context: ComposeContext, evidence: MeasureEvidence): (silent: readonly FigureCell[]) => readonly NearMiss[] {
  const comesNear = nearnessTo(context, evidence);
  return (silent) => nearestOf(silent, comesNear);
}

function nearestOf(silent: readonly FigureCell[], comesNear: (figure: Figure) => boolean): readonly NearMiss[] {
  const found: NearMiss[] = [];
  // A province has thousands of cells; a few near misses are all that is wanted of them.
  for (const cell of silent) {
    if (found.length >= MOST_NEAR) break;
    const plans = cell.aside.filter(({ aspect }) => aspect === "plan");
    const rest = distinctValues([...plans, ...cell.siblings, ...cell.aside.filter(({ aspect }) => aspect !== "plan")]);
    found.push(...(cell.otherYears ?? []).slice(0, 1).map((figure) => ({ figure, how: "other_year" as const })));
    found.push(...rest.filter(comesNear).map((figure) => ({ figure, how: "near" as const })));
  }
  return found.slice(0, MOST_NEAR);
}

function nearnessTo(context: ComposeContext, evidence: MeasureEvidence): (figure: Figure) => boolean {
  const isCountedAlike = countedLike(context, evidence);
  const isNamed = evidence.measure.entry !== null;
  return (figure) => isCountedAlike(figure) && hasCleanName(figure) && (isNamed || namesThing(context, figure));
}

/** People for people, money for money: by the unit that the question asks in, else by the kind of the measure. */
function countedLike({ parsed, lexicon }: ComposeContext, { measure }: MeasureEvidence): (figure: Figure) => boolean {
  const expected = expectAnswer(parsed.question, measure.asked.words, lexicon.units);
  if (expected.counted && expected.usual.length > 0) return ({ unit }) => expected.usual.includes(unit);
  const kind = measure.kind ?? expected.kind;
  const unit = parsed.wantedUnit ?? measure.entry?.unit ?? expected.unit;
  return (figure) => {
    const isSuch = kind === null || figure.kind === kind;
    // An entry that is counted in 人次 or 项 comes near in either, unless one was asked for.
    if (isSuch && parsed.wantedUnit === null && measure.entry?.units.includes(figure.unit) === true) return true;
    return isSuch && (unit === null || figure.kind !== "count" || kind !== "count" || unitsAgree(unit, figure.unit));
  };
}

function hasCleanName({ indicator, population, subject }: Figure): boolean {
  const isClean = (name: string): boolean => name.length <= LONGEST_NAME && !NO_NAME.test(name);
  return (indicator.id !== null || isClean(indicator.name)) && (population === null || isClean(population)) && (subject === null || isClean(subject));
}

function namesThing(context: ComposeContext, { indicator, population }: Figure): boolean {
  const name = foldText(`${indicator.name}${indicator.words}${population ?? ""}`).replace(/\s+/g, "");
  const heads = headGroups(context);
  return heads.length > 0 && heads.some((group) => holdsGroup(name, group) === 1) && shareHeld(name, context.evidence.topics) >= LEAST_SHARED;
}
