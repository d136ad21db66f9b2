import type { Passage } from "../../domain/report.ts";
import { foldText } from "../../text/fold.ts";
import { parseNumeral } from "../../text/numerals.ts";
import { trimSpan } from "../citations.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots } from "../pieces.ts";
import { type Extract, type ReadSentence, readSentences, tellExtracts, wholeSentence } from "./extracts.ts";

const NUMBER = "[一二两三四五六七八九十]|\\d{1,2}";
const MEASURE = "[个大条项类种层级支面线]";
/** 五条走廊都是什么主题, 四个自导是哪四个, 三个维度指什么: a thing called by its number of parts, and which these are. */
const ASKED = new RegExp(
  `(${NUMBER})(${MEASURE})([\\u4e00-\\u9fff]{2,8}?)(?:具体|到底|究竟|分别|都|各自?|又)*(?:是|指|叫|有|包括|包含|含|讲)(?:的是)?(?:什么|啥|哪(?!所|里|年|天))`,
);
/** 平阳是哪四个自导 */
const WHICH = new RegExp(`哪(${NUMBER})(${MEASURE})([\\u4e00-\\u9fff]{2,8}?)(?:吗|呢|[?？]|$)`);
const COUNTED = /多少|几|人数|比例|率/;
/** 五条走廊：才艺、…: its parts stand right behind the name. */
const TOLD_BEHIND = '[”"』」》]?(?:[:：]|[，,]?(?:分别|具体|依次)?(?:[是为指即]|包括|包含|分为)(?:的是)?[:：]?)';
/** Two parts at least, or a name in quotation marks. */
const PARTS = /^[^。；;]{1,24}[、，,；;][^。]|^[“"][^”"]{2,}|^$/;

/**
 * The sentence in which a report tells the parts of what it calls by their number; null where the question asks for none, or where no report tells them.
 */
export function composeNumberedGroup(context: ComposeContext): Draft | null {
  const question = foldText(context.parsed.question).replace(/\s+/g, "");
  const [, number = "", measure = "", thing = ""] = ASKED.exec(question) ?? WHICH.exec(question) ?? [];
  if (thing === "" || COUNTED.test(thing) || context.evidence.owners.length !== 1) return null;
  const told = new RegExp(`(?:${sameNumber(number)})${measure}?${thing}${TOLD_BEHIND}`);
  const found = context.evidence.wholeReports
    .flatMap((passage) => [...headingsOf(context, passage), ...readSentences(context, passage)])
    .flatMap(({ extract, words }) => {
      const match = told.exec(words);
      const behind = match === null ? "" : words.slice(match.index + match[0].length);
      return match !== null && PARTS.test(behind) ? [{ extract, behind }] : [];
    });
  const best = found.find(({ behind }) => behind !== "") ?? found[0];
  if (best === undefined) return null;
  const draft = createDraft(context);
  const explained = ONE_NAME.test(best.behind) ? explainedBelow(context, best.extract) : [];
  tellExtracts(context, draft, [wholeSentence(context, best.extract), ...explained]);
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** 四个自导：“四自四导”: the sentences under it say what that is. */
const ONE_NAME = /^"[^"]{2,12}"[。.]?$/;
const EXPLAINS = /即|是指|指的是|就是/;
const MOST_EXPLAINED = 3;

function explainedBelow(context: ComposeContext, { passage, parts }: Extract): readonly Extract[] {
  const start = parts[0]?.start ?? 0;
  const path = context.evidence.catalogue.reportsById.get(passage.reportId)?.sections.find(({ heading }) => heading?.start === start)?.path ?? null;
  return context.evidence.wholeReports
    .filter(({ reportId, sectionPath }) => path !== null && reportId === passage.reportId && path.every((name, level) => sectionPath[level] === name))
    .flatMap((below) => readSentences(context, below))
    .filter(({ words }) => EXPLAINS.test(words))
    .slice(0, MOST_EXPLAINED)
    .map(({ extract }) => extract);
}

/** The headings above a passage as sentences: 三、拓展三个维度：品德、技能、学业。 is often one. */
function headingsOf(context: ComposeContext, passage: Passage): readonly ReadSentence[] {
  const report = context.evidence.catalogue.reportsById.get(passage.reportId);
  if (report === undefined) return [];
  const text = context.evidence.readText(report.id);
  return report.sections.flatMap(({ heading, path }): ReadSentence[] => {
    if (heading === null || path.some((name, level) => passage.sectionPath[level] !== name)) return [];
    const span = trimSpan(text, heading);
    const words = foldText(text.slice(span.start, span.end)).replace(/\s+|\*\*/g, "");
    return [{ extract: { owner: report.owner, passage, parts: [span], joint: "" }, words }];
  });
}

/** 两 is 二, and either may be printed as 2. */
function sameNumber(number: string): string {
  const value = parseNumeral(number);
  const numerals = [..."一二三四五六七八九十"];
  const written = value === null ? number : (numerals[Number(value) - 1] ?? number);
  return [number, value ?? number, written, ...(value === "2" ? ["两"] : [])].join("|");
}
