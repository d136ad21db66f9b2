import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { entriesOf, exactMatch, textOf, type Weighed } from "./indicator-names.ts";

/** Words between a noun of people and what is said of them that keep both in one phrase: 老师一年培训, 毕业生在本地就业. */
const WITHIN_PHRASE = /^(?:[的在里中]|都|平均|人均|每人|一共|总共|一年|每年|一学期|每学期|一个月|参加|接受)*$/;
const COUNTED = /多少|几|数$|率$|比例?$|how many|number/;
const COUNTED_BEFORE = /(?:多少|几)[名个位]?$/;
const COUNTING = /(?:了|过)?(?:多少|几)(?:人次|[次场回人名个位])?$/;
const people = cueFile.people.map((nouns) => nouns.map(foldText));

/**
 * A bare noun of people right before a name only says whose: 毕业生在本地就业 is the local employment of graduates, 老师一年培训 the training of
 * teachers. The noun is dropped where the name is of those people, made one name with it where the lexicon knows that, and open words of both
 * where the name may be of others.
 */
export function bindModifiers(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const held: Weighed[] = [];
  for (const name of names) {
    const last = held.at(-1);
    const bound = last === undefined ? null : bind(draft, last, name);
    if (bound === null) held.push(name);
    else held[held.length - 1] = bound;
  }
  return held;
}

function bind(draft: Draft, noun: Weighed, name: Weighed): Weighed | null {
  if (noun.kind !== "entry" || name.kind !== "entry" || !isBareNoun(draft, noun.item)) return null;
  const between = draft.reading.text.slice(noun.item.end, name.item.start);
  const written = textOf(draft, name.item);
  // 老师学生各多少 are two nouns side by side.
  if (!WITHIN_PHRASE.test(between) || peopleIn(written) >= 0) return null;
  const group = peopleIn(textOf(draft, noun.item));
  const entry = entriesOf(draft, name.item.ids)[0];
  if (entry === undefined) return null;
  const span = { start: noun.item.start, end: name.item.end };
  const meant = peopleIn(foldText(`${entry.denominator ?? ""}${entry.population ?? ""}${entry.zh}${entry.definition}`));
  if (meant === group) return name;
  const uncounted = written.replace(COUNTING, "");
  const ids = composed(draft, people[group] ?? [], uncounted);
  if (ids !== null) return { kind: "entry", item: { ...name.item, ...span, ids, rule: "indicator.modified" } };
  if (between === "" || meant < 0 || entry.kind !== "count") return null;
  const words = typedText(draft, { start: span.start, end: name.item.start + uncounted.length });
  return { kind: "open", words, item: { ...name.item, ...span } };
}

function isBareNoun(draft: Draft, item: { readonly start: number; readonly end: number }): boolean {
  const written = textOf(draft, item);
  return !COUNTED.test(written) && !COUNTED_BEFORE.test(draft.reading.text.slice(0, item.start)) && people.some((nouns) => nouns.includes(written));
}

/** 老师 + 培训: a name of the lexicon with any noun of those people. */
function composed(draft: Draft, nouns: readonly string[], written: string): ReturnType<typeof exactMatch> {
  for (const noun of nouns)
    for (const name of [noun + written, `${noun}${written}人次`, `${noun}${written}人数`, `${noun}${written}数`]) {
      const ids = exactMatch(draft, name);
      if (ids !== null) return ids;
    }
  return null;
}

const peopleIn = (words: string): number => people.findIndex((nouns) => nouns.some((noun) => words.includes(noun)));
