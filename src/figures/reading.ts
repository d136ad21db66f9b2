import type { Aspect, QuantityKind } from "../domain/figure.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { AliasMatch } from "../lexicon/alias-index.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { PeriodMention } from "../text/periods.ts";
import type { Quantity } from "../text/quantities.ts";
import type { SentenceView } from "./sentence-view.ts";

/** What one number was taken to mean, and by which rule. */
export interface Reading {
  readonly rule: string;
  readonly confidence: number;
  readonly indicator: Indicator | null;
  /** The words of the sentence that name it. */
  readonly words: string;
  /** Where the words that name it start (block offsets): what stands before decides subject and population. */
  readonly headStart: number;
  readonly population: string | null;
  readonly denominator: string | null;
  readonly aspect: Aspect | null;
  readonly basis: string | null;
  readonly subject: string | null;
  /** The period that belongs to this number of a list (2019年、2020年招生分别为…); without it the sentence's holds. */
  readonly period?: PeriodMention;
}

/** What a rule sees: the sentence, which quantity, and what the earlier quantities of the sentence were read as. */
export interface ReadingContext {
  readonly lexicon: Lexicon;
  readonly view: SentenceView;
  readonly index: number;
  readonly quantity: Quantity;
  readonly earlier: readonly (Reading | null)[];
  /** What the sentence before told, in the same paragraph, in order: a change or a part often stands alone (录取率94%。比上年增加2个百分点。). */
  readonly before: readonly Told[];
}

/** A number that was read, and as what. */
export interface Told {
  readonly quantity: Quantity;
  readonly reading: Reading | null;
  /** Whom it was told of, when not the owner. */
  readonly subject: string | null;
}

/** A rule proposes a reading or passes. */
export interface ReadingRule {
  readonly name: string;
  readonly read: (context: ReadingContext) => Omit<Reading, "rule"> | null;
}

export const NO_SCOPE = { population: null, denominator: null, aspect: null, basis: null, subject: null } as const;

/** Whether a number with this unit can be a value of `indicator`. A bare number fits a ratio or a score; a bare number with 万/亿 fits an amount. */
export function unitFits(indicator: Indicator, quantity: Quantity): boolean {
  if (quantity.unit === "") {
    if (quantity.scaled) return indicator.kind === "amount" || indicator.units.includes("");
    // 生均工位数0.64: the unit of an average is often left out.
    return (
      (indicator.kind === "average" && quantity.value.includes(".")) || indicator.kind === "ratio" || indicator.kind === "score" || indicator.units.includes("")
    );
  }
  // 培训收入286.5万元 is nobody's pay of a month.
  if (indicator.unit === MONTHLY_PAY && quantity.scaled && quantity.value.replace(/\..*$/, "").length >= 6) return false;
  return indicator.units.includes(quantity.unit);
}

const MONTHLY_PAY = "元/月";

/** The entry that the alias names and the number's unit fits; for a share, the share of the alias's family will do ("双师型教师…50.6%"). */
export function entryFor(lexicon: Lexicon, alias: AliasMatch, quantity: Quantity, options?: { readonly family: boolean }): Indicator | null {
  const named = alias.indicatorIds.map((id) => lexicon.indicator(id)).filter((entry) => entry !== undefined);
  const direct = named.find((entry) => unitFits(entry, quantity));
  if (direct !== undefined || options?.family !== true) return direct ?? null;
  for (const entry of named) {
    const relative = lexicon.family(entry.family).find((other) => other.id !== entry.id && unitFits(other, quantity));
    if (relative !== undefined) return relative;
  }
  return null;
}

/** The kind a figure has: its indicator's word counts for a bare number, the unit's otherwise. */
export function figureKind(indicator: Indicator | null, quantity: Quantity): QuantityKind {
  if (indicator === null) return quantity.kind;
  if (quantity.unit === "" || indicator.kind === "average" || indicator.kind === "ratio") return indicator.kind;
  return quantity.kind === "count" && indicator.kind === "share" ? quantity.kind : indicator.kind;
}

/** The unit of the value: a bare ratio takes the entry's, a bare 万 is money, and 元 of a monthly wage is 元/月. */
export function canonicalUnit(reading: Pick<Reading, "indicator">, quantity: Pick<Quantity, "unit" | "scaled">): string {
  const expected = reading.indicator?.unit;
  if (quantity.unit === "") return quantity.scaled ? "元" : (expected ?? "");
  // 册/生 of an average that is told in 册: what it is an average over, the entry says.
  if (reading.indicator?.kind === "average" && expected !== undefined && quantity.unit.startsWith(`${expected}/`)) return expected;
  return expected?.startsWith(`${quantity.unit}/`) === true ? expected : quantity.unit;
}
