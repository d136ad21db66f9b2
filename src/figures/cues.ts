import cues from "../../data/lexicon/figure-cues.json" with { type: "json" };
import type { QuantityKind } from "../domain/figure.ts";

/** Escapes a literal for use inside a RegExp. */
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Alternatives, longest first, so that 共有 is tried before 共. */
const anyOf = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join("|");

/** A list of words by their first or last character: most texts begin with none of them, which one look tells. */
function grouped(words: readonly string[], characterOf: (word: string) => string): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    if (word === "") continue;
    const group = groups.get(characterOf(word));
    if (group === undefined) groups.set(characterOf(word), [word]);
    else group.push(word);
  }
  return groups;
}

/** The lists are constants: each is grouped once. */
const byFirst = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();
const byLast = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** Strips leading words of `words` from `text`, again and again. Linear: each turn consumes at least one character. */
export function stripLeading(text: string, words: readonly string[]): string {
  let groups = byFirst.get(words);
  if (groups === undefined) {
    groups = grouped(words, (word) => word.charAt(0));
    byFirst.set(words, groups);
  }
  let at = 0;
  for (;;) {
    const hit = groups.get(text.charAt(at))?.find((word) => text.startsWith(word, at));
    if (hit === undefined) return at === 0 ? text : text.slice(at);
    at += hit.length;
  }
}

/** The first word of `words`, in their order, that `text` ends with. */
export function endingIn(text: string, words: readonly string[]): string | undefined {
  let groups = byLast.get(words);
  if (groups === undefined) {
    groups = grouped(words, (word) => word.charAt(word.length - 1));
    byLast.set(words, groups);
  }
  return groups.get(text.charAt(text.length - 1))?.find((word) => text.endsWith(word));
}

const byLength = (words: readonly string[]): readonly string[] => [...words].sort((a, b) => b.length - a.length);

/** Words that may stand before a head without narrowing it: 学校现有…, 目前共有…. */
export const NEUTRAL_BEFORE = byLength(cues.neutralBefore);
/** Words that may stand between a head and its number: …人数共计, …达, …提高到. */
export const LINK_AFTER_HEAD = byLength(cues.linkAfterHead);
/** Adjectives that do not change what a noun after the number counts: 58个*全日制*班级. */
export const MODIFIERS_BEFORE_NOUN = byLength(cues.modifiersBeforeNoun);
/** Verbs that make the noun after the number an event's object, not the school's stock: *招录*4位教师. */
export const EVENT_VERB_END = new RegExp(`(?:${anyOf(cues.eventVerbs)})(?:了|过|到|出|来|共|约|近|其他|以下|上述)?$`);
/** Sub-groups by level, sex, prize, grade. */
export const POPULATIONS = byLength(cues.populations);
export const POPULATION_WORDS = new RegExp(`^(?:${anyOf(cues.populations)})(?:及以上|以上)?(?:[、和与及](?:${anyOf(cues.populations)})){0,3}(?:及以上|以上)?$`);
export const POPULATION_START = new RegExp(`^(?:${anyOf(cues.populations)})`);
/** Grades of an honour or project: they make a part of an entry whose name does not hold them. */
export const LEVELS = byLength(cues.levels);
/** An act whose object the people are: 走访*毕业生*56人 counts the visited, not the owner's graduates. */
export const ACT_BEFORE = new RegExp(`(?:${anyOf(cues.actVerbs)})(?:${anyOf(cues.actObjectModifiers)}){0,3}(?:(?:19|20)?\\d{2}[届级])?$`);
export const PARTICIPATION = new RegExp(anyOf(cues.participation));
export const PLAN = new RegExp(anyOf(cues.plan));
export const NOT_PLAN = new RegExp(anyOf(cues.notPlan), "g");
/** Words that make all numbers after them in the sentence, 。 to 。, a plan. */
export const PLAN_SENTENCE = new RegExp(anyOf(cues.planSentence));
/** Verbs that only introduce an open figure's words. */
export const LEAD_VERBS = byLength(cues.leadVerbs);
export const HISTORY = new RegExp(anyOf(cues.history));
export const OTHER_SUBJECT = new RegExp(anyOf(cues.otherSubjects), "g");
/** The owner named again at the head of a clause. */
export const OWNER_SUBJECT = new RegExp(`(?:^|[，。；:])(?:而|但|则)?(?:${anyOf(cues.ownerSubjects)})`);
export const AMOUNT_WORD = new RegExp(anyOf(cues.amountWords));
export const INCREASE = new RegExp(anyOf(cues.increase));
export const DECREASE = new RegExp(anyOf(cues.decrease));

