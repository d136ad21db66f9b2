import type { Figure } from "../../domain/figure.ts";
import type { Comparator, Threshold } from "../../domain/question.ts";
import { compareDecimals, multiplyDecimals } from "../../text/decimal.ts";
import { parseNumeral } from "../../text/numerals.ts";
import { conversionFor, isInUnit } from "../conversions.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import type { Part } from "../parts.ts";
import type { Interval } from "./comparability.ts";

export type Verdict = "yes" | "no" | "undecided";
/** What a limit is made of, wherever in the question it stood. */
export type Limits = Pick<Threshold, "comparator" | "value" | "unit" | "upTo">;

/** Whether every value that the figure may stand for meets the condition, none does, or it stays open. */
export function meets(interval: Interval, comparator: Comparator, bound: string): Verdict {
  const low = compareDecimals(interval.low, bound);
  const high = interval.high === null ? 1 : compareDecimals(interval.high, bound);
  switch (comparator) {
    case ">":
      return low > 0 ? "yes" : high <= 0 ? "no" : "undecided";
    case ">=":
      return low >= 0 ? "yes" : high < 0 ? "no" : "undecided";
    case "<":
      return high < 0 ? "yes" : low >= 0 ? "no" : "undecided";
    case "<=":
      return high <= 0 ? "yes" : low > 0 ? "no" : "undecided";
    case "=":
      return low === 0 && high === 0 ? "yes" : low > 0 || high < 0 ? "no" : "undecided";
  }
}

/** Both ends of a range: one that is missed settles it. */
function meetsAll(interval: Interval, limits: Limits): Verdict {
  const verdicts = [meets(interval, limits.comparator, limits.value)];
  if (limits.upTo !== undefined) verdicts.push(meets(interval, limits.upTo.comparator, limits.upTo.value));
  return verdicts.includes("no") ? "no" : verdicts.includes("undecided") ? "undecided" : "yes";
}

/** The same for values in `unit`, where that is another than the limit's own and the two convert: both sides are brought to whole factors, so nothing is rounded. */
export function meetsIn(interval: Interval, unit: string, limits: Limits): Verdict {
  const conversion = isInUnit(unit, limits.unit) ? null : conversionFor(unit, limits.unit);
  if (conversion === null) return meetsAll(interval, limits);
  const times = (value: string): string => multiplyDecimals(value, conversion.numerator);
  const bound = (value: string): string => multiplyDecimals(value, conversion.denominator);
  return meetsAll(
    { low: times(interval.low), high: interval.high === null ? null : times(interval.high) },
    {
      ...limits,
      value: bound(limits.value),
      ...(limits.upTo === undefined ? {} : { upTo: { comparator: limits.upTo.comparator, value: bound(limits.upTo.value) } }),
    },
  );
}

/** Whether a limit in `asked` can be put to a figure in `unit`. */
export function takesLimit(unit: string, asked: string): boolean {
  return isInUnit(unit, asked) || conversionFor(unit, asked) !== null;
}

/** Tells a figure in the limit's unit, where it is printed in another. */
export function tellInUnit(context: ComposeContext, draft: DraftBuilder, figure: Figure, asked: string): void {
  const conversion = isInUnit(figure.unit, asked) ? null : conversionFor(figure.unit, asked);
  if (conversion === null) return;
  const shown = draft.printed(figure);
  const { numerator, denominator } = conversion;
  const formula = { op: "convert", numerator, denominator, unit: asked } as const;
  const made = draft.derive(
    { owner: shown.owner, label: shown.label, formula, operands: [shown], unit: asked, quantityKind: figure.kind, period: figure.period },
    "last",
  );
  if (made === null) return;
  const parts = context.wording.converted({ kind: "formula", figure: made });
  draft.state(parts);
  draft.limit("converted", parts);
}

/** The condition in words, its bounds in the question's own digits with their unit; as typed where it is written in words. */
export function conditionOf(context: ComposeContext, threshold: Threshold): readonly Part[] {
  const { wording } = context;
  if (threshold.upTo === undefined) return wording.condition(threshold.comparator, boundPiece(context, threshold, threshold.value));
  const [low, high] = [boundPiece(context, threshold, threshold.value), boundPiece(context, threshold, threshold.upTo.value)];
  // Where one end cannot be echoed in digits, the whole limit stands as it was typed.
  return low.kind === "echo" && high.kind === "echo" && low.text === high.text
    ? wording.conditionAsTyped(low)
    : wording.conditionBetween(threshold.comparator, low, threshold.upTo.comparator, high);
}

const WRITTEN = /\d[\d,]*(?:\.\d+)?(?: ?[十百千万亿]+)?|[一二两三四五六七八九十百千万亿]+/g;

/** 九成八, 一半: shares that are said without a number of their own. */
const SPOKEN = /[一二三四五六七八九]成[一二三四五六七八九]?|一半|半数|half/i;

/** The bound as it was typed, without the words of the comparison around it. */
function boundPiece({ parsed, language }: ComposeContext, threshold: Threshold, value: string): Part & { readonly kind: "echo" } {
  const typed = parsed.question.slice(threshold.mention.start, threshold.mention.end);
  const numbers = typed.match(WRITTEN) ?? [];
  const own = numbers.find((one) => parseNumeral(one.replace(" ", "")) === value);
  const unit = language === "zh" || threshold.unit === "%" ? threshold.unit : "";
  if (own !== undefined) return { kind: "echo", text: `${own}${unit}` };
  const spoken = SPOKEN.exec(typed)?.[0] ?? (typed.endsWith("半") ? "一半" : undefined);
  if (spoken !== undefined) return { kind: "echo", text: spoken };
  return { kind: "echo", text: parsed.question.includes(value) ? `${value}${unit}` : typed };
}
