import type { AliasMatch } from "../../lexicon/alias-index.ts";
import type { Quantity } from "../../text/quantities.ts";
import { NEUTRAL_BEFORE, POPULATION_WORDS, stripLeading } from "../cues.ts";
import { entryFor, NO_SCOPE, type ReadingContext, type ReadingRule } from "../reading.ts";
import { clauseStart } from "../sentence-view.ts";

const RESPECTIVELY = /分别(?:为|是|有|达到|达|占|获得|获|:|约)*/;

/** A list of heads before 分别 zipped with the numbers after it: 占地面积、建筑面积分别为160亩、34150平方米. */
export const zipped: ReadingRule = {
  name: "zipped",
  read: (context) => {
    const { view, quantity, index, lexicon } = context;
    const before = view.text.slice(view.sentence.start, quantity.start);
    const marks = [...before.matchAll(new RegExp(RESPECTIVELY, "g"))];
    const mark = marks[marks.length - 1];
    if (mark === undefined) return null;
    const markStart = view.sentence.start + mark.index;
    const run = runAfter(context, markStart + mark[0].length);
    const place = run.findIndex((other) => other.start === quantity.start);
    if (place < 0 || index < 0) return null;
    const heads = withSharedName(context, headsBefore(view.text, view.sentence.start, markStart), run.length);
    if (heads.length !== run.length || heads.length < 2) return null;
    const head = heads[place];
    if (head === undefined) return null;
    const last = heads[heads.length - 1];
    const own =
      head.ids ?? view.aliases.filter((alias) => alias.start >= head.start && alias.end <= head.end).sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    const indicator = own === undefined ? null : entryFor(lexicon, own, quantity, { family: true });
    if (indicator !== null) return { ...NO_SCOPE, indicator, words: head.text, headStart: head.start, confidence: 0.9 };
    const shared =
      last === undefined
        ? undefined
        : view.aliases.filter((alias) => alias.start >= last.start && alias.end <= last.end).sort((a, b) => b.end - b.start - (a.end - a.start))[0];
    const sharedEntry = shared === undefined ? null : entryFor(lexicon, shared, quantity, { family: true });
    const population = POPULATION_WORDS.test(head.text) ? head.text : null;
    const subject = /(?:部|系|专业|班|校区|年级|学校|中心)$/.test(head.text) ? head.text : null;
    return { ...NO_SCOPE, subject, indicator: population === null ? null : sharedEntry, words: head.text, headStart: head.start, population, confidence: 0.7 };
  },
};

/** 抽测文化课和技能，合格率分别为91.2%和94.8%: one shared name after a list in the clause before. */
function withSharedName({ view, lexicon }: ReadingContext, heads: readonly Head[], count: number): readonly Head[] {
  const shared = heads[0];
  if (heads.length !== 1 || count < 2 || shared === undefined || view.text.charAt(shared.start - 1) !== "，") return heads;
  const clause = clauseStart(view, shared.start - 1);
  const items = headsBefore(view.text, clause, shared.start - 1).slice(-count);
  if (items.length !== count) return heads;
  return items.map((item) => {
    for (let cut = 0; cut < Math.min(item.text.length, 12); cut += 1) {
      const name = item.text.slice(cut) + shared.text;
      const alias = lexicon.aliases.find(name, ["zh"]).find((match) => match.start === 0 && match.end === name.length);
      if (alias !== undefined) return { ...item, text: name, ids: alias };
    }
    return { ...item, text: item.text + shared.text };
  });
}

/** The quantities after 分别 that only list punctuation parts. */
function runAfter({ view }: ReadingContext, from: number): Quantity[] {
  const run: Quantity[] = [];
  let at = from;
  for (const quantity of view.quantities) {
    if (quantity.start < from) continue;
    if (!/^[，、和与及\s]{0,2}(?:以及)?$/.test(view.text.slice(at, quantity.start))) break;
    run.push(quantity);
    at = quantity.end;
  }
  return run;
}

interface Head {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The entry that item and shared name make together, where they stand apart in the sentence. */
  readonly ids?: AliasMatch;
}

function headsBefore(text: string, from: number, to: number): Head[] {
  const lead = text.slice(from, to);
  const cut = Math.max(lead.lastIndexOf("，", lead.length - 2), lead.lastIndexOf(":"), -1);
  const start = from + cut + 1;
  const heads: Head[] = [];
  let at = start;
  for (const piece of text.slice(start, to).split(/(、|以及|和|与|及)/)) {
    if (!/^(?:、|以及|和|与|及)$/.test(piece)) {
      const trimmed = stripLeading(piece, NEUTRAL_BEFORE);
      if (trimmed !== "") heads.push({ start: at + piece.length - trimmed.length, end: at + piece.length, text: trimmed });
    }
    at += piece.length;
  }
  return heads;
}
