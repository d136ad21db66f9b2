import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { entriesOf, exactMatch, textOf, type Weighed } from "./indicator-names.ts";

/** Open words that touch the name before them are one run with it: "students won" and "won prizes", 毕业生 and 就业去向. */
export function mergeOpen(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const merged: Weighed[] = [];
  for (const name of names) {
    const last = merged[merged.length - 1];
    const touches = last !== undefined && last.item !== null && name.item !== null && name.item.start <= last.item.end;
    if (touches && last.item !== null && name.item !== null && name.kind === "open") {
      const item = { ...last.item, end: Math.max(last.item.end, name.item.end) };
      merged[merged.length - 1] = { kind: "open", words: typedText(draft, item), item };
    } else merged.push(name);
  }
  return merged;
}

export const people = cueFile.people.map((nouns) => nouns.map(foldText));

/** 教师平均工资 is no 平均工资 of graduates: a name of other people right before a name makes open words of both. */
export function joinPeople(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const held: Weighed[] = [];
  for (const name of names) {
    const last = held.at(-1);
    const joined = last === undefined ? null : otherPeople(draft, last, name);
    if (joined === null) held.push(name);
    else held[held.length - 1] = joined;
  }
  return held;
}

function otherPeople(draft: Draft, last: Weighed, name: Weighed): Weighed | null {
  if (name.kind !== "entry") return null;
  if (last.kind === "open") return ofOpen(draft, last, name);
  if (
    draft.reading.text
      .slice(last.item.end, name.item.start)
      .replace(/[的发领拿开]/g, "")
      .trim() !== ""
  )
    return null;
  const entry = entriesOf(draft, name.item.ids)[0];
  // 兼职|教师平均工资: the one name begins within the other's.
  const said = peopleIn(`${textOf(draft, last.item)}${last.item.end === name.item.start ? foldText(entriesOf(draft, last.item.ids)[0]?.zh ?? "") : ""}`);
  const meant = entry === undefined ? -1 : peopleIn(foldText(`${entry.denominator ?? ""}${entry.population ?? ""}${entry.definition}${entry.zh}`));
  if (said < 0 || meant < 0 || (said === meant && !areSome(draft, last, name))) return null;
  const span = { start: last.item.start, end: name.item.end };
  return { kind: "open", words: typedText(draft, span), item: { ...name.item, ...span } };
}

/** 外聘技师的工资: whose it is stands in open words right before, and is no measure of its own beside one of somebody else. */
function ofOpen(draft: Draft, last: Weighed, name: Extract<Weighed, { readonly kind: "entry" }>): Weighed | null {
  const kind = entriesOf(draft, name.item.ids)[0]?.kind;
  if (last.item === null || last.item.end - last.item.start < LEAST_OWNER || kind === undefined || kind === "count") return null;
  if (draft.reading.text.slice(last.item.end, name.item.start) !== "的") return null;
  const span = { start: last.item.start, end: name.item.end };
  return { kind: "open", words: typedText(draft, span), item: { ...name.item, ...span } };
}

const LEAST_OWNER = 4;

/** 兼职教师平均工资 is that of some teachers, where the measure is of all: their name is of an entry of its own and not the plain word. */
function areSome(draft: Draft, last: Extract<Weighed, { readonly kind: "entry" }>, name: Extract<Weighed, { readonly kind: "entry" }>): boolean {
  const [group, measure] = [last, name].map(({ item }) => entriesOf(draft, item.ids)[0]);
  if (group?.kind !== "count" || measure === undefined || measure.kind === "count" || measure.kind === "share") return false;
  return !people.flat().some((noun) => exactMatch(draft, noun)?.includes(group.id) === true);
}

function peopleIn(words: string): number {
  return people.findIndex((nouns) => nouns.some((noun) => words.includes(noun)));
}
