import { detectPeriods } from "../text/periods.ts";
import { withoutMark } from "./table-outline.ts";

/** Headers that tell how the row's name is measured, or that it is the whole: they name nothing themselves. */
export const GENERIC =
  /^(?:数值|数量|数据|值|指标值|实际值|实际|目标|计划|本年|本年度|当年|合计|总计|小计|总数|人数|数|情况|结果|金额|占比|比例|比率|百分比|满意度|满意率|受助人数|受助学生数|完成|完成情况|完成值|完成数|全校|全院|学校|学院|我校|我院|本校|本院|备注|年份|年度|指标|项目|内容)$|^占.{0,10}(?:比例|比重|百分比|比)$/;
/** What stands beside a year in a header: 2021年实际, 2022年目标. */
const STATE_OF_YEAR = /^(?:实际|目标|计划|完成|预计|数|值|度|年|实际值|目标值|完成值|情况|预算|决算)$/;
/** 2021级 is a name and no time. */
const COHORT_NAME = /^(?:(?:19|20)\d{2}|\d{2})级/;

/** A header or label without what stands in brackets and without the mark of its place; what is one character long (国(境)外) is part of the name. */
export const withoutUnit = (text: string): string =>
  withoutMark(
    text
      .replace(/\((?:单位:?)?[^()]{2,8}\)|\([^()]{1,8}\)$/g, "")
      .replace(/\*/g, "")
      .trim(),
  ).trim();

/** The unit in a header's brackets (在校生(人)) or after 单位:. */
export const unitWord = (text: string): string =>
  /(?:^|\s)(?:.{0,8})(人次|人数|次数)$/.exec(text)?.[1]?.replace(/^(.)数$/, "$1") ??
  /\((?:单位:?)?([^()\d]{1,6})\)/.exec(text)?.[1] ??
  /单位:?\s*([^\s，。;()]{1,6})/.exec(text)?.[1] ??
  "";

/** A header or label without unit, number and year: 2021年实际 → "", （2）在校生数（人） → 在校生数. */
export function nameOf(text: string): string {
  const plain = withoutUnit(text);
  const period = periodsIn(plain)[0];
  if (period === undefined) return plain;
  const rest = (plain.slice(0, period.start) + plain.slice(period.end)).trim();
  return STATE_OF_YEAR.test(rest) ? "" : rest;
}

/** The periods that a header or label tells. */
export const periodsIn = (text: string): ReturnType<typeof detectPeriods> => (COHORT_NAME.test(text) ? [] : detectPeriods(text));
