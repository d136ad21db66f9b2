import type { AskedIndicator, ParsedQuestion } from "../../domain/question.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { compileCue, findCue } from "../cue-pattern.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { hasCue, ofKind } from "../reading.ts";
import { firstEntry } from "./indicator-names.ts";

const NO_STARTS: ReadonlySet<number> = new Set([0]);
const complements = cueFile.complements.map((entry) => ({
  pattern: compileCue([...entry.zh, ...entry.en], entry.unless),
  part: foldText(entry.part),
  wholes: entry.wholes.map(foldText),
}));
const pairs = cueFile.impliedPairs.map((entry) => ({ pattern: compileCue([...entry.zh, ...entry.en], entry.unless), names: entry.indicators.map(foldText) }));
/** 为什么没就业 asks for no number. */
const PROSE = ["why", "how", "define", "measures", "topic_words", "exists", "list"] as const;

/** 没就业的有几个, 比计划少招多少: two entries set against each other that the question does not name as two; null where it does not. */
export function concludeSpokenPair(draft: Draft): Draft | null {
  if (hasCue(draft.found, ...PROSE)) return null;
  const { text } = draft.reading;
  const left = complements.find(({ pattern }) => findCue(pattern, text, NO_STARTS).length > 0);
  const asksShare = hasCue(draft.found, "share_words", "derived") || SHARE.test(text);
  if (left !== undefined && asksShare) return restOfShare(draft, left.part);
  if (left !== undefined && asksNumber(draft)) {
    const name = nameOver(draft, findCue(left.pattern, text, NO_STARTS));
    // 未就业人数、就业率分别是多少 asks for each by its name.
    if (name !== null && namesSeveral(draft)) return null;
    const pair = withPair(draft, [wholeOf(draft, left.wholes), left.part], "indicator.complement");
    return pair === null || name === null ? pair : { ...pair, ownName: name };
  }
  // 两校的招生计划数差多少 sets the schools against each other.
  if (new Set(ofKind(draft.found, "owner").flatMap(({ ownerIds }) => ownerIds)).size > 1) return null;
  const pair = pairs.find(({ pattern }) => findCue(pattern, text, NO_STARTS).length > 0);
  return pair === undefined ? null : withPair(draft, pair.names, "indicator.spoken_pair");
}

/** 未就业人数, 非全日制学生: a name of the lexicon that says the same, by which a report may print it. */
function nameOver(draft: Draft, matches: readonly Span[]): string | null {
  const named = ofKind(draft.found, "indicator").find((item) =>
    matches.some((match) => item.start <= match.start && match.start < item.end && item.end >= match.end - 1),
  );
  return named === undefined ? null : typedText(draft, named);
}

function namesSeveral({ found }: Draft): boolean {
  const all = ofKind(found, "indicator");
  return all.some((item) => all.some((other) => other.start >= item.end));
}

const SHARE = /占(?:了|到)?(?:多少|几成|多大|百分之)(?![人名个])/;
const ASKS = /多少|几|呢[?？]?$|how (?:many|much)|number/;

const asksNumber = ({ reading }: Draft): boolean => ASKS.test(reading.text);

/** 没落实去向的占多大比例: what the share of those who have leaves of the whole. Null where the lexicon knows no such share. */
function restOfShare(draft: Draft, part: string): Draft | null {
  const entry = firstEntry(draft, [part]);
  const share = entry === undefined ? undefined : draft.reading.lexicon.family(entry.family).find(({ kind }) => kind === "share");
  if (share === undefined) return null;
  const value: readonly AskedIndicator[] = [{ kind: "entry", id: share.id, words: share.zh }];
  const indicators = { certainty: "stated", value, mentions: [] } as const;
  return { ...draft, population: null, wantedKind: "share", wantedUnit: null, ofRest: true, indicators, trace: traced(draft, "indicator.rest_of_share") };
}

/** The whole that the question names, else the one that the talk was of, else the likeliest. */
function wholeOf(draft: Draft, wholes: readonly string[]): string {
  const ids = wholes.map((name) => ({ name, id: firstEntry(draft, [name])?.id }));
  const named = new Set(ofKind(draft.found, "indicator").flatMap((item) => item.ids));
  const talked = new Set(draft.trail.slice(-2).flatMap(askedIn));
  const found = ids.find(({ id }) => id !== undefined && named.has(id)) ?? ids.find(({ id }) => id !== undefined && talked.has(id));
  return found?.name ?? wholes[0] ?? "";
}

function askedIn({ indicators }: ParsedQuestion): readonly string[] {
  if (indicators.certainty === "missing" || indicators.certainty === "ambiguous") return [];
  return indicators.value.flatMap((asked) => (asked.kind === "entry" ? [asked.id] : []));
}

function withPair(draft: Draft, names: readonly string[], rule: string): Draft | null {
  const entries = names.map((name) => firstEntry(draft, [name]));
  const value = entries.flatMap((entry): AskedIndicator[] => (entry === undefined ? [] : [{ kind: "entry", id: entry.id, words: entry.zh }]));
  if (value.length < 2) return null;
  return {
    ...draft,
    population: null,
    wantedKind: null,
    wantedUnit: null,
    setAgainst: true,
    indicators: { certainty: "stated", value, mentions: [] },
    trace: traced(draft, rule),
  };
}
