import { isAlikeUnit } from "../../lexicon/alike-units.ts";
import { weighByRarity } from "../../retrieve/asked-groups.ts";
import { expectAnswer } from "../../retrieve/said/expected-answer.ts";
import { holdsGroup, isEverywhere, type WordGroup } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots } from "../pieces.ts";
import { isTabular, type ReadSentence, readSentences, tellExtracts, wholeSentence, withoutOverlap } from "../prose/extracts.ts";
import { withReferents } from "../prose/referents.ts";

/** How much of what was asked, by weight, a sentence must hold, and how far a second one may stay behind. */
const LEAST_SHARE = 0.72;
const CLOSE = 0.08;
const WHOLE = 0.98;
const MOST_TOLD = 2;
/** A word below this weight asks for nothing by itself. */
const LEAST_TELLING = 0.3;
const LEAST_HELD = 0.5;
const STAFF = /教师|老师/;
const ASKS_NUMBER = /多少|几(?![乎何])|多[大久长远高]|率|占比|比例|\bhow (?:many|much|long|often|large|big|high)\b|\bpercent|\bshare\b|\brate\b|\bnumber of\b/i;
/** A place in a contest, told as a place or a prize. */
const ASKS_PLACE = /第几|名次|几等奖|什么奖|啥奖|\bwhat (?:place|prize|award)\b/i;
const PLACE = /第[一二三四五六七八九十\d]{1,3}(?:名|位)?|[一二三特]等奖|[金银铜]奖|[冠亚季]军|名列|优胜/;
const ASKS_MONEY = /多少钱|多少经费|多少资金|花费|\bhow much\b/i;
const MONEY = /\d[\d.,]*(?:余|多)?(?:万|亿|百万|千)?(?:余|多)?元?(?![\d人名个])/;
/** Two years with a value each. */
const LEAST_OF_SERIES = 4;
const NUMBER = /\d|[一二两三四五六七八九十百]{1,4}[个名人所家间次项倍成]/;

/**
 * The last look, where neither a figure nor a list nor a reason was found: the one or two sentences of a school's report that hold all that
 * the question says, a number among it where one is asked for. Null where there is none: then the report does not say it.
 */
export function composeSaid(context: ComposeContext): Draft | null {
  const { evidence, parsed } = context;
  const spoken = evidence.spoken ?? [];
  const named = composeNamed(context);
  if (named !== null) return named;
  if (spoken.every((group) => !isTelling(group)) || evidence.owners.length !== 1 || parsed.unknownOwners.length > 0) return null;
  const sentences = evidence.wholeReports.flatMap((passage) => withReferents(readSentences(context, passage))).filter(({ words }) => !isTabular(words));
  const texts = sentences.map(({ words }) => words);
  const groups = spoken.flatMap((group) => cutInHalf(group, texts));
  const told = bestOf(context, groups, sentences, texts);
  if (told.length === 0) return null;
  const draft = createDraft(context);
  tellExtracts(context, draft, withoutOverlap(told.map(({ extract }) => wholeSentence(context, extract))));
  discloseSlots(context, draft);
  // Whether something is so is answered by the sentence that says it.
  const isSaid = parsed.intent === "exists" && told.every(({ words }) => groups.filter(isTelling).every((group) => holdsGroup(words, group) >= SAID));
  return draft.finish({ status: isSaid ? "answered" : "partial" });
}

