import type { IndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Quantity } from "../text/quantities.ts";
import { unitFits } from "./reading.ts";
import { standsFree } from "./rules/head-before.ts";

/** An entry and what it was read from. */
export interface NamedEntry {
  /** Headers and labels that the name was read from. */
  readonly names: readonly string[];
  readonly words: string;
  readonly entry: Indicator;
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
  if (found.corner === "") return null;
  for (const name of [...found.headers, ...found.labels]) {
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

/** The first name that an entry covers whole, else one that it ends with; a bare number takes any entry. */
export function indicatorOf(names: readonly string[], quantity: Quantity, lexicon: Lexicon): NamedEntry | null {
  // 国家奖学金 under 资助金额: money of what the label counts is not the money of all.
  const counted =
    quantity.kind === "amount" &&
    names.some((name) => name.length > 2 && lexicon.aliases.whole(name, ["zh"])?.indicatorIds.every((id) => lexicon.indicator(id)?.kind === "count") === true);
  if (counted) return null;
  for (const whole of [true, false])
    for (const name of names) {
      const entry = fittingEntry(name, quantity, lexicon, whole);
      if (entry !== undefined) return { names: [name], words: name, entry };
    }
  return null;
}

function fittingEntry(name: string, quantity: Quantity, lexicon: Lexicon, whole: boolean): Indicator | undefined {
  for (const alias of lexicon.aliases.find(name, ["zh", "prose"])) {
    if (whole ? alias.start !== 0 || alias.end !== name.length : alias.end !== name.length) continue;
    // 待就业: a short head inside another word is not that head.
    if (alias.from === "prose" && !standsFree(name.slice(0, alias.start))) continue;
    const entry = alias.indicatorIds
      .map((id) => lexicon.indicator(id))
      .find((found) => found !== undefined && (quantity.unit === "" || unitFits(found, quantity)));
    const relative = entry ?? alias.indicatorIds.flatMap((id) => shareOf(lexicon, id, quantity)).find((found) => found !== undefined);
    if (relative !== undefined) return relative;
  }
  return undefined;
}

/** Under 占比 the share of what the label counts. */
function shareOf(lexicon: Lexicon, id: IndicatorId, quantity: Quantity): Indicator[] {
  if (quantity.unit !== "%") return [];
  const named = lexicon.indicator(id);
  return named === undefined ? [] : lexicon.family(named.family).filter((entry) => unitFits(entry, quantity));
}
