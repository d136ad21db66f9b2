import type { Figure, QuantityKind } from "../../domain/figure.ts";
import type { IndicatorId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import { compareDecimals, multiplyDecimals } from "../../text/decimal.ts";
import type { AskedMeasure } from "./measures.ts";

/** How one indicator follows from two others: the first top over (as `rest`: without) the first bottom that a report prints. From data/lexicon/relations.json. */
export interface QuotientRule {
  readonly result: IndicatorId;
  readonly kind: "share" | "average" | "ratio" | "rest";
  readonly tops: readonly IndicatorId[];
  readonly bottoms: readonly IndicatorId[];
  /** What the top takes in by its meaning: where a report prints more of it than the top is, that top is only a part. */
  readonly includes?: readonly IndicatorId[];
  /** The top is no part of the bottom: the share may pass a hundred. */
  readonly mayExceed?: boolean;
  /** The bottoms hold more than what the result is a share of, which is this; looked at only where that is not given. */
  readonly wanting?: IndicatorId;
}

/** Two printed figures of one report and time that a measure follows from. */
export interface Operands {
  readonly result: Indicator;
  /** `rest`: the top without the bottom, of their own kind. */
  readonly kind: QuantityKind | "rest";
  readonly top: Figure;
  readonly bottom: Figure;
  /** The whole of the result that the report does not give: `bottom` is another, which holds more. */
  readonly wanting?: Indicator;
}

/** The rules that give a measure: those of its entry and of the entries of its family that have the wanted kind, or `any` kind. */
export function rulesFor(rules: readonly QuotientRule[], measure: AskedMeasure, family: readonly Indicator[], any = false): readonly QuotientRule[] {
  const { entry } = measure;
  if (entry === null) return [];
  if (any) return rules.filter(({ result }) => result === entry.id || family.some(({ id }) => id === result));
  const wanted = [entry, ...family].filter(({ kind }) => kind === measure.kind).map(({ id }) => id);
  return rules.filter((rule) => (rule.kind === "rest" ? measure.kind === entry.kind : rule.kind === measure.kind) && wanted.includes(rule.result));
}

/**
 * The first pair that the figures hold, of one report: exact ones, else approximate ones where these may be used (whoever tells the result says
 * so). `figuresOf` gives an entry's direct figures, best first.
 */
export function findOperands(
  rules: readonly QuotientRule[],
  entryOf: (id: IndicatorId) => Indicator | undefined,
  figuresOf: (id: IndicatorId) => readonly Figure[],
  use: "exact" | "approximate" = "exact",
): Operands | null {
  const exact = findPair(rules, entryOf, figuresOf, isExact);
  return exact !== null || use === "exact" ? exact : findPair(rules, entryOf, figuresOf, isUsable);
}

function findPair(
  rules: readonly QuotientRule[],
  entryOf: (id: IndicatorId) => Indicator | undefined,
  figuresOf: (id: IndicatorId) => readonly Figure[],
  fits: (figure: Figure) => boolean,
): Operands | null {
  for (const rule of rules) {
    const result = entryOf(rule.result);
    if (result === undefined) continue;
    for (const topId of rule.tops) {
      const top = figuresOf(topId).find(fits);
      const bottom = top === undefined ? undefined : rule.bottoms.flatMap(figuresOf).find((figure) => fits(figure) && figure.reportId === top.reportId);
      const isPart = top !== undefined && bottom !== undefined && (!OF_WHOLE.has(rule.kind) || rule.mayExceed === true || !isMoreOf(rule, top, bottom));
      if (isPart && !(rule.includes ?? []).flatMap(figuresOf).some((figure) => exceeds(figure, top, bottom))) {
        const wanting = rule.wanting === undefined ? undefined : entryOf(rule.wanting);
        return { result, kind: rule.kind, top, bottom, ...(wanting === undefined ? {} : { wanting }) };
      }
    }
  }
  return null;
}

/** Kinds whose operands are a part and its whole. */
const OF_WHOLE: ReadonlySet<QuotientRule["kind"]> = new Set<QuotientRule["kind"]>(["share", "rest"]);

const isMoreOf = ({ kind }: QuotientRule, top: Figure, bottom: Figure): boolean => (kind === "rest" ? isMore(bottom, top) : isMore(top, bottom));

/** A part that is more than its whole is no part of it: the two count different things. */
const isMore = (top: Figure, bottom: Figure): boolean => top.unit === bottom.unit && compareDecimals(top.value, bottom.value) > 0;

/** 就业243人 beside 升学率78.9%: those employed cannot be fewer than those of them who went on to study. */
function exceeds(figure: Figure, top: Figure, bottom: Figure): boolean {
  if (figure.reportId !== top.reportId || figure.subject !== null || figure.aspect !== "actual") return false;
  return figure.unit === "%"
    ? compareDecimals(multiplyDecimals(figure.value, bottom.value), multiplyDecimals(top.value, "100")) > 0
    : figure.unit === top.unit && compareDecimals(figure.value, top.value) > 0;
}

function isExact(figure: Figure): boolean {
  return figure.qualifier === "exact" && !/^[0.]*$/.test(figure.value);
}

/** 近2100人, 约5200万元: near enough for a quotient that is told as approximate; 以上 and ranges are not. */
function isUsable(figure: Figure): boolean {
  return isExact(figure) || ((figure.qualifier === "about" || figure.qualifier === "over") && !/^[0.]*$/.test(figure.value));
}
