import type { Comparator } from "../domain/question.ts";
import { parseNumeral } from "../text/numerals.ts";
import { type Draft, traced } from "./draft.ts";
import { hasCue } from "./reading.ts";

const ASKS_SCHOOLS = ["ref_all", "which_schools", "count_schools"] as const;
const COUNT = "((?<!\\d)\\d|[一两二三四五六七八九十多]|好几)个?(?:学年|年度|年)";
const CHINESE = new RegExp(
  `(?:(只|仅|超过|不止|至少|不少于)?有?|收录了?)${COUNT}(?:以上|及以上|或以上)?(?:的|份)?(?:连续)?(?:质量)?(?:年度)?(?:报告|年报)|报告了?(只|仅|超过|至少)?有?${COUNT}`,
);
const ENGLISH_COUNT = "(one|two|three|four|five|six|\\d|several|multiple|many)";
const ENGLISH_BOUND = "(only|just|exactly|more than|over|at least)? ?";
const ENGLISH = new RegExp(
  `${ENGLISH_BOUND}${ENGLISH_COUNT} (?:(?:school |academic )?years?'? (?:of )?)?(?:\\w+ )?reports?|reports? (?:for|of|from|covering) ${ENGLISH_BOUND}${ENGLISH_COUNT} (?:school |academic )?(?:years?|reports?)`,
);
const WORDS: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6 };
const MANY = /^(?:多|好几|several|multiple|many)$/;
const ONLY = /^(?:只|仅|only|just|exactly)/;
const MORE = /^(?:超过|不止|more than|over)$/;

/** 哪几所学校有三年的报告, "schools with reports for several years": how many years an owner's reports must cover. */
export function concludeReportYears(draft: Draft): Draft {
  if (draft.intent !== "coverage" || !hasCue(draft.found, ...ASKS_SCHOOLS)) return draft;
  const { text } = draft.reading;
  const chinese = CHINESE.exec(text)?.slice(1) ?? [];
  const english = ENGLISH.exec(text)?.slice(1) ?? [];
  const written = chinese[1] ?? chinese[3] ?? english[1] ?? english[3];
  if (written === undefined) return draft;
  const bound = chinese[0] ?? chinese[2] ?? english[0] ?? english[2] ?? "";
  const isMany = MANY.test(written);
  const count = isMany ? 2 : (WORDS[written] ?? Number(parseNumeral(written) ?? Number.NaN));
  if (!Number.isInteger(count)) return draft;
  const comparator: Comparator = ONLY.test(bound) ? "=" : MORE.test(bound) && !isMany ? ">" : ">=";
  // The years are those that are held, and no period is asked about.
  const reportYears = { comparator, count, written: isMany ? null : written };
  return { ...draft, reportYears, period: { certainty: "missing" }, trace: traced(draft, "report_years") };
}
