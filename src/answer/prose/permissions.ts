import { holdsGroup, isAspect, isCommon, isEverywhere, type WordGroup } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { isTabular, readSentences, wholeSentence } from "./extracts.ts";
import type { Mentioned } from "./mentions.ts";
import type { Said } from "./said.ts";

/** Asked for leave: 可以带手机吗, 允许走读吗, are phones allowed. */
const ASKS_LEAVE =
  /可以|可不可以|可否|能不能|能否|能[^力手源量够].{0,16}[吗么嘛]|允许|准许|准不准|让不让|让[^,，]{1,12}[吗么嘛]|许不许|禁止|必须|支持.{0,8}[吗么嘛]|\b(?:can|may|must|allow(?:s|ed)?|let(?:s)?|permit(?:s|ted)?|forbid(?:s|den)?|ban(?:s|ned)?|prohibit(?:s|ed)?)\b/;
const FORBIDS = /禁止|严禁|禁(?=[带止入用])|不得|不准|不许|不允许|不安排|不可以|不能(?!够)|一律不|杜绝/;
const ALLOWS = /允许|准许|鼓励|支持|可以|(?<![不认许])可(?=[在自选免申随凭通直用参])|均可|报销/;
/** Lays down how a thing is to be handled, without forbidding or allowing it. */
const RULES = /规定|统一(?:存放|保管|管理|上交)|上交|须|应当?(?![用届聘对急])/;
/** A rule for some cases alone says nothing of the others. */
const CASE = /未满|不满|以下|期间|时段|时间段|除了?|非(?!遗|物|常)|未经|校外|确有|特殊|低年级|高年级|毕业班/g;
const ASKS_BAN = /禁止|不允许|不准|不让|\b(?:forbid|ban|prohibit)/;
const EITHER = /([\u4e00-\u9fff])不\1/g;
/** How far from the word of the rule the thing stands. */
const REACH = 14;
const MOST_RULES = 2;

/** What the reports lay down on the thing that a question asks leave for; none for other questions. A rule for some cases alone is told without yes or no. */
export function findRules(context: ComposeContext): readonly Mentioned[] {
  const question = foldText(context.parsed.question);
  if (!ASKS_LEAVE.test(question)) return [];
  const things = context.evidence.topics.filter((group) => !isEverywhere(group) && !isCommon(group) && !isAspect(group) && !isRule(group));
  if (things.length === 0) return [];
  const passages = context.evidence.wholeReports.length > 0 ? context.evidence.wholeReports : context.evidence.passages.map(({ passage }) => passage);
  const found = passages.flatMap((passage) =>
    readSentences(context, passage).flatMap(({ extract, words }) => {
      if (isTabular(words) || ![FORBIDS, ALLOWS, RULES].some((rule) => rule.test(words))) return [];
      const rule = ruleIn(words, things);
      const held = things.filter((group) => holdsGroup(words, group) === 1).length / things.length;
      return rule === null ? [] : [{ extract: wholeSentence(context, extract), says: saysOf(question, rule), kind: rule.kind, held }];
    }),
  );
  // What is forbidden or allowed answers; what is merely laid down stands in for it.
  const plain = found.filter(({ kind, held }) => kind !== "rules" && held >= LEAST_HELD);
  const told = plain.length > 0 ? plain : found;
  const best = Math.max(0, ...told.map(({ held }) => held));
  return told.filter(({ held }) => held === best && held >= LEAST_HELD).slice(0, MOST_RULES);
}

const LEAST_HELD = 0.5;

/** 允许, 支持 of the question are what is asked, not the thing. */
const isRule = (group: WordGroup): boolean => group.words.some((word) => /^(?:允许|准许|可以|支持|禁止|鼓励|必须)$/.test(word));

interface Rule {
  readonly kind: "forbids" | "allows" | "rules";
  readonly clause: string;
  /** Share of the things that its clause holds. */
  readonly held: number;
}

const KINDS = [
  { kind: "forbids", word: FORBIDS },
  { kind: "allows", word: ALLOWS },
  { kind: "rules", word: RULES },
] as const;

/** The rule whose clause holds most of the things, the word of the rule near one of them. */
function ruleIn(words: string, things: readonly WordGroup[]): Rule | null {
  const rules = words.split(/[,，。；;：:]/).flatMap((clause): readonly Rule[] => {
    const found = KINDS.map(({ kind, word }) => ({ kind, at: clause.search(word) })).find(({ at }) => at >= 0);
    if (found === undefined) return [];
    const near = clause.slice(Math.max(0, found.at - REACH), found.at + REACH);
    if (!things.some((group) => holdsGroup(near, group) === 1)) return [];
    return [{ kind: found.kind, clause, held: things.filter((group) => holdsGroup(clause, group) === 1).length / things.length }];
  });
  return rules.toSorted((a, b) => Number(a.kind === "rules") - Number(b.kind === "rules") || b.held - a.held)[0] ?? null;
}

function saysOf(question: string, { kind, clause }: Rule): Said {
  const isOfCase = (clause.match(CASE) ?? []).some((word) => !question.includes(word));
  if (isOfCase || kind === "rules") return "something";
  // 让不让 asks for leave, not for its denial.
  return (kind === "forbids") === ASKS_BAN.test(question.replace(EITHER, "$1")) ? "yes" : "no";
}
