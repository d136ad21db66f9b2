import type { HeadingForm } from "./heading-form.ts";
import type { Label } from "./labels.ts";

/** A unit that may be a heading, in document order. */
export interface Candidate {
  /** Index of its unit. */
  readonly unit: number;
  readonly kind: "labelled" | "markdown" | "bare" | "known";
  readonly label: Label | null;
  readonly markdownLevel: number | null;
  readonly form: HeadingForm;
}

/** Where a candidate stands once numbering has been followed through the document. */
export interface Placement {
  readonly candidate: Candidate;
  /** The candidate above it in the outline; null at the top. */
  readonly parent: Placement | null;
  /** Runs that belong together share a sequence: 1, 2, 3 … under one parent. */
  readonly sequence: number;
  /** Whether the number does not follow on its forerunner's. */
  readonly gap: boolean;
}

/** How far ahead the follower of a number is looked for, in candidates. */
const LOOK_AHEAD = 400;
/** A source that skips more numbers than this is not misnumbered: the line is no heading. */
const MAX_GAP = 3;

const isTitleLike = (form: HeadingForm): boolean => form.kind === "plain" || form.kind === "sentence" || form.kind === "inline" || form.kind === "empty";

/**
 * Follows all numberings of a document at once. A number that goes on from an open run continues it and closes what is nested deeper; a
 * number one opens a run below the innermost heading; any other number is no heading, unless its form and a near number speak for it.
 */
export function placeCandidates(candidates: readonly Candidate[]): Placement[] {
  const placed: Placement[] = [];
  const decimalRoots = new Set<number>();
  let path: Placement[] = [];
  let sequences = 0;
  candidates.forEach((candidate, index) => {
    const spot = findSpot({ candidate, index, candidates, path, decimalRoots });
    if (spot === null) return;
    const parent = path[spot.depth - 1] ?? null;
    const placement: Placement = { candidate, parent, sequence: spot.sequence ?? ++sequences, gap: spot.gap };
    if (parent !== null && candidate.label?.family === "decimal") decimalRoots.add(parent.sequence);
    path = [...path.slice(0, spot.depth), placement];
    placed.push(placement);
  });
  return placed;
}

interface Place {
  readonly candidate: Candidate;
  readonly index: number;
  readonly candidates: readonly Candidate[];
  /** The headings open at this point, outermost first. */
  readonly path: readonly Placement[];
  /** Runs whose members head decimals: 1. above 1.1. */
  readonly decimalRoots: ReadonlySet<number>;
}

interface Spot {
  /** How many headings stay above it. */
  readonly depth: number;
  /** The run that it continues; null opens one. */
  readonly sequence: number | null;
  readonly gap: boolean;
}

function findSpot(given: Place): Spot | null {
  // A foreword stands beside the chapters, never above them.
  const place = given.path[0]?.candidate.kind === "known" && given.candidate.label !== null ? { ...given, path: [] } : given;
  const { candidate, path } = place;
  if (candidate.kind === "known") return rootRunResumes(place) ? bareSpot(path) : { depth: 0, sequence: null, gap: false };
  if (candidate.kind === "markdown") return markdownSpot(candidate, path);
  if (candidate.kind === "bare") return bareSpot(path);
  const label = candidate.label;
  if (label === null) return null;
  if (label.numbers.length > 1) return decimalSpot(place, label.numbers);
  return label.family === "case" ? caseSpot(label, path) : runSpot(place, label);
}

/** Whether the outermost run goes on after this place: then a heading such as 摘要 belongs inside it. */
function rootRunResumes(place: Place): boolean {
  const root = place.path[0];
  const label = root?.candidate.label;
  if (root === undefined || label === undefined || label === null) return false;
  return hasLater(
    place,
    (other) => styleKey(other) === styleKey(label) && other.numbers.length === label.numbers.length && other.numbers.at(-1) === lastNumber(root) + 1,
  );
}

