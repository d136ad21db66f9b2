import type { Yardstick } from "../../domain/question.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { parseNumeral } from "../../text/numerals.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { type Found, type FoundOf, hasCue, ofKind, type Reading } from "../reading.ts";
import { schoolIds } from "./owner-mentions.ts";

type Comparator = Yardstick["comparator"];

/** 超过, 不如, "more than", longest first. 比 says nothing alone, and words of one character (过, 达) are as often part of another. */
const words = cueFile.comparators
  .flatMap(({ comparator, before }) => before.map((word) => ({ word: foldText(word), comparator })))
  .filter(({ word }) => word.length > 1)
  .sort((a, b) => b.word.length - a.word.length);
const ASKS_SCHOOLS = ["ref_all", "which_schools", "count_schools"] as const;
const ENGLISH_THAN =
  /\b(more|higher|larger|bigger|greater|longer|fewer|less|lower|smaller|shorter)\b[^,.?]{0,60}? than (?:at |in |that (?:of|at) |those (?:of|at) |the )?$/;
const ENGLISH_LESS = /^(?:fewer|less|lower|smaller|shorter)$/;
const CHINESE_THAN = /(不)?比$/;
const SET_BESIDE = /[和与跟同]$/;
const SET_BESIDE_AFTER = /^(?:相比|比起来|比较|比)/;
/** 没有青原多: what follows turns it round. */
const NOT_SO = /(?<!有)没有?$/;
const MUCH = /^(?:的?[^，。？,?的]{0,8})(多|高|大|长|强)/;
const NEGATED: Readonly<Record<Comparator, Comparator>> = { ">": "<=", "<": ">=", ">=": "<", "<=": ">" };
const LOOK_BEHIND = 90;

/** One school as the limit by which schools are looked for: 比青原多的学校, 超过平湖的, "more students than Pinghu". */
export function detectYardsticks(reading: Reading): readonly Found[] {
  if (!hasCue(reading.found, ...ASKS_SCHOOLS)) return [];
  return ofKind(reading.found, "owner").flatMap((item): Found[] => {
    const [ownerId, ...others] = item.ownerIds;
    const limit = ownerId === undefined || others.length > 0 ? null : readLimit(reading, item);
    if (ownerId === undefined || limit === null) return [];
    const factor = readFactor(reading.text, item);
    if (factor === "unread") return [];
    const yardstick = { ownerId, comparator: limit.comparator, ...(factor === null ? {} : { factor }) };
    const found: Found = { kind: "yardstick", start: limit.start, end: item.start, yardstick, rule: "yardstick" };
    return limit.much === undefined ? [found] : [found, { kind: "cue", ...limit.much, cue: "comp_max", pieces: [limit.much], rule: "yardstick.much" }];
  });
}

function readLimit({ text, found }: Reading, item: FoundOf<"owner">): { readonly comparator: Comparator; readonly start: number; readonly much?: Span } | null {
  const before = text.slice(Math.max(0, item.start - LOOK_BEHIND), item.start);
  const after = text.slice(item.end);
  const plain = before.replace(ENGLISH_MULTIPLE, "");
  const head = plain.replace(/[\s了]+$/, "");
  const word = words.find((entry) => head.endsWith(entry.word) && !(/^[a-z]/.test(entry.word) && /[a-z]$/.test(head.slice(0, -entry.word.length))));
  if (word !== undefined && word.comparator !== "=") return { comparator: word.comparator, start: item.start - before.length + head.length - word.word.length };
  const english = ENGLISH_THAN.exec(plain)?.[1];
  if (english !== undefined) return { comparator: ENGLISH_LESS.test(english) ? "<" : ">", start: item.start };
  const much = NOT_SO.test(before) ? MUCH.exec(after)?.[0] : undefined;
  if (much !== undefined) {
    const end = item.end + much.length;
    return { comparator: "<", start: item.start - 1, much: { start: end - 1, end } };
  }
  const than = CHINESE_THAN.exec(before);
  // 它和平阳比谁多 asks for one of the two.
  const beside = SET_BESIDE.test(before) && SET_BESIDE_AFTER.test(after) && hasCue(found, "which_schools", "count_schools");
  if (than === null && !beside) return null;
  const [isMore, isLess] = [hasCue(found, "comp_max"), hasCue(found, "comp_min")];
  if (isMore === isLess) return null;
  const comparator: Comparator = isMore ? ">" : "<";
  return { comparator: than?.[1] === undefined ? comparator : NEGATED[comparator], start: item.start - (than?.[0].length ?? 0) };
}

const MULTIPLE = /^(?:的?[^，。？,?比]{0,6}?)(?:(一半|半数)|([二三四五])分之([一二三四])|([一两二三四五六\d](?:\.\d)?)倍)/;
const ENGLISH_MULTIPLE = /\b(half|twice|double)(?: (?:of|that|as (?:many|much)(?: \w+){0,4} as|the (?:number|size) of))?(?: of| at| in)*(?: the)? ?$/;
const UNREAD = /^[^，。？,?]{0,8}(?:半|倍|分之)/;

/** 不到青原一半, "less than half of Qingyuan": null where the whole figure is meant, "unread" where some part of it is and which one is not plain. */
function readFactor(text: string, item: FoundOf<"owner">): NonNullable<Yardstick["factor"]> | null | "unread" {
  const after = text.slice(item.end, item.end + 20);
  const english = ENGLISH_MULTIPLE.exec(text.slice(Math.max(0, item.start - LOOK_BEHIND), item.start))?.[1];
  if (english !== undefined) return english === "half" ? { numerator: "1", denominator: "2" } : { numerator: "2", denominator: "1" };
  const [, half, bottom = "", top = "", times] = MULTIPLE.exec(after) ?? [];
  if (half !== undefined) return { numerator: "1", denominator: "2" };
  const [numerator, denominator] = times === undefined ? [parseNumeral(top), parseNumeral(bottom)] : [parseNumeral(times), "1"];
  if (numerator !== null && denominator !== null && (times ?? top) !== "") return { numerator, denominator };
  return UNREAD.test(after) ? "unread" : null;
}

/** The school that is the limit is none of those looked for: all others are, unless the question names some of them. */
export function concludeYardstick(draft: Draft): Draft {
  const named = new Set(ofKind(draft.found, "owner").flatMap((owner) => owner.ownerIds));
  // A long name and the short one inside it were both seen.
  const found = ofKind(draft.found, "yardstick").filter(({ yardstick }) => named.has(yardstick.ownerId));
  const [item, ...more] = found.filter(({ yardstick }, index) => found.findIndex((other) => other.yardstick.ownerId === yardstick.ownerId) === index);
  if (item === undefined || more.length > 0 || named.size > 1 || draft.threshold !== null) return draft;
  return {
    ...draft,
    yardstick: item.yardstick,
    scope: "all_schools",
    owners: { certainty: "stated", value: schoolIds(draft), mentions: draft.owners.certainty === "stated" ? draft.owners.mentions : [] },
    trace: traced(draft, "yardstick"),
  };
}
