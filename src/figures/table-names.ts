import type { IndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Quantity } from "../text/quantities.ts";
import { MEASURE_TAILS, POPULATION_WORDS } from "./cues.ts";
import { unitFits } from "./reading.ts";
import { standsFree } from "./rules/head-before.ts";
import { partName } from "./table-outline.ts";

/** An entry and what it was read from. */
export interface NamedEntry {
  /** Headers and labels that the name was read from. */
  readonly names: readonly string[];
  readonly words: string;
  readonly entry: Indicator;
  /** A sub-group that the name tells before the entry's own: 毕业三年内 in 毕业三年内毕业生满意度. */
  readonly before?: string;
}

/** Words of a header that ask for a kind of number of what the label names: 资助*人数*, 发放*金额*. */
const MEASURE_END = /(?:人数|人次|金额|资金|比例|占比|率|数量|面积)$/;

/** 待就业, 未升学: not what the table is about. */
const NEGATED = /^(?:未|待|非|无|不)/;

/**
 * Label and header together, either first: 国家助学金 under 受助人数, 食堂 under 满意度, 满意度 beside 食堂; or one of them with what the corner says
 * (高级 in a table of 职称).
 */
export function composedName(
  found: { readonly headers: readonly string[]; readonly labels: readonly string[]; readonly corner: string },
  quantity: Quantity,
  lexicon: Lexicon,
): NamedEntry | null {
  const composed = (words: string, names: readonly string[]): NamedEntry | null => {
    const entry = fittingEntry(words, quantity, lexicon, true);
    return entry === undefined ? null : { names, words, entry };
  };
  for (const label of found.labels)
    for (const header of found.headers) {
      const measure = MEASURE_END.exec(header)?.[0] ?? "";
      const named =
        composed(label + header, [label, header]) ??
        composed(header + label, [label, header]) ??
        (measure === "" ? null : composed(label + measure, [label, header]));
      if (named !== null) return named;
    }
  // 教师 over 双师型: the name of the group of columns behind that of the column.
  const [nearest, ...above] = found.headers;
  if (nearest !== undefined && fittingEntry(nearest, quantity, lexicon, true) === undefined)
    for (const group of above) {
      const named = composed(nearest + group, [nearest, group]) ?? composed(group + nearest, [nearest, group]);
      if (named !== null) return named;
    }
  // 职称 | 高级: the name of the group behind that of the row.
  for (const [at, group] of found.labels.entries())
    for (const label of found.labels.slice(at + 1)) {
      const named = composed(label + group, [label, group]);
      if (named !== null) return named;
    }
  if (found.corner === "") return null;
  for (const name of [...found.headers, ...found.labels]) {
    // 招生 under a corner that says 专业 is no kind of major.
    if (fittingEntry(name, quantity, lexicon, true) !== undefined) continue;
    const named = name === found.corner ? null : composed(name + found.corner, [name, found.corner]);
    if (named !== null) return named;
  }
  // 就业去向 | 人数: what the rows divide, and how it is counted.
  const measure = found.headers.find((header) => MEASURE_END.exec(header)?.[0] === header);
  if (found.labels.some((label) => NEGATED.test(label))) return null;
  for (const length of [4, 3, 2]) {
    const named = measure === undefined || found.corner.length <= length ? null : composed(found.corner.slice(0, length) + measure, found.headers);
    if (named !== null) return named;
  }
  return null;
}

/** 表1 满意度调查结果, with 食堂 in a row: the end of a name that the table's own name tells for all rows; the words alone where no entry has it. */
export function namedByCaption(
  caption: string,
  labels: readonly string[],
  quantity: Quantity,
  lexicon: Lexicon,
): { readonly words: string; readonly entry: NamedEntry | null } | null {
  const label = labels[labels.length - 1];
  if (label === undefined) return null;
  for (const tail of MEASURE_TAILS) {
    if (!caption.includes(tail) || label.includes(tail)) continue;
    const words = label + tail;
    const entry = quantity.unit === "" ? undefined : fittingEntry(words, quantity, lexicon, true);
    if (entry !== undefined) return { words, entry: { names: [label], words, entry } };
    if (RATE.test(tail)) return quantity.unit === "%" || quantity.unit === "分" ? { words, entry: null } : null;
  }
  return null;
}

