import plainWords from "../../data/lexicon/plain-words.json" with { type: "json" };
import { foldText } from "../text/fold.ts";
import { parseNumeral } from "../text/numerals.ts";

const IDLE: ReadonlySet<string> = new Set(plainWords.idle.map(foldText));
const LONGEST_IDLE = Math.max(...[...IDLE].map((word) => word.length));
const VERBS: ReadonlySet<string> = new Set(plainWords.verbs.map(foldText));

/** The asking itself, with the unit that is asked for. */
const HOW_MANY =
  /几时能?|有?(?:多少|几)(?:钱|块钱|成|点钟?|座(?!位)|班(?![级主])|[个名位家所亩张台套辆栋幢间户人门项次场期趟节路条件起篇册本枚块种批])?|多(?=[大久远高长宽深重]$|[大久远高长宽深重][^\u4e00-\u9fff])[大久远高长宽深重]|多长时间|(?:花|费|用|要)了?多久/g;
/** Whether it is so: no word of what is. */
const WHETHER = /有没有|是不是|能不能|会不会|可不可以/g;
/** 旧不旧, 要不要: one question of two words that are the same. */
const EITHER = /([\u4e00-\u9fff])[不没]\1/g;
/** 那条实习船: what points at a thing, with its measure word. */
const POINTING = /[那这](?:一?[条艘台栋幢座间家所位场种套块部支批项门届])/g;
/** 盖实训楼花多少钱: the verb before how many, left at the end of the thing. */
const TRAILING_VERB = /(?:[花耗]费|[花投砸掏用要给发收开办])(?=\s|$)/g;
/** 五十岁, 八年: an age or a span of time as reports print it. 一年, 一天 are how often. */
const SPOKEN_NUMBER = /[二三四五六七八九十百][一二三四五六七八九十百]{0,4}(?=岁|年以|周岁|年多|年级以)/g;

/** What a question says without its asking: "五十岁往上的老师占几成" → "50岁往上的老师占 ". Folded. */
export function withoutAsking(text: string): string {
  return foldText(text)
    .replace(SPOKEN_NUMBER, (written) => parseNumeral(written) ?? written)
    .replace(POINTING, " ")
    .replace(WHETHER, " ")
    .replace(EITHER, "$1")
    .replace(HOW_MANY, " ")
    .replace(TRAILING_VERB, " ");
}

/** Whether a word asks, hedges or tells by hearsay (到底, 听说), so that no report need hold it. */
export function isIdle(word: string): boolean {
  return word.length <= LONGEST_IDLE && IDLE.has(word);
}

/** Whether a word is made of plain verbs and particles alone: 要交, 投了. */
export function isOfVerbs(word: string): boolean {
  return [...word].every((character) => VERBS.has(character));
}