function markdownSpot(candidate: Candidate, path: readonly Placement[]): Spot {
  const level = candidate.markdownLevel ?? 1;
  const shallower = path.findLastIndex((one) => one.candidate.kind === "markdown" && (one.candidate.markdownLevel ?? 1) < level);
  return { depth: shallower + 1, sequence: null, gap: false };
}

function bareSpot(path: readonly Placement[]): Spot {
  const earlier = path.findIndex((one) => one.candidate.kind === "bare" || one.candidate.kind === "known");
  return { depth: earlier === -1 ? path.length : path[earlier]?.candidate.kind === "known" ? earlier + 1 : earlier, sequence: null, gap: false };
}

function caseSpot(label: Label, path: readonly Placement[]): Spot {
  const same = path.findIndex((one) => one.candidate.label?.style === label.style);
  const number = label.numbers[0] ?? 1;
  if (same !== -1) return { depth: same, sequence: number === 1 ? null : (path[same]?.sequence ?? null), gap: false };
  // An annex ends the body; a case illustrates the chapter it stands in.
  return { depth: label.style === "case:案例" ? path.length : 0, sequence: null, gap: false };
}

const numbersOf = (placement: Placement): readonly number[] => placement.candidate.label?.numbers ?? [];
const lastNumber = (placement: Placement): number => numbersOf(placement).at(-1) ?? 0;
const startsWith = (numbers: readonly number[], prefix: readonly number[]): boolean =>
  numbers.length === prefix.length && prefix.every((number, place) => numbers[place] === number);

function decimalSpot(place: Place, numbers: readonly number[]): Spot | null {
  const { candidate, path } = place;
  const prefix = numbers.slice(0, -1);
  const number = numbers[numbers.length - 1] ?? 0;
  const sibling = path.findLastIndex((one) => numbersOf(one).length === numbers.length);
  const peer = path[sibling];
  if (peer !== undefined && startsWith(numbersOf(peer).slice(0, -1), prefix)) {
    const step = number - lastNumber(peer);
    if (step === 1) return { depth: sibling, sequence: peer.sequence, gap: false };
    return step <= MAX_GAP && step >= 0 && isTitleLike(candidate.form) ? { depth: sibling, sequence: peer.sequence, gap: true } : null;
  }
  const parent = path.findLastIndex((one) => startsWith(numbersOf(one), prefix) && !isParenthesised(one));
  if (parent !== -1) return number <= 1 || isTitleLike(candidate.form) ? { depth: parent + 1, sequence: null, gap: number > 1 } : null;
  // 2.1 right after 1.x: the line of "2." is missing or bears no label.
  const follows = peer !== undefined && (prefix[0] ?? 0) - (numbersOf(peer)[0] ?? 0) === 1 && number <= 1;
  if (follows) return { depth: sibling, sequence: null, gap: false };
  const runsOn = number <= 1 && hasLater(place, (other) => startsWith(other.numbers, [...prefix, number + 1]));
  return runsOn && isTitleLike(candidate.form) ? { depth: sibling === -1 ? path.length : sibling, sequence: null, gap: false } : null;
}

const isParenthesised = (placement: Placement): boolean => /paren/.test(placement.candidate.label?.family ?? "");

function hasLater(place: Place, accept: (label: Label) => boolean): boolean {
  return laterOf(place).some((other) => other.label !== null && accept(other.label));
}

const laterOf = ({ candidates, index }: Place): readonly Candidate[] => candidates.slice(index + 1, index + 1 + LOOK_AHEAD);

/** 1. and 1、 are one style where nothing else fits; 1.1 continues below a run of 1. */
const styleKey = (label: Label): string => (label.family === "arabic" ? "arabic" : label.family === "chinese" ? "chinese" : label.style);

