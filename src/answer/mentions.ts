import { glossEnglish } from "../retrieve/glossary.ts";
import { holdsGroup, isCommon, isEverywhere, isGeneric, shareHeld, type WordGroup } from "../retrieve/word-groups.ts";
import { foldText } from "../text/fold.ts";
import { chooseExtracts } from "./choose-extracts.ts";
import type { ComposeContext } from "./draft.ts";
import { type Extract, readSentences, wholeSentence, withoutOverlap } from "./extracts.ts";
import { wordsOf } from "./head-word.ts";

/** Share of the question's content words that a sentence must hold to count as a mention. */
const LEAST_MENTION = 0.75;
/** 项目 beside 德国 and 合作 names nothing more: such a word counts so much of one that does. */
const GENERIC_SHARE = 0.3;
/** Share of the characters asked about that a sentence may lack; less where the last one is among them (大专班 is not 大专). */
const MOST_LACKING = 0.4;
const MOST_LACKING_AT_END = 0.25;
/** Share of an English question's words that must be known: the others may be the very thing asked about. */
const LEAST_KNOWN = 0.75;
/** A shorter name is held whole or not at all: 大学 is not 考大学. */
const LEAST_LONG = 5;
const LOOKED_AT = 6;
const MOST_READ = 12;

/** A sentence that speaks of the thing asked about, and what it says of its being there. */
export interface Mentioned {
  readonly extract: Extract;
  readonly says: "yes" | "no" | "plan" | "something";
}

/** 将建…, 计划投资…: what is meant to be is no fact yet. */
const PLAN = /将[于在建要会新继与增开设办改扩投招引购添成]|[拟欲]|计划|预计|力争|打算|即将|争取|正在(?:建|筹|推进)|规划建/;
/** Said not to be there, not to be allowed, or to have been given up. */
const DENIAL = /没有|没|未(?!来|必|免)|尚无|无(?!人机|人车|论|线|纸|不|障|数|私|忧|缝|偿)|不存在|不再|不得|不准|不许|不允许|禁止?|停办|停招|停开|撤销|取消/g;
const GUARDED = /排查|防治|防范|预防|整治|专项治理|演练|零容忍|警示教育/;
const FARTHEST_DENIED = 8;
const ENDED = /^.{0,4}(?:停办|停招|停开|停用|撤销|取消)/;

/** Sentences that name the thing asked about, best first, each once; of those the ones that hold it whole, where there are any. */
export function findMentions(context: ComposeContext): readonly Mentioned[] {
  const { parsed } = context;
  if (parsed.threshold !== null) return [];
  if (!HAN.test(parsed.searchText) && ENGLISH_WORD.test(parsed.searchText) && glossEnglish(parsed.searchText).coverage < LEAST_KNOWN) return [];
  const best = amongThem(context, chooseExtracts(context, LOOKED_AT));
  if (best.length > 0) return best;
  // The words of the question may rank every other sentence higher: where few reports are asked, all are read.
  const all = context.evidence.wholeReports.flatMap((passage) => readSentences(context, passage));
  const holding = all.filter(({ words }) => topicsHeld(context, words));
  return amongThem(
    context,
    holding.slice(0, MOST_READ).map(({ extract }) => extract),
  );
}

function topicsHeld(context: ComposeContext, words: string): boolean {
  const own = context.evidence.topics.filter((group) => !isCommon(group) && !isEverywhere(group) && !isGeneric(group));
  return own.length > 0 && own.every((group) => holdsGroup(words, group) === 1);
}

function amongThem(context: ComposeContext, extracts: readonly Extract[]): readonly Mentioned[] {
  const { parsed } = context;
  const found = withoutOverlap(extracts.map((extract) => wholeSentence(context, extract)));
  const texts = new Set<string>();
  const named = found.flatMap((extract) => {
    const words = wordsOf(context, extract).replace(ACROSS_WORDS, "升 ");
    if (texts.has(words)) return [];
    texts.add(words);
    const above = foldText(extract.passage.sectionPath.join("")).replace(/\s+/g, "");
    const lack = lacking(context, `${above}${words}`);
    const isNamed =
      namesIt(context, extract, words) && (lack.share <= MOST_LACKING_AT_END || (lack.share <= MOST_LACKING && !lack.atEnd && lack.total >= LEAST_LONG));
    const can = ability(parsed.question, words);
    return isNamed || can !== null
      ? [{ extract, says: can ?? verdict(context, words, lacking(context, words, context.parsed.searchText).share === 0), lack: can === null ? lack.share : 0 }]
      : [];
  });
  const whole = named.filter(({ lack }) => lack === 0);
  return whole.length > 0 ? whole : named;
}

const HAN = /[\u3400-\u9fff]/;
const ENGLISH_WORD = /[A-Za-z]{3}/;
/** 提升学生 holds no 升学. */
const ACROSS_WORDS = /(?<=[提上晋])升(?=学)/g;

function namesIt(context: ComposeContext, extract: Extract, words: string): boolean {
  const { topics } = context.evidence;
  const isLight = (group: WordGroup): boolean => isGeneric(group) || isEverywhere(group);
  const telling = topics.every(isLight) ? topics : topics.map((group) => (isLight(group) ? { ...group, weight: group.weight * GENERIC_SHARE } : group));
  const headings = foldText(extract.passage.sectionPath.join("")).replace(/\s+/g, "");
  // A heading may name part of it, never all: 国际合作 above a sentence on a job fair.
  const own = telling.filter((group) => !isCommon(group) && !isLight(group));
  return shareHeld(`${headings}${words}`, telling) >= LEAST_MENTION && (own.length === 0 || own.some((group) => holdsGroup(words, group) === 1));
}

