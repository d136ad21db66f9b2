import levels from "../../data/lexicon/levels.json" with { type: "json" };
import { foldText } from "../text/fold.ts";
import type { Reading } from "./reading.ts";
import type { SentenceView } from "./sentence-view.ts";

/** A prize by its grade, not by the contest: its number says nothing of which contest it was won in. */
const GRADE = /[特一二三]等奖|[金银铜][奖牌]/;
const REACH = 80;
const words = levels.flatMap((entry) => entry.words.map(foldText));
const anyOf = (list: readonly string[]): string => list.toSorted((a, b) => b.length - a.length).join("|");
const long = anyOf(words.filter((word) => word.length > 1));
/** One character names a level where a contest follows (省职业院校技能大赛); the 校 of 职业院校技能大赛 names none. */
const short = anyOf(words.filter((word) => word.length === 1 && !/校/.test(word)));
const LEVEL = new RegExp(`(?:(${long})(?:及?以上)?|(${short})(?=[^，。；、\\d]{0,14}(?:大赛|竞赛|比赛|赛)))`, "g");
/** 全国大赛广东选拔赛 is no contest of the nation. */
const QUALIFIER = /选拔赛|赛区|分赛|预赛|初赛/;

/** The level of the contest that a prize of a grade was won in, as the words before it name it last: 省赛一等奖9个、二等奖14个 → 省赛. Null where none does. */
export function prizeLevelOf(view: SentenceView, reading: Reading, quantityStart: number): string | null {
  if (!GRADE.test(reading.words)) return null;
  const lead = view.text.slice(Math.max(view.sentence.start, quantityStart - REACH), quantityStart);
  // A list of contests has each as the head of its item.
  return lastLevel(lead) ?? lastLevel(foldText(view.section.at(-1) ?? ""));
}

function lastLevel(words: string): string | null {
  const last = [...words.matchAll(LEVEL)].at(-1);
  return last === undefined || QUALIFIER.test(words.slice(last.index)) ? null : last[1] === undefined ? `${last[0]}级` : last[0];
}
