import { glossEnglish } from "../../retrieve/english/glossary.ts";
import { holdsGroup, isCommon, isEverywhere, isGeneric, shareHeld, type WordGroup } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { chooseExtracts } from "./choose-extracts.ts";
import { type Extract, readSentences, wholeSentence, withoutOverlap } from "./extracts.ts";
import { wordsOf } from "./head-word.ts";
import { ability, type Said, verdict } from "./said.ts";

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
  readonly says: Said;
}

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
  const held = amongThem(
    context,
    holding.slice(0, MOST_READ).map(({ extract }) => extract),
  );
  return held.length > 0 ? held : inVeryWords(context);
}

/** 实习有没有黑中介: the last name asked for, as it was typed, in a passage that speaks of the rest; the sentence itself need not. */
function inVeryWords(context: ComposeContext): readonly Mentioned[] {
  const { wholeReports, topics } = context.evidence;
  const name = foldText(context.parsed.searchText).split(/\s+/).at(-1) ?? "";
  if (name.length < LEAST_NAME || !HAN.test(name)) return [];
  const found = wholeReports
    .filter(({ text, sectionPath }) => shareHeld(foldText(`${sectionPath.join("")}${text}`).replace(/\s+/g, ""), topics) === 1)
    .flatMap((passage) => readSentences(context, passage).filter(({ words }) => words.includes(name)));
  return found.slice(0, MOST_IN_WORDS).map(({ extract, words }) => ({ extract: wholeSentence(context, extract), says: verdict(context, words, true) }));
}

const LEAST_NAME = 3;
const MOST_IN_WORDS = 2;
/** What stands in the title of an order or a law is said of no school. */
const TITLE = /《[^《》]{4,60}(?:意见|办法|通知|规定|条例|规划|纲要|决定)》/g;

function topicsHeld(context: ComposeContext, words: string): boolean {
  const own = context.evidence.topics.filter((group) => !isCommon(group) && !isEverywhere(group) && !isGeneric(group));
  return own.length > 0 && own.every((group) => holdsGroup(words, group) === 1);
}

function amongThem(context: ComposeContext, extracts: readonly Extract[]): readonly Mentioned[] {
  const { parsed } = context;
  const found = withoutOverlap(extracts.map((extract) => wholeSentence(context, extract)));
  const texts = new Set<string>();
  const named = found.flatMap((extract) => {
    const words = wordsOf(context, extract).replace(ACROSS_WORDS, "升 ").replace(TITLE, "");
    if (texts.has(words)) return [];
    texts.add(words);
    const above = foldText(extract.passage.sectionPath.join("")).replace(/\s+/g, "");
    const lack = lacking(context, `${above}${words}`);
    const isNamed =
      namesIt(context, extract, words) && (lack.share <= MOST_LACKING_AT_END || (lack.share <= MOST_LACKING && !lack.atEnd && lack.total >= LEAST_LONG));
    const can = ability(parsed.question, words);
    return isNamed || can !== null
      ? [
          {
            extract,
            says: can ?? verdict(context, words, lacking(context, words, context.parsed.searchText).share === 0, above),
            lack: can === null ? lack.share : 0,
          },
        ]
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
  const isOfIt =
    own.length === 0 ? unsearched(context).every((group) => holdsGroup(words, group) >= LEAST_SAID) : own.some((group) => holdsGroup(words, group) === 1);
  return isOfIt && shareHeld(`${headings}${words}`, telling) >= LEAST_MENTION;
}

/** How far a sentence must hold an everyday word, and what one weighs that tells. */
const LEAST_SAID = 0.8;
const LEAST_TELLING = 0.5;

/** 有没有学生被记过: where the words searched by name nothing but pupils, what else the question says must be told. */
function unsearched({ evidence }: ComposeContext): readonly WordGroup[] {
  const { spoken = [] } = evidence;
  return spoken.filter((group) => group.weight >= LEAST_TELLING && group.aside !== true && !isCommon(group) && !isEverywhere(group) && !isGeneric(group));
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
  "参加",
  "参与",
  "提到",
  "提及",
  "念书",
  "就读",
  "上学",
  "读书",
  "出过",
  "有过",
  "办过",
  "搞过",
  "得过",
  "拿过",
  "获过",
  "收过",
  "开过",
  "做过",
  "受过",
];

/** Whether a name holds all words asked about, or a sentence one of them whole: a number of 新能源汽车 says nothing of a 校车. */
export function holdsAsked(context: ComposeContext, text: string, how: "all" | "one" = "all"): boolean {
  const words = foldText(text).replace(/\s+/g, "");
  const runs = how === "all" ? [context.parsed.searchText] : context.parsed.searchText.split(/\s+/).filter((run) => run.length > 1);
  return runs.some((run) => lacking(context, words, run).share === 0);
}