const RATE = /[率度]$/;
/** What a table's name says after the name of what it tells. */
const CAPTION_END = /(?:人数)?(?:基本)?(?:一览|统计|情况|分布|对照|汇总|对比|明细|结果)*表?(?:如下|如下表(?:所示)?|见下表|如下所示)?:?$/;
const CAPTION_KIND = /(?:各|主要|分)(?:个)?(?:专业|系部?|部门|年级|校区|班级|学部|院系|学校|区县|县区|单位)[^，。；:]{0,8}$/;

/** 各专业就业率（%）: what a table of years or bare numbers is of, where its name says that it tells it of each. */
export function indicatorOfCaption(caption: string, quantity: Quantity, lexicon: Lexicon): NamedEntry | null {
  const core = caption
    .replace(/\([^()]*\)/g, "")
    .replace(/单位:.*$/, "")
    .trim();
  for (const name of new Set([core, core.replace(CAPTION_END, "")]))
    for (const alias of lexicon.aliases.find(name, ["zh", "prose"])) {
      if (alias.end !== name.length || !CAPTION_KIND.test(name.slice(0, alias.start))) continue;
      const entry = alias.indicatorIds
        .map((id) => lexicon.indicator(id))
        .find((found) => found !== undefined && quantity.unit !== "" && unitFits(found, quantity));
      if (entry !== undefined) return { names: [], words: name.slice(alias.start), entry };
    }
  return null;
}

/** The first name that an entry covers whole, else one that it ends with; a bare number takes any entry. */
export function indicatorOf(given: readonly string[], quantity: Quantity, lexicon: Lexicon): NamedEntry | null {
  // 占专任教师比例: of what the share is one, not what it is the share of.
  const names = given.filter((name) => !/^占.{1,12}(?:比例|比重|百分比|比)$/.test(name));
  // 国家奖学金 under 资助金额: money of what the label counts is not the money of all.
  const counted =
    quantity.kind === "amount" &&
    names.some((name) => name.length > 2 && lexicon.aliases.whole(name, ["zh"])?.indicatorIds.every((id) => lexicon.indicator(id)?.kind === "count") === true);
  if (counted) return null;
  for (const whole of [true, false])
    for (const name of names) {
      const found = fitting(name, quantity, lexicon, whole);
      if (found === undefined) continue;
      const before = partName(name.slice(0, found.start));
      return { names: [name], words: name, entry: found.entry, ...(POPULATION_WORDS.test(before) || FIELD.test(before) ? { before } : {}) };
    }
  return null;
}

/** 美育课 before 专任教师: those of one subject or department alone. */
const FIELD = /^(?!.*(?:公共|文化|专业|思想|思政)(?:基础|核心)?课$)[\u4e00-\u9fff]{2,8}(?:课|学科|专业|学部)$/;

const fittingEntry = (name: string, quantity: Quantity, lexicon: Lexicon, whole: boolean): Indicator | undefined =>
  fitting(name, quantity, lexicon, whole)?.entry;

/** The entry that a name ends with, or is as a whole, and where its own words begin. */
function fitting(name: string, quantity: Quantity, lexicon: Lexicon, whole: boolean): { readonly entry: Indicator; readonly start: number } | undefined {
  for (const alias of lexicon.aliases.find(name, ["zh", "prose"])) {
    if (whole ? alias.start !== 0 || alias.end !== name.length : alias.end !== name.length) continue;
    // 待就业: a short head inside another word is not that head.
    if (alias.from === "prose" && !standsFree(name.slice(0, alias.start))) continue;
    const entry = alias.indicatorIds
      .map((id) => lexicon.indicator(id))
      .find((found) => found !== undefined && (quantity.unit === "" ? found.kind !== "count" || !quantity.value.includes(".") : unitFits(found, quantity)));
    const relative = entry ?? alias.indicatorIds.flatMap((id) => shareOf(lexicon, id, quantity)).find((found) => found !== undefined);
    if (relative !== undefined) return { entry: relative, start: alias.start };
  }
  return undefined;
}

/** Under 占比 the share of what the label counts. */
function shareOf(lexicon: Lexicon, id: IndicatorId, quantity: Quantity): Indicator[] {
  if (quantity.unit !== "%") return [];
  const named = lexicon.indicator(id);
  return named === undefined ? [] : lexicon.family(named.family).filter((entry) => unitFits(entry, quantity));
}