/** Words inside a name that add nothing to it: 专业学习*方面*满意度. */
export const FILLER = new RegExp(`(?:${anyOf(cues.fillers)})`, "g");
/** Heads that mean little alone: what the numbers before counted may make them a name of its own (1+X证书…，*通过率*94%). */
export const GENERIC_HEADS: ReadonlySet<string> = new Set(cues.genericHeads);
/** Words before which the name of the number before is to be read: 合作企业86家，*新增*12家. */
export const STEM_PREFIXES: ReadonlyMap<string, string> = new Map(Object.entries(cues.stemPrefixes));
/** Bases of an average that stand before what is averaged: 计算机860台，平均*每百名学生*27.6台. */
export const PER_EACH_OF = byLength(cues.perEachOf);
/** Words that make all numbers after them in the sentence, 。 to 。, history, until the present is named. */
export const HISTORY_SENTENCE = new RegExp(`(?:${anyOf(cues.historySentence)})(?![^。]*(?:现|目前|如今|今|已有))`);
/** Ends of names that a list tells once for all its items: 满意度…：食堂92%，住宿90%. */
export const MEASURE_TAILS = byLength(cues.measureTails);
/** A word too short for a name, or a grade alone, and the name that it stands for beside a number: 52个*班*, *高一*386人. */
export const STANDS_FOR: ReadonlyMap<string, string> = new Map(Object.entries(cues.standsFor));
/** Givers other than the state. */
export const BENEFACTOR = new RegExp(anyOf(cues.benefactors));
/** Contests in which teachers compete, and teachers themselves. */
export const TEACHERS_CONTEST = new RegExp(anyOf(cues.teachersContests), "g");
/** What money is for, right before a general name for it (日常*教学*经费支出): it is no longer all the money. */
export const PURPOSE_END = new RegExp(`(?:${anyOf(cues.purposes)})$`);
/** What is done with partners: 与32家企业*签订*协议. */
export const JOINT_VERB = new RegExp(anyOf(cues.jointVerbs));
/** A part that ends in one of these is a thing of its own: 其中…，*项目支出*1351万元. */
export const PART_NOUN = new RegExp(`(?:${anyOf(cues.partNouns)})$`);
/** Which kind of its family a word alone asks for: 国家助学金812人，*金额*162万元. */
export const FACETS: ReadonlyMap<string, QuantityKind> = new Map([
  ...cues.facets.amount.map((word) => [word, "amount"] as const),
  ...cues.facets.share.map((word) => [word, "share"] as const),
  ...cues.facets.count.map((word) => [word, "count"] as const),
  ...cues.facets.average.map((word) => [word, "average"] as const),
]);

/** What a number is counted in whose name says so: 总*学时*3240. */
export const UNIT_OF_NAME: readonly (readonly [string, string])[] = Object.entries(cues.unitOfName);
/** Words whose first character is no neutral word: *设备*, *现代*. */
const NOT_LEADS = byLength(cues.notLeads);
/** What follows a number and begins no noun: 37例*并*转诊. */
export const NOT_NOUN = new RegExp(`^(?:${anyOf(cues.notNouns)})`);

/** Strips neutral words from the front of an open figure's words, and none that only begins another word. */
export function stripOpenLeads(text: string): string {
  let rest = text;
  for (;;) {
    if (NOT_LEADS.some((word) => rest.startsWith(word))) return rest;
    const lead = OPEN_LEADS.find((word) => word !== "" && rest.startsWith(word));
    if (lead === undefined) return rest;
    rest = rest.slice(lead.length);
  }
}

/** Neutral words that the open rule takes off a head's front. */
const OPEN_LEADS = byLength([...cues.neutralBefore, ...cues.openLeads]);

/** A year narrows nothing: 2020年的国家助学金. */
const YEAR = /(?:19|20)\d{2}(?:[-—~](?:19|20)?\d{2})?(?:学年度?|年度?)的?/g;
/** 2021级, 21级"3+2": who began together. */
export const COHORT = /(?:(?:19|20)?\d{2}级)(?:\d\+\d|五年制|三年制|中专|高职|技工|中职)*(?:的)?$/;
/** 2.招生*全年*…: a heading that runs into its text. */
const RUN_IN = /^\d{1,2}\.[\u4e00-\u9fff]{2,4}(?=全年|学校|全校|本年|当年|今年|现有|目前|共|学年|(?:19|20)\d{2}年|$)/;
/** Whether nothing is left of `text` once years and neutral words are taken off its front. */
export const isNeutral = (text: string): boolean =>
  text === "" || stripLeading(text.replace(/["“”]/g, "").replace(RUN_IN, "").replace(YEAR, ""), NEUTRAL_BEFORE) === "";
/** Whether `text` is nothing but words that link a head to its number (brackets and years between are passed over). */
export const isLink = (text: string): boolean =>
  text === "" ||
  stripLeading(
    text
      .replace(/["“”]/g, "")
      .replace(/\([^()]{0,40}\)/g, "")
      .replace(YEAR, ""),
    LINK_AFTER_HEAD,
  ) === "";
