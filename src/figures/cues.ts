import cues from "../../data/lexicon/figure-cues.json" with { type: "json" };

/** Escapes a literal for use inside a RegExp. */
const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Alternatives, longest first, so that 共有 is tried before 共. */
const anyOf = (words: readonly string[]): string =>
  [...words]
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join("|");

/** Strips leading words of `words` from `text`, again and again. Linear: each turn consumes at least one character. */
export function stripLeading(text: string, words: readonly string[]): string {
  let rest = text;
  for (;;) {
    const hit = words.find((word) => word.length > 0 && rest.startsWith(word));
    if (hit === undefined) return rest;
    rest = rest.slice(hit.length);
  }
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
export const ACT_BEFORE = new RegExp(`(?:${anyOf(cues.actVerbs)})(?:${anyOf(cues.actObjectModifiers)}){0,3}$`);
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
export const OWNER_SUBJECT = new RegExp(`(?:^|[，。；:])(?:${anyOf(cues.ownerSubjects)})`);
export const AMOUNT_WORD = new RegExp(anyOf(cues.amountWords));
export const INCREASE = new RegExp(anyOf(cues.increase));
export const DECREASE = new RegExp(anyOf(cues.decrease));

/** Neutral words that the open rule takes off a head's front. */
export const OPEN_LEADS = byLength([...cues.neutralBefore, ...cues.openLeads]);

/** A year narrows nothing: 2020年的国家助学金. */
const YEAR = /(?:19|20)\d{2}(?:[-—~](?:19|20)?\d{2})?(?:学年度?|年度?)的?/g;
/** Whether nothing is left of `text` once years and neutral words are taken off its front. */
export const isNeutral = (text: string): boolean => stripLeading(text.replace(/["“”]/g, "").replace(YEAR, ""), NEUTRAL_BEFORE) === "";
/** Whether `text` is nothing but words that link a head to its number (brackets between are passed over). */
export const isLink = (text: string): boolean => stripLeading(text.replace(/["“”]/g, "").replace(/\([^()]{0,40}\)/g, ""), LINK_AFTER_HEAD) === "";