function runSpot(place: Place, label: Label): Spot | null {
  const { candidate, path } = place;
  const number = label.numbers[0] ?? 0;
  const root = decimalRootSpot(place, label, number);
  if (root !== null) return root;
  const continued = label.branch ? -1 : findContinued(candidate, label, number, path);
  if (continued !== -1) return { depth: continued, sequence: path[continued]?.sequence ?? null, gap: false };
  const same = path.findLastIndex((one) => one.candidate.label !== null && styleKey(one.candidate.label) === styleKey(label));
  if (number === 1 && !label.branch) return startSpot(place, label, same);
  const peer = path[same];
  if (peer !== undefined && label.branch && lastNumber(peer) === number) return { depth: same, sequence: peer.sequence, gap: false };
  if (peer !== undefined) {
    const step = number - lastNumber(peer);
    return step >= 0 && step <= MAX_GAP && isTitleLike(candidate.form) && !label.style.endsWith("blank")
      ? { depth: same, sequence: peer.sequence, gap: true }
      : null;
  }
  return label.family === "chapter" ? { depth: chapterDepth(path), sequence: null, gap: false } : null;
}

function chapterDepth(path: readonly Placement[]): number {
  return path.findLastIndex((one) => one.candidate.label?.family === "chapter") + 1;
}

/** "7." followed by 7.1 before any 8. heads decimals, whatever list of 1. 2. 3. is open. */
function decimalRootSpot(place: Place, label: Label, number: number): Spot | null {
  if (label.family !== "arabic") return null;
  const { path } = place;
  const next = laterOf(place).find((other) => other.label?.family === "arabic" || other.label?.family === "decimal");
  const heads = next?.label?.numbers.length === 2 && next.label.numbers[0] === number && (next.label.numbers[1] ?? 9) <= 1;
  if (!heads) return null;
  const peer = path.findIndex((one) => one.candidate.label?.family === "arabic" && lastNumber(one) < number && number - lastNumber(one) <= MAX_GAP);
  const before = path[peer];
  if (before !== undefined) return { depth: peer, sequence: before.sequence, gap: number - lastNumber(before) > 1 };
  return number === 1 ? null : { depth: chapterDepth(path), sequence: null, gap: false };
}

/** The open run that a number goes on from. Where a list and the run around it could both go on, the one that reads alike is taken. */
function findContinued(candidate: Candidate, label: Label, number: number, path: readonly Placement[]): number {
  const depths = path.flatMap((one, depth) => {
    const own = one.candidate.label;
    return own !== null && numbersOf(one).length === 1 && lastNumber(one) === number - 1 && styleKey(own) === styleKey(label) ? [depth] : [];
  });
  const exact = depths.filter((depth) => path[depth]?.candidate.label?.style === label.style);
  const fitting = exact.length > 0 ? exact : depths;
  return fitting.findLast((depth) => path[depth]?.candidate.form.kind === candidate.form.kind) ?? fitting.at(-1) ?? -1;
}

function startSpot(place: Place, label: Label, same: number): Spot | null {
  const { candidate, path, decimalRoots } = place;
  const runsOn = hasLater(place, (other) => styleKey(other) === styleKey(label) && other.numbers[0] === 2);
  if (!runsOn && (label.style.endsWith("blank") || !isTitleLike(candidate.form))) return null;
  if (label.style.endsWith("blank") && candidate.form.kind !== "plain") return null;
  const outer = path[same];
  if (outer === undefined) return { depth: label.family === "chapter" ? chapterDepth(path) : path.length, sequence: null, gap: false };
  // The outermost numbering of a document does not start again: a second number one begins a list inside it.
  const nested = same === 0 || decimalRoots.has(outer.sequence) || outerRunResumes(place, label, lastNumber(outer));
  return { depth: nested ? path.length : same, sequence: null, gap: false };
}

/** Whether, after the new run 1…m, the outer run goes on with its own next number (and that is not m + 1). */
function outerRunResumes(place: Place, label: Label, outerNumber: number): boolean {
  let expected = 2;
  for (const other of laterOf(place)) {
    if (other.label === null || other.label.numbers.length !== 1 || styleKey(other.label) !== styleKey(label)) continue;
    const number = other.label.numbers[0] ?? 0;
    if (number === expected) expected += 1;
    else return number === outerNumber + 1;
  }
  return false;
}
