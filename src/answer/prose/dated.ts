import { shareHeld } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, readSentences, wholeSentence } from "./extracts.ts";

/** 2020年5月30日, 5月30日, 2021年5月, as a question gives it: a year alone is the time of a whole report. */
const DAY = /(?:((?:19|20)\d{2})年)?(\d{1,2})月(?:份)?(?:(\d{1,2})[日号])?/;
const MOST_TOLD = 2;
/** What the words of one sentence lack beside the best one for it to be told too. */
const CLOSE = 0.3;

/** What was done on a day or in a month that the question names: the sentences with that very date, those that hold more of what is asked first; empty where no sentence has the date, null where the question names none, or only its year stands elsewhere. */
export function findDated(context: ComposeContext): readonly Extract[] | null {
  const { parsed, evidence } = context;
  const [date, year, month = "", day] = DAY.exec(foldText(parsed.question).replace(/\s+/g, "")) ?? [];
  if (date === undefined || (year === undefined && day === undefined) || Number(month) > 12 || evidence.wholeReports.length === 0) return null;
  const bare = `(?<!\\d)0?${Number(month)}月(?:份)?${day === undefined ? "" : `0?${Number(day)}日`}`;
  const [told, some] = [new RegExp(year === undefined ? bare : `${year}年${bare}`), new RegExp(bare)];
  const sentences = evidence.wholeReports.flatMap((passage) => readSentences(context, passage));
  // 10月，… may stand under the year of another sentence.
  if (!sentences.some(({ words }) => some.test(words))) return [];
  const found = sentences
    .filter(({ words }) => told.test(words))
    .map(({ extract, words }) => ({ extract, held: shareHeld(words, evidence.topics) }))
    .toSorted((a, b) => b.held - a.held);
  const best = found[0]?.held ?? 0;
  if (found.length === 0) return null;
  return found
    .filter(({ held }) => best - held < CLOSE)
    .slice(0, MOST_TOLD)
    .map(({ extract }) => wholeSentence(context, extract));
}