/** 有学生考上本科吗, of which no number is given: the sentences that say so in the words by which the entry is known (被…本科录取). */
function composeNamed(context: ComposeContext): Draft | null {
  const { evidence, parsed, lexicon } = context;
  const [only, ...others] = evidence.measures;
  const entry = only?.measure.entry ?? null;
  if (parsed.intent !== "exists" || entry === null || others.length > 0 || evidence.owners.length !== 1 || evidence.wholeReports.length === 0) return null;
  if (parsed.threshold !== null || parsed.premise !== null || parsed.population !== null || parsed.subject !== null) return null;
  // 老师有没有去过德国: whatever names the teachers says nothing of the rest.
  if (parsed.unread !== undefined) return null;
  const says = (words: string): boolean =>
    !DENIED.test(words) && lexicon.aliases.find(words, ["zh", "prose"]).some(({ indicatorIds }) => indicatorIds.includes(entry.id));
  const found = evidence.wholeReports.flatMap((passage) => readSentences(context, passage)).filter(({ words }) => !isTabular(words) && says(words));
  if (found.length === 0) return null;
  const draft = createDraft(context);
  tellExtracts(context, draft, withoutOverlap(found.slice(0, MOST_TOLD).map(({ extract }) => wholeSentence(context, extract))));
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

const DENIED = /没有|未[能曾有]|尚无|不得|禁止/;
const SAID = 0.8;
const isTelling = (group: WordGroup): boolean => group.weight >= LEAST_TELLING && !isEverywhere(group) && group.aside !== true;

/** The sentences that hold each word that tells, and the most of what was asked. */
function bestOf(context: ComposeContext, groups: readonly WordGroup[], sentences: readonly ReadSentence[], texts: readonly string[]): readonly ReadSentence[] {
  const { parsed } = context;
  const telling = groups.filter(isTelling);
  const core = foldText(parsed.content?.core ?? "");
  const asksNumber = ASKS_NUMBER.test(core) && !ASKS_PLACE.test(core);
  // One word alone, with a number beside it, tells of anything; a sum of money has what was done with it beside it.
  const isThin = telling.length < 2 && parsed.intent !== "trend" && (asksNumber || (parsed.language === "en" && parsed.intent !== "exists"));
  if (isThin && !(ASKS_MONEY.test(core) && groups.length > telling.length)) return [];
  // What is said of students is said of no teachers, whoever the sentence names or leaves out.
  const staff = groups.filter(({ words }) => words.some((word) => STAFF.test(word)));
  // Words of doing need not stand in the report, where others tell what is meant.
  const asked = weighByRarity(isThin ? groups : groups.filter(({ weight }) => weight >= LEAST_TELLING), texts);
  const scored = sentences
    .filter(({ words }) => mayAnswer(context, words) && [...telling, ...staff].every((group) => holdsGroup(words, group) >= LEAST_HELD))
    .map((sentence) => ({ sentence, share: shareOf(sentence, asked) }))
    .filter(({ share }) => share >= (isThin ? WHOLE : LEAST_SHARE))
    .toSorted((a, b) => b.share - a.share);
  const best = scored[0]?.share ?? 0;
  return scored
    .filter(({ share }) => best - share <= CLOSE)
    .slice(0, MOST_TOLD)
    .map(({ sentence }) => sentence);
}

/** 德国证书, cut as one word that no sentence holds, is 德国 and 证书 where sentences hold these. */
function cutInHalf(group: WordGroup, texts: readonly string[]): readonly WordGroup[] {
  const [word = "", ...others] = group.words;
  if (others.length > 0 || !COMPOUND.test(word) || (group.near ?? []).length > 0 || texts.some((text) => text.includes(word))) return [group];
  const halves = [word.slice(0, 2), word.slice(2)];
  return halves.every((half) => texts.some((text) => text.includes(half))) ? halves.map((half) => ({ ...group, words: [half] })) : [group];
}
const COMPOUND = /^[\u4e00-\u9fff]{4}$/;

/** Where a number is asked for the sentence has one, in the unit asked for where the question names it. */
function mayAnswer({ parsed, lexicon }: ComposeContext, words: string): boolean {
  const core = foldText(parsed.content?.core ?? "");
  if (parsed.intent === "trend") return (words.match(/\d+(?:\.\d+)?/g) ?? []).length >= LEAST_OF_SERIES;
  if (ASKS_PLACE.test(core)) return PLACE.test(words);
  if (!ASKS_NUMBER.test(core)) return true;
  if (ASKS_MONEY.test(core)) return MONEY.test(words);
  const unit = parsed.wantedUnit ?? expectAnswer(core, "", lexicon.units).unit;
  if (unit === null) return NUMBER.test(words);
  return [...words.matchAll(/[\d一二两三四五六七八九十百千万亿][余多]?([\u4e00-\u9fff]{1,2})/g)].some(
    ([, written = ""]) => isAlikeUnit(unit, written) || isAlikeUnit(unit, written.slice(0, 1)),
  );
}

function shareOf({ words }: ReadSentence, groups: readonly WordGroup[]): number {
  const total = groups.reduce((sum, { weight }) => sum + weight, 0);
  const held = groups.reduce((sum, group) => sum + group.weight * holdsGroup(words, group), 0);
  return total === 0 ? 0 : held / total;
}
