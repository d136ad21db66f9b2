import type { Indicator } from "../../domain/indicator.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { type Draft, traced } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { type FoundOf, ofKind } from "../reading.ts";
import { firstEntry, openPieces, textOf } from "./indicator-names.ts";
import { placeOfDoing, relativeClause } from "./relative-clause.ts";
import { isNeutral } from "./weigh-names.ts";

/** What may stand between words and the name that they narrow; a name may itself begin with 有多少. */
const LINK = /^(?:(?:的|里|里面|中|当中|那边|那里)?(?:现在|目前|一共|总共)?(?:的|有|共有|招了?|是)?(?:多少|几)?[名个位]?)$/;
const COUNTING = /^(?:现在|目前|一共|总共)?(?:有|共有|多少|几)/;
const HAN = /^[\u4e00-\u9fffa-z0-9]*[\u4e00-\u9fff][\u4e00-\u9fffa-z0-9]*$/;
const LEAST = 2;
const MOST = 14;

/**
 * 会计的就业率, 火星有多少学生: words before the one thing asked for that no vocabulary explains say which part of a school, or whose, is
 * meant. They are taken for the part, so that the figure of a whole school never answers for something that nobody knows.
 */
export function concludeModifier(draft: Draft): Draft {
  const { indicators } = draft;
  const [asked, ...others] = indicators.certainty === "stated" ? indicators.value : [];
  if (draft.subject !== null || draft.population !== null || asked?.kind !== "entry" || others.length > 0) return draft;
  const entry = draft.reading.lexicon.indicator(asked.id);
  const found = ofKind(draft.found, "indicator").find((item) => item.ids.includes(asked.id));
  const name = found ?? placeOf(draft, asked.words);
  if (entry === undefined || name === null) return draft;
  const known = found === undefined ? null : (openPieces(draft).find((one) => narrows(draft, one, found, entry)) ?? englishModifier(draft, found, entry));
  const piece = known ?? relativeClause(draft, name, entry) ?? placeOfDoing(draft, entry) ?? ownPlace(draft, name);
  if (piece === null) return draft;
  return asOneName(draft, piece, name) ?? { ...draft, subject: typedText(draft, piece), trace: traced(draft, "subject.unexplained") };
}

/** Where the words of what is asked for stand; null where they stand nowhere as they are. */
function placeOf({ reading }: Draft, words: string): Span | null {
  const folded = foldText(words);
  const start = reading.text.lastIndexOf(folded);
  return folded === "" || start < 0 ? null : { start, end: start + folded.length };
}

/** "the library's floor area": where part and thing together are a name of their own, that is asked for. */
function asOneName(draft: Draft, piece: Span, name: Span): Draft | null {
  const [part, thing] = [textOf(draft, piece), textOf(draft, name)];
  if (!/^[a-z]/.test(part)) return null;
  const known = firstEntry(draft, [`${part} ${thing}`, `${thing} of the ${part}`, `${thing} in the ${part}`]);
  const words = typedText(draft, { start: Math.min(piece.start, name.start), end: Math.max(piece.end, name.end) });
  if (known === undefined || draft.indicators.certainty !== "stated") return null;
  return { ...draft, indicators: { ...draft.indicators, value: [{ kind: "entry", id: known.id, words }] }, trace: traced(draft, "indicator.of_part") };
}

/** 本省学生, 本市的毕业生: those of the place are some of all. */
function ownPlace({ found, reading }: Draft, name: Span): Span | null {
  const isOwn = (one: Span): boolean => /^本[省市县区州]$/.test(reading.text.slice(one.start, one.end));
  const isJoined = (one: Span): boolean => /^的?$/.test(reading.text.slice(one.end, name.start)) && PUPILS.test(reading.text.slice(name.start));
  return ofKind(found, "cue").find((item) => isOwn(item) && item.end <= name.start && isJoined(item)) ?? null;
}

const PUPILS = /^(?:学生|生源|毕业生|新生)/;

function narrows(draft: Draft, piece: Span, name: FoundOf<"indicator">, entry: Indicator): boolean {
  const words = textOf(draft, piece);
  if (piece.end > name.start || words.length < LEAST || words.length > MOST || !HAN.test(words) || isNeutral(words)) return false;
  const between = withoutPeriods(draft, piece.end, name.start);
  const isLinked = between === "" ? COUNTING.test(textOf(draft, name)) : LINK.test(between);
  // 图书馆有多少本书: a place that is itself in the name of the thing narrows nothing.
  const own = foldText([entry.zh, ...entry.aliases.zh, ...entry.aliases.ask].join(" "));
  return isLinked && !characterBigrams(words).some((pair) => own.includes(pair));
}

/** What may stand between an English name and the words that narrow it. */
const ENGLISH_LINK =
  /^(?: (?:of|in|for|from|at|on|among|within|study|studying|who study|majoring in|does|do|did|has|have|are in|are there in|there are in))(?: the| a| an| our| its)? $/;
const ENGLISH = /^[a-z][a-z-]{2,}$/;

/** "Pinghu's library has the larger …": the thing that a part has stands behind it. */
const OF_PART = /^ (?:has|have|had|got|with)(?: |$)/;
const OWNS = /(?:'s?|\bof the|\bthe|\bits|\btheir|\bour) $/;

/** employment rate of accounting, "How many teachers does the kindergarten have", "the floor area of Pinghu's library": the same for an English name. */
function englishModifier(draft: Draft, name: FoundOf<"indicator">, entry: Indicator): Span | null {
  const { text } = draft.reading;
  const own = [entry.en, ...entry.aliases.en].join(" ").toLowerCase();
  const words = openPieces(draft).filter((piece) => ENGLISH.test(textOf(draft, piece)) && !isNeutral(textOf(draft, piece)));
  const first =
    words.find((piece) => piece.start > name.end && ENGLISH_LINK.test(withoutOwners(draft, name.end, piece.start))) ??
    words.find((piece) => piece.end < name.start && isOwnerOf(draft, piece, name));
  if (first === undefined || own.includes(textOf(draft, first))) return null;
  const end = words.reduce((last, piece) => (piece.start === last + 1 && text[last] === " " ? piece.end : last), first.end);
  return end > name.start && first.start < name.start ? null : { start: first.start, end };
}

/** Which school's library has the larger …: only words that compare stand between what has and what it has. */
function isOwnerOf(draft: Draft, piece: Span, name: FoundOf<"indicator">): boolean {
  const { text } = draft.reading;
  const between = text.slice(piece.end, name.start);
  const isPossessed = OWNS.test(text.slice(0, piece.start)) || /^'s? $/.test(between);
  const comparing = openPieces(draft).every((other) => other.start < piece.end || other.end > name.start);
  return isPossessed && (/^'s? $/.test(between) || OF_PART.test(between)) && comparing;
}

/** The text between, with "of Pinghu's library" as "of library". */
function withoutOwners(draft: Draft, start: number, end: number): string {
  const owner = ofKind(draft.found, "owner").find((item) => item.start >= start && item.end <= end);
  const { text } = draft.reading;
  if (owner === undefined) return text.slice(start, end);
  return `${text.slice(start, owner.start)}${text.slice(owner.end, end).replace(/^'s? /, "")}`;
}

/** The text between, without the times that stand in it: 护理去年的就业率. */
function withoutPeriods(draft: Draft, start: number, end: number): string {
  const periods = ofKind(draft.found, "period").filter((item) => item.start >= start && item.end <= end);
  let text = "";
  for (let at = start; at < end; at += 1) if (!periods.some((item) => at >= item.start && at < item.end)) text += draft.reading.text[at] ?? "";
  return text;
}
