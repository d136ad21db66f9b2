import type { Language } from "../../domain/question.ts";

const GENERAL: Readonly<Record<Language, string>> = { zh: "所问的内容", en: "what was asked" };
const HAN = /[\u4e00-\u9fff]/;
/** Longer than any name of one thing: what is left of a whole sentence. */
const LONGEST = 13;
/** 智能电机实训中心投, 新学生公寓建: what is done with the thing, left over behind it. */
const VERB_BEHIND = /(?<=[\u4e00-\u9fff]{3})(?:[建装投拿获得花用加开办拨付招修买盖发给有到](?:好|成|完|了)?)+$/;
const WON = /(?<=[\u4e00-\u9fff])(?:获得|取得|拿到|拿|获|得)(?=[特一二三][、等]|奖|[金银铜][奖牌])/g;
const HAN_GAP = /(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])/g;

/** The words left of a question as they can be read out in a sentence; in general words where they are no name of a thing. */
export function readableWords(words: string, language: Language): string {
  const bare = words.trim();
  if (!HAN.test(bare)) return bare === "" ? GENERAL[language] : bare;
  const told = bare.replace(VERB_BEHIND, "").replace(WON, "的").replace(HAN_GAP, "、");
  return told.length > LONGEST || told.split("、").some((one) => one.length < 2) ? GENERAL[language] : told;
}
