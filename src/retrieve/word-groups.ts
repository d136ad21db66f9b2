import lightWords from "../../data/lexicon/light-words.json" with { type: "json" };
import synonyms from "../../data/lexicon/synonyms.json" with { type: "json" };
import type { Segmenter } from "../domain/ports.ts";
import { foldText } from "../text/fold.ts";
import { keepByText } from "../text/keep-by-text.ts";
import { characterBigrams, detectLanguage } from "../text/tokens.ts";
import { glossGroups, STOP_WORDS } from "./english/glossary.ts";

/** Words that mean one thing asked about; a text speaks of it when it holds any of them. Folded. */
export interface WordGroup {
  readonly words: readonly string[];
  /** A code (1+X, PLC) tells more than a common noun. */
  readonly weight: number;
  /** Words of a text that may mean the same, each with how far it stands for the group, 0…1. */
  readonly near?: readonly { readonly word: string; readonly share: number }[];
  /** Said in a clause that does not ask: where no text holds it, it was only how the asker came to the question. */
  readonly aside?: true;
}

/** Letters and digits that stand for something: 1+X, 3+2, AHK, PLC. */
const CODE = /[A-Za-z0-9]+(?:[+./-][A-Za-z0-9]+)+|[A-Za-z]+\d+|[A-Za-z]{2,}/g;
const PLAIN_WORD = /^[A-Za-z]+$/;
const CODE_WEIGHT = 3;

/** What a question adds around the thing asked for. */
const QUESTION_FILLER =
  /(?:多少|几|有哪些|哪些|获得过|获得|取得|得到|有|的|了|共|总|是|数量|数目|数|一共|总共|目前|现有|近来|最近|近年来|近年|近期|今年|去年|学校|学院|自己|存在|([\u4e00-\u9fff])不\1|那边|这边|吗|呢|how many|how much|number of|the|of|does|have)/g;

const alternatives: ReadonlyMap<string, readonly string[]> = new Map(
  synonyms.flatMap(({ asked, words }) => asked.map((word) => [foldText(word), [...new Set([...asked, ...words].map(foldText))]] as const)),
);

/** Latin letters for one ideograph beyond which words are English with a Chinese name in them. */
const LATIN_PER_HAN = 2;
const LEAST_PHRASE = 3;
const phrasesWithSynonyms = [...alternatives.keys()].filter((word) => word.length >= LEAST_PHRASE);

/** Search terms without what a question adds around the thing asked for, each once. "学校有国际合作吗" → ["国际", "合作"]. */
export function contentTerms(segmenter: Segmenter, words: string): readonly string[] {
  const terms = segmenter.searchTerms(foldText(words).replace(QUESTION_FILLER, " "));
  const distinct = [...new Set(terms.filter((term) => term.trim() !== "" && !STOP_WORDS.has(term)))];
  // A compound beside its own parts (合作项目, 合作, 项目) would count the same word twice.
  return distinct.filter((term) => !distinct.some((other) => other !== term && other.length > 1 && term.includes(other)));
}