/** How much of the words asked about a sentence lacks, each character once: a word that it says otherwise (宿舍, 寝室) is lacking only from `literally`. */
function lacking(
  context: ComposeContext,
  words: string,
  literally: string | null = null,
): { readonly share: number; readonly atEnd: boolean; readonly total: number } {
  const runs = foldText(literally ?? context.parsed.searchText)
    .split(/\s+/)
    .filter((run) => HAN.test(run));
  const { topics } = context.evidence;
  const known = topics
    .filter((group) => isCommon(group) || isEverywhere(group) || isGeneric(group) || (literally === null && holdsGroup(words, group) === 1))
    .flatMap((group) => group.words);
  let [total, missing, atEnd] = [0, 0, false];
  for (const run of runs) {
    const covered = new Uint8Array(run.length);
    const cover = (word: string): void => {
      for (let at = run.indexOf(word); at >= 0; at = run.indexOf(word, at + 1)) covered.fill(1, at, at + word.length);
    };
    for (const word of [...known, ...LIGHT]) cover(word);
    for (let at = 0; at + 1 < run.length; at += 1) if (words.includes(run.slice(at, at + 2))) covered.fill(1, at, at + 2);
    if (run.length === 1 && words.includes(run)) covered.fill(1);
    // A code tells which thing is meant, whatever it is called beside: 1+X证书, 职业认证（1+X）.
    const isCoded = topics.some((group) => group.weight > 1 && group.words.some((word) => run.includes(word) && words.includes(word)));
    if (isCoded) covered.fill(1);
    total += run.length;
    missing += run.length - covered.reduce((sum, one) => sum + one, 0);
    atEnd ||= covered.at(-1) === 0;
  }
  return { share: total === 0 ? 0 : missing / total, atEnd, total };
}

/** What a question adds around the thing: it need not stand in the report. */
const LIGHT = [
  "的",
  "了",
  "过",
  "能",
  "可以",
  "允许",
  "会",
  "还",
  "都",
  "在",
  "被",
  "和",
  "与",
  "跟",
  "同",
  "给",
  "开设",
  "设有",
  "设立",
  "建有",
  "开展",
  "提供",
  "发生",
  "出现",
  "专门",
  "被评为",
  "评为",
  "获评",
  "自己",
  "所",
  "个",
  "类",
];

/** 留得住吗 is answered by 留不住. */
function ability(question: string, words: string): "yes" | "no" | null {
  const match = foldText(question).match(/([\u4e00-\u9fff])得([\u4e00-\u9fff])(?:吗|么|$)/);
  if (match === null) return null;
  return words.includes(`${match[1]}不${match[2]}`) ? "no" : words.includes(`${match[1]}得${match[2]}`) ? "yes" : null;
}

function verdict(context: ComposeContext, words: string, isWhole: boolean): Mentioned["says"] {
  if (isDenied(context, words)) return "no";
  if (PLAN.test(words)) return "plan";
  // What is done against a thing does not say that there was one: 校园欺凌专项排查4轮.
  if (GUARDED.test(words)) return "something";
  const own = context.evidence.topics.filter((group) => !isGeneric(group) && !isEverywhere(group));
  const isTold = isWhole && context.parsed.language === "zh" && own.length > 0 && own.every((group) => holdsGroup(words, group) === 1);
  return isTold && !hasDenial(words) ? "yes" : "something";
}

const hasDenial = (words: string): boolean => words.search(DENIAL) >= 0;

/** 没有发生责任事故, 禁带手机, 停办了服装专业: a word of denial right before the thing, or of an end right behind it, that the question did not bring. */
function isDenied(context: ComposeContext, words: string): boolean {
  const question = foldText(context.parsed.question);
  const asked = foldText(context.parsed.searchText).split(/\s+/);
  const groups = context.evidence.topics.filter((group) => !isCommon(group) && !isEverywhere(group) && !isGeneric(group));
  const things = [...groups.flatMap((group) => group.words), ...asked.filter((run) => run.length > 1).map((run) => run.slice(0, 2))];
  const denials = [...words.matchAll(DENIAL)].filter((match) => !askedFor(question, match[0]));
  const before = denials.some((match) => {
    const behind = (words.slice(match.index + match[0].length).split(/[,，。;；:：]/)[0] ?? "").slice(0, FARTHEST_DENIED + 4);
    // 无重大事故 says nothing of smaller ones.
    if (DEGREE.test(behind) && !DEGREE.test(question)) return false;
    const at = Math.min(...things.map((thing) => placeOf(behind, thing)));
    return at <= FARTHEST_DENIED || asked.some((run) => run.length === 1 && behind.startsWith(run));
  });
  const ended = things.some((thing) => thing.length > 1 && words.includes(thing) && ENDED.test(words.slice(words.indexOf(thing) + thing.length)));
  return before || (ended && !ENDING.test(question));
}

const DEGREE = /^.{0,4}(?:重(?=伤)|重大|较大|特大|严重|恶性|大型)/;
const ENDING = /停办|停招|停开|停用|撤销|取消/;

/** 有没有 denies nothing; 取消 in the question is what is asked about. */
function askedFor(question: string, denial: string): boolean {
  return question.replace(/有没有|有没|没有$|是不是|能不能|可不可以/g, "").includes(denial);
}

function placeOf(text: string, word: string): number {
  const at = text.indexOf(word);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

/** Whether a name holds all words asked about, or a sentence one of them whole: a number of 新能源汽车 says nothing of a 校车. */
export function holdsAsked(context: ComposeContext, text: string, how: "all" | "one" = "all"): boolean {
  const words = foldText(text).replace(/\s+/g, "");
  const runs = how === "all" ? [context.parsed.searchText] : context.parsed.searchText.split(/\s+/).filter((run) => run.length > 1);
  return runs.some((run) => lacking(context, words, run).share === 0);
}
