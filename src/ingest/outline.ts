import type { Issue } from "../domain/issue.ts";
import type { HeadingFamily } from "../domain/report.ts";
import { type HeadingForm, readForm } from "./heading-form.ts";
import { isComplete, type TextUnit, type Unit } from "./mend.ts";
import { type Candidate, type Placement, placeCandidates } from "./numbering.ts";
import { REPORT_WORDS } from "./vocabulary.ts";

/** What makes a unit a heading: its level from 1, and how it reads. */
export interface Heading {
  readonly family: HeadingFamily;
  readonly level: number;
  readonly form: HeadingForm;
}

export interface Outline {
  /** Headings by unit index. */
  readonly headings: ReadonlyMap<number, Heading>;
  readonly issues: readonly Issue[];
}

/** Decides which units are headings and how deep, over any mixture of numberings in one document. */
export function findOutline(units: readonly Unit[]): Outline {
  const labelled = units.flatMap((unit, index) => labelledCandidate(unit, index));
  const withBare = units.flatMap((unit, index) => labelledCandidate(unit, index).concat(bareCandidate(units, index, labelled.length)));
  const placements = placeCandidates(withBare);
  const accepted = acceptRuns(placements, units);
  return { headings: accepted, issues: gapIssues(placements, accepted, units) };
}

function labelledCandidate(unit: Unit, index: number): Candidate[] {
  if (unit.kind !== "text") return [];
  if (unit.markdownLevel !== null)
    return [{ unit: index, kind: "markdown", label: unit.label, markdownLevel: unit.markdownLevel, form: { kind: "plain", titleEnd: unit.folded.length } }];
  if (unit.label === null) return [];
  return [{ unit: index, kind: "labelled", label: unit.label, markdownLevel: null, form: readForm(unit) }];
}

const MAX_BARE = 24;
const MIN_BARE = 2;
/** What follows a bare heading is prose, not the next item of a list. */
const MIN_PROSE = 30;

/** A short unnumbered line that stands between finished text and prose: "主要做法与成效". */
function bareCandidate(units: readonly Unit[], index: number, labelledCount: number): Candidate[] {
  const unit = units[index];
  if (unit === undefined || unit.kind !== "text" || unit.label !== null || unit.markdownLevel !== null || unit.listItem) return [];
  const tight = unit.folded.replace(/\s+/g, "").replace(/^[【[](.*)[】\]]$/, "$1");
  const candidate = (kind: "bare" | "known"): Candidate[] => [
    { unit: index, kind, label: null, markdownLevel: null, form: { kind: "plain", titleEnd: unit.folded.length } },
  ];
  const next = units[index + 1];
  if (next === undefined) return [];
  if (REPORT_WORDS.bareHeadings.includes(tight) && labelledCount === 0) return candidate("bare");
  if (REPORT_WORDS.bareHeadings.includes(tight)) return candidate("known");
  if (tight.length < MIN_BARE || tight.length > MAX_BARE || /[。;!?！？，:、,"）)]$|[。;！？]/.test(tight) || !/[一-龥]{2}|[a-z]{4}/.test(tight)) return [];
  if (/^[—\-*•·●■◆▲◇○]|^\d|年\d{1,2}月|\d{3}|^注|^表|^图|^来源|^单位/.test(tight) || unit.parts.length > 1) return [];
  return stoodBefore(units, index) && proseFollows(next) ? candidate("bare") : [];
}

function stoodBefore(units: readonly Unit[], index: number): boolean {
  const before = units[index - 1];
  if (before === undefined || before.kind === "table" || before.markdownLevel !== null) return true;
  return before.label !== null || isComplete(before.folded);
}

function proseFollows(next: Unit): boolean {
  if (next.kind === "table") return false;
  return next.label !== null ? next.label.numbers.at(-1) === 1 && next.folded.length <= 60 : next.folded.length >= MIN_PROSE;
}

/** Families whose labels speak for themselves; the others are as often lists. */
const STRONG: ReadonlySet<HeadingFamily> = new Set(["chapter", "decimal", "markdown", "case", "bare"]);

function acceptRuns(placements: readonly Placement[], units: readonly Unit[]): ReadonlyMap<number, Heading> {
  const runs = new Map<number, Placement[]>();
  for (const placement of placements) runs.set(placement.sequence, [...(runs.get(placement.sequence) ?? []), placement]);
  const followers = new Map(placements.map((placement, index) => [placement, placements[index + 1]]));
  const isHeading = new Set<Placement>();
  const decimalParents = new Set(placements.filter((one) => one.candidate.label?.family === "decimal").map((one) => one.parent?.sequence));
  for (const [sequence, run] of runs) {
    const strong = run.every((one) => STRONG.has(familyOf(one))) || decimalParents.has(sequence);
    if (strong || readsAsHeadings(run, followers, units)) for (const one of run) isHeading.add(one);
  }
  const headings = new Map<number, Heading>();
  for (const placement of placements) {
    if (!isHeading.has(placement)) continue;
    const family = decimalParents.has(placement.sequence) && familyOf(placement) === "arabic" ? "decimal" : familyOf(placement);
    headings.set(placement.candidate.unit, { family, level: levelOf(placement, isHeading), form: placement.candidate.form });
  }
  return headings;
}

function familyOf(placement: Placement): HeadingFamily {
  const { kind, label } = placement.candidate;
  if (kind === "markdown") return "markdown";
  return label === null ? "bare" : label.family;
}

function levelOf(placement: Placement, isHeading: ReadonlySet<Placement>): number {
  let level = 1;
  for (let above = placement.parent; above !== null; above = above.parent) if (isHeading.has(above)) level += 1;
  return level;
}

/** More than half of a run must have a title and something under it; items of a list have neither. */
function readsAsHeadings(run: readonly Placement[], followers: ReadonlyMap<Placement, Placement | undefined>, units: readonly Unit[]): boolean {
  const items = run.filter((one) => one.candidate.form.kind === "item").length;
  if (items * 2 >= run.length) return false;
  const titled = run.filter((one) => {
    const { form } = one.candidate;
    if (form.kind === "inline") return true;
    if (form.kind !== "plain" && form.kind !== "sentence") return false;
    return hasSomethingBelow(one, followers.get(one), units);
  });
  return titled.length * 2 > run.length;
}

function hasSomethingBelow(placement: Placement, follower: Placement | undefined, units: readonly Unit[]): boolean {
  const next = units[placement.candidate.unit + 1];
  if (next === undefined) return false;
  if (follower?.candidate.unit !== placement.candidate.unit + 1) return true;
  return follower.parent === placement;
}

function gapIssues(placements: readonly Placement[], headings: ReadonlyMap<number, Heading>, units: readonly Unit[]): Issue[] {
  return placements.flatMap((placement) => {
    const unit = units[placement.candidate.unit] as TextUnit | undefined;
    const span = unit?.parts[0];
    if (!placement.gap || !headings.has(placement.candidate.unit) || span === undefined) return [];
    return [{ code: "numbering_gap", severity: "note" as const, message: "the number of this heading does not follow the one before it", span }];
  });
}
