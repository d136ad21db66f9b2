import type { Figure } from "../../domain/figure.ts";
import { otherSideTest } from "../../retrieve/figures/contrast.ts";
import { isSameLevels, levelSpan } from "../../retrieve/figures/levels.ts";
import { holdsGroup, isCommon, isEverywhere, isGeneric } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots, ownerPieces } from "../pieces.ts";
import { readableWords } from "../prose/asked-words.ts";
import { quotePiece, type ReadSentence, readSentences, wholeSentence } from "../prose/extracts.ts";
import { type Nearness, type Prize, prizeAsked, tellsPrize } from "../prose/prize-of-level.ts";
import { contestsAtLevel } from "../tell/tell-denial.ts";

/** Words of a question that say how something was won, or where: they need not stand beside the prize. */
const OF_WINNING = /奖|赛|牌|[获得拿夺]|参加|取得|技能|全国|国家|省|市|县|级|上|过/;

/**
 * 拿过全国技能大赛一等奖吗: yes only by a sentence that gives that grade at that level, read part by part; a second prize there, or a first prize of the
 * province, is told as what comes near. Null where no such prize is asked for, a figure tells it, or the report tells no prizes.
 */
export function composePrize(context: ComposeContext): Draft | null {
  const { parsed, evidence, wording } = context;
  const [owner, ...others] = evidence.owners;
  const prize = prizeAsked(parsed);
  if (parsed.intent !== "exists" || prize === null || owner === undefined || others.length > 0 || parsed.threshold !== null || parsed.unknownOwners.length > 0)
    return null;
  if (contestsAtLevel(context).denied.length > 0) return null;
  const told = evidence.wholeReports
    .flatMap((passage) => readSentences(context, passage))
    .flatMap((sentence): readonly { readonly sentence: ReadSentence; readonly near: Nearness }[] => {
      if (isOfOthers(parsed.question, sentence)) return [];
      const near = tellsPrize(prize, sentence.words);
      return near === null ? [] : [{ sentence, near: near === "told" && !holdsRest(context, sentence.words) ? "other" : near }];
    });
  const best = ORDER.flatMap((near) => told.find((one) => one.near === near) ?? [])[0];
  const isOther = otherSideTest(parsed.question);
  const isCounted = evidence.measures.some(({ cells }) =>
    cells.some(({ direct }) => direct.some((figure) => countsPrize(figure, prize) && !isOther(foldText(figure.source.section.join(""))))),
  );
  if (best === undefined || (best.near !== "told" && isCounted)) return null;
  const draft = createDraft(context);
  const [name, quote] = [wording.owner(owner), quotePiece(draft, wholeSentence(context, best.sentence.extract))];
  if (best.near === "told") draft.state(wording.saysYes(name, quote, "is so"));
  else {
    if (best.near !== "unplaced") {
      const words = readableWords(parsed.searchText.trim() === "" ? parsed.question : parsed.searchText, context.language);
      const parts = wording.noMention(ownerPieces(context, [owner]), { kind: "echo", text: words });
      draft.state(parts);
      draft.limit("missing", parts);
    }
    draft.state(wording.existsQuote(name, quote));
  }
  discloseSlots(context, draft);
  return draft.finish({ status: best.near === "told" ? "answered" : best.near === "unplaced" ? "partial" : "not_found", settled: true });
}

/** A number of that very prize: 一等奖数 of the level. */
function countsPrize({ indicator, population }: Figure, { grade, level }: Prize): boolean {
  const own = population === null ? null : levelSpan(population);
  return own !== null && isSameLevels(own, level) && `${indicator.name}${indicator.words}`.replaceAll("牌", "奖").includes(grade);
}

/** A sentence that names nobody speaks of those whom its headings name: 技能竞赛 below 学生发展. */
function isOfOthers(question: string, { words, extract }: ReadSentence): boolean {
  return !/学生|同学|选手|教师|老师/.test(words) && otherSideTest(question)(foldText(extract.passage.sectionPath.join("")));
}

const ORDER: readonly Nearness[] = ["told", "unplaced", "same level", "other"];

/** Whether a sentence holds what else the question names: 汽修 beside 全国一等奖. */
function holdsRest({ evidence }: ComposeContext, words: string): boolean {
  const rest = evidence.topics.filter(
    (group) => !isGeneric(group) && !isEverywhere(group) && !isCommon(group) && !group.words.some((word) => OF_WINNING.test(word)),
  );
  return rest.every((group) => holdsGroup(words, group) === 1);
}