/** The things asked about, each with the words a report may use for it: an English word with its Chinese ones, 荣誉 with 被评为. */
export function wordGroups(segmenter: Segmenter, words: string): readonly WordGroup[] {
  const isChinese = detectLanguage(words) === "zh";
  // In a Chinese question a Latin word that no vocabulary knows is a name; one that it knows is read as in English.
  const named = (words.match(CODE) ?? []).filter((code) => !isEnglish(code));
  // An English question that gives a Chinese name beside its own words: what of those is unknown is no name.
  const isGlossed = (words.match(/[A-Za-z]/g) ?? []).length > LATIN_PER_HAN * (words.match(/[\u3400-\u9fff]/g) ?? []).length;
  // 3+2 is one name in any language; an English word is none.
  const isCode = (code: string): boolean => (isChinese ? !isGlossed || code !== code.toLowerCase() : /\d/.test(code));
  const codes = [...new Set(named.filter(isCode).map(foldText))];
  const plain = foldText(words.replace(CODE, " ").replace(/[A-Za-z][A-Za-z'-]*/g, " "));
  // A phrase that has synonyms is one thing: 师资队伍 is not 师资 and 队伍.
  const phrases = phrasesWithSynonyms
    .filter((phrase) => plain.includes(phrase))
    .filter((phrase, _, all) => !all.some((other) => other !== phrase && other.includes(phrase)));
  const terms = [
    ...phrases,
    ...contentTerms(
      segmenter,
      phrases.reduce((rest, phrase) => rest.replaceAll(phrase, " "), plain),
    ),
  ];
  // A single character is part of too many words to tell anything, unless nothing else is left.
  const telling = terms.filter((term) => term.length > 1 || alternatives.has(term));
  const chinese = (telling.length > 0 || codes.length > 0 ? telling : terms).flatMap(groupsOf);
  const english = glossGroups(isChinese ? words.replace(CODE, (code) => (isEnglish(code) ? code : " ")) : words).map((group) =>
    withSynonyms(group.map(foldText)),
  );
  return [...codes.map((code) => ({ words: [code], weight: CODE_WEIGHT })), ...[...chinese, ...english].map((group) => ({ words: group, weight: 1 }))];
}

/** The Chinese words of an English one, with the other words for the first: awards → 荣誉 → 被评为. */
function withSynonyms(group: readonly string[]): readonly string[] {
  return [...new Set([...group, ...group.slice(0, 1).flatMap((word) => alternatives.get(word) ?? [])])];
}

function isEnglish(code: string): boolean {
  const word = code.toLowerCase();
  return PLAIN_WORD.test(code) && (STOP_WORDS.has(word) || (code !== code.toUpperCase() && glossGroups(word).length > 0));
}

const GENERIC_NOUNS: ReadonlySet<string> = new Set(lightWords.generic.map(foldText));

/** Whether a group is a noun that anything may be called by: 项目, 活动. */
export function isGeneric(group: WordGroup): boolean {
  return group.words.some((word) => GENERIC_NOUNS.has(word));
}

const ASPECTS: ReadonlySet<string> = new Set(lightWords.aspects.map(foldText));

/** Whether a group names a side of a thing rather than a thing: 问题, 措施, 成效. A text may speak of the thing's problems without the word. */
export function isAspect(group: WordGroup): boolean {
  return group.words.some((word) => ASPECTS.has(word)) || isGeneric(group);
}

const EVERYWHERE: ReadonlySet<string> = new Set(lightWords.everywhere.map(foldText));

/** Whether a group names what a school report speaks of in every other sentence (学生, 教师), and so tells little by itself. */
export function isEverywhere(group: WordGroup): boolean {
  return group.words.some((word) => EVERYWHERE.has(word));
}

const COMMON: ReadonlySet<string> = new Set(lightWords.common.map(foldText));
/** What a word that stands on every page of such a report counts beside one that does not. */
const COMMON_SHARE = 0.3;

/** Whether a group names what such reports speak of on every page (教育, 工作, 学生): beside another word it tells little. */
export function isCommon(group: WordGroup): boolean {
  return group.words.some((word) => COMMON.has(word));
}

/**
 * 安全教育 is about 安全: a common word counts little beside one that tells more; all alike where there is no other. With `people` so do
 * 学生 and 教师, which tell 学生获奖 from 教师获奖 and add nothing to 学生宿舍.
 */
export function weighCommon(groups: readonly WordGroup[], people = false): readonly WordGroup[] {
  const isLight = (group: WordGroup): boolean => isCommon(group) || (people && isEverywhere(group));
  if (groups.every((group) => isLight(group) || isAspect(group))) return groups;
  return groups.map((group) => (isLight(group) ? { ...group, weight: group.weight * COMMON_SHARE } : group));
}

/** The groups that name things; none where the question asks for sides alone (有哪些问题). */
export function thingsAmong(groups: readonly WordGroup[]): readonly WordGroup[] {
  return groups.filter((group) => !isAspect(group));
}

const LIGHT_VERBS: ReadonlySet<string> = new Set(lightWords.verbs.map(foldText));

/** The groups without verbs of doing (开展, 举办), which say nothing of what is done; as they are where nothing else is left. */
export function withoutVerbs(groups: readonly WordGroup[]): readonly WordGroup[] {
  const kept = groups.filter((group) => !group.words.some((word) => LIGHT_VERBS.has(word)));
  return kept.length === 0 ? groups : kept;
}

/** Other words of reports for a word, as listed in data/lexicon/synonyms.json; null where none are. */
export function synonymsOf(word: string): readonly string[] | null {
  return alternatives.get(word) ?? null;
}

/** Last characters that make a name of a thing of the word before them: 文化节, 校友会, 练兵场. */
const NAME_ENDS = /[节社班部室楼馆会队站园店坊厅堂院所课赛奖证卡金制岗券吧场日周营亏]/;
const LEAST_LOOSENED = 0.5;

/**
 * A name whose last character the segmenter cut off (文化|节) is asked about whole where `holds` says that a report has it so; its head alone, which stands on
 * every page, then says only half of it.
 */
export function tightened(groups: readonly WordGroup[], searchText: string, holds: (name: string) => boolean): readonly WordGroup[] {
  const runs = foldText(searchText)
    .split(/\s+/)
    .filter((run) => run.length > 2);
  return groups.map((group) => {
    const [word = ""] = group.words;
    if (group.words.length > 1 || !/^[\u3400-\u9fff]{2,}$/.test(word)) return group;
    const run = runs.find((one) => one.includes(word));
    const at = run === undefined ? -1 : run.indexOf(word) + word.length;
    const whole = run === undefined ? "" : run.slice(at - word.length, at + 1);
    const isCut =
      whole.length > word.length &&
      NAME_ENDS.test(whole.slice(-1)) &&
      !groups.some((other) => other !== group && run !== undefined && other.words.some((one) => run.startsWith(one, at)));
    return isCut && holds(whole) ? { ...group, words: [whole], near: [{ word, share: LEAST_LOOSENED }] } : group;
  });
}

/** The words for a term; a compound of two that have synonyms is both: 合作企业 → 合作…, 企业…. */
function groupsOf(term: string): readonly (readonly string[])[] {
  const known = alternatives.get(term);
  if (known !== undefined) return [known];
  for (let at = 2; at <= term.length - 2; at += 1) {
    const [head, tail] = [alternatives.get(term.slice(0, at)), alternatives.get(term.slice(at))];
    if (head !== undefined && tail !== undefined) return [head, tail];
  }
  return [[term]];
}

const MAX_KEPT_WORDS = 10_000;
const pairsOf = keepByText(MAX_KEPT_WORDS, characterBigrams);

/** How far `text` (folded, without blanks) holds a group: 1 for one of its words whole, else the best share of a word's character pairs. */
export function holdsGroup(text: string, group: WordGroup): number {
  return Math.max(
    0,
    ...(group.near ?? []).map(({ word, share }) => (text.includes(word) ? share : 0)),
    ...group.words.map((word) => {
      if (text.includes(word)) return 1;
      // Characters of a code (3+2) far from each other are no code.
      if (word.length < 3 || !/[\u3400-\u9fff]/.test(word)) return 0;
      const pairs = pairsOf(word);
      return pairs.filter((pair) => text.includes(pair)).length / Math.max(1, pairs.length);
    }),
  );
}

/** Share of the groups, by weight, that a text holds whole, 0…1; 0 when nothing is asked about. */
export function shareHeld(text: string, groups: readonly WordGroup[]): number {
  const total = groups.reduce((sum, group) => sum + group.weight, 0);
  const held = groups.reduce((sum, group) => sum + (holdsGroup(text, group) === 1 ? group.weight : 0), 0);
  return total === 0 ? 0 : held / total;
}
