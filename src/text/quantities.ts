import type { Qualifier, QuantityKind } from "../domain/figure.ts";
import type { Span } from "../domain/span.ts";
import { judgeAmount, toContext } from "./amount-judges.ts";
import { type Amount, readAmount } from "./amounts.ts";
import { findNumberMasks } from "./number-masks.ts";
import { isChineseNumeral, scanNumeral } from "./numerals.ts";
import type { UnitTable } from "./units.ts";

/** A number that measures something. The span covers number and unit with their words of vagueness, nothing else. */
export interface Quantity extends Span {
  /** The digits with 万/亿. */
  readonly numeral: Span;
  /** Decimal string, 万/亿 multiplied out; decimals as printed. */
  readonly value: string;
  readonly valueTo: string | null;
  /** Canonical id, "" when bare. */
  readonly unit: string;
  readonly unitSpan: Span;
  readonly kind: QuantityKind;
  readonly qualifier: Qualifier;
  /** 万 or 亿 was present. */
  readonly scaled: boolean;
}

/** A number that measures nothing (a year, a rank, a slogan), with the reason. */
export interface LeftOut extends Span {
  readonly reason: string;
}

interface DetectedQuantities {
  readonly quantities: readonly Quantity[];
  readonly leftOut: readonly LeftOut[];
}

const DIGIT = /\d/;
/** Reasons that speak of number and unit together; for the others only the number is left out and what follows is read on. */
const WITH_UNIT: ReadonlySet<string> = new Set(["ordinal", "per", "vague", "duration", "abstract", "set_phrase", "time"]);
/** A sign counts only where nothing stands before it that a dash could join to the number. */
const SIGNED = /(?:^|[\n:(（，为长幅率降达是|])$/;
/** How far apart the counts of one chain may stand: 一等奖一项、二等奖两项. */
const CHAIN_REACH = 24;

const HAS_NUMBER = /[\d一二三四五六七八九十百千万亿两〇零]/;

/** Where the number that starts at `index` ends, its sign included; null when none starts there. */
function findNumeralEnd(text: string, index: number): number | null {
  const character = text[index] ?? "";
  if (character === "-" && DIGIT.test(text[index + 1] ?? "") && SIGNED.test(text.slice(Math.max(0, index - 1), index)))
    return scanNumeral(text, index + 1)?.end ?? null;
  return DIGIT.test(character) || isChineseNumeral(character) ? (scanNumeral(text, index)?.end ?? null) : null;
}

/** Why the number at `index` is left out; null where it counts. No amount means that it is too long, or numerals that make no number. */
function judge(text: string, index: number, amount: Amount | null, limit: number): string | null {
  if (amount === null) return isChineseNumeral(text[index] ?? "") ? "set_phrase" : "identifier";
  return amount.end > limit ? "no_unit" : judgeAmount(toContext(text, amount));
}

function toQuantity({ script: _script, ...amount }: Amount): Quantity {
  return amount;
}

/** Units of things that are there to be counted; 每月一次 and 返校一天 tell how often and how long. */
const THINGS: ReadonlySet<string> = new Set(["个", "人", "项", "栋", "幢", "座", "间", "所", "家", "台", "套", "部", "门", "件", "辆", "支"]);
/** A character that can end the noun before its count; 其中一个, 这一批, 第一次, 有一家 and their like tell which one, or take a noun after. */
const NOUN_BEFORE = /[\u4e00-\u9fff](?<![第某每同各另任唯统这那哪前后上下首又是之中其作为的了在有成于到和与及从把给让被用以做当首])$/;

/** Takes back the "article" of 一 where it counts: beside another count with the same unit in the sentence, or after 共 and 仅. */
function isChained(text: string, amount: Amount, quantities: readonly Quantity[]): boolean {
  const before = text.slice(Math.max(0, amount.start - 2), amount.start);
  if (/(?:共|仅|仅有|共计|只有|合计)$/.test(before)) return true;
  if (/[每同各某另任唯统]$/.test(before)) return false;
  // 一名教师对应14名学生: one of them, told of each.
  if (/^[\u4e00-\u9fff]{1,6}(?:对应|负责|联系|带)/.test(text.slice(amount.end, amount.end + 10))) return false;
  // 停招专业一个，新建大楼一栋: right behind its noun and at the clause's end it can only count.
  if (THINGS.has(amount.unit) && NOUN_BEFORE.test(before) && /^(?:$|[，。、;)])/.test(text.slice(amount.end, amount.end + 1))) return true;
  return quantities.some((other) => {
    if (other.unit !== amount.unit) return false;
    const gap = other.start >= amount.end ? text.slice(amount.end, other.start) : text.slice(other.end, amount.start);
    return gap.length <= CHAIN_REACH && !/[。！？;\n]/.test(gap);
  });
}

/** Puts the articles that count back among the quantities. Only near neighbours are looked at, so the walk stays linear. */
function recoverChains(text: string, quantities: readonly Quantity[], articles: readonly Amount[]): Quantity[] {
  const recovered: Quantity[] = [];
  let first = 0;
  for (const amount of articles) {
    while (first < quantities.length && (quantities[first]?.end ?? 0) < amount.start - CHAIN_REACH) first += 1;
    const near: Quantity[] = [];
    for (let index = first; index < quantities.length; index += 1) {
      const quantity = quantities[index];
      if (quantity === undefined || quantity.start > amount.end + CHAIN_REACH) break;
      near.push(quantity);
    }
    if (isChained(text, amount, near)) recovered.push(toQuantity(amount));
  }
  return recovered;
}

/**
 * Every number of folded (or mapped) text, digits and Chinese numerals, either as a quantity or as left out with a reason; both lists in
 * order, nothing overlaps. "现有学生近3000人，其中“双师型”教师83人" → about 3000 人, 83 人; "第3名" → left out, "ordinal".
 */
export function detectQuantities(text: string, units: UnitTable): DetectedQuantities {
  const quantities: Quantity[] = [];
  const leftOut: LeftOut[] = [];
  const articles: Amount[] = [];
  const masks = findNumberMasks(text);
  let maskIndex = 0;
  let reached = 0;
  for (let index = 0; index < text.length; ) {
    const mask = masks[maskIndex];
    if (mask !== undefined && index >= mask.start) {
      if (HAS_NUMBER.test(text.slice(mask.start, mask.end))) leftOut.push(mask);
      maskIndex += 1;
      index = Math.max(index, mask.end);
      reached = index;
      continue;
    }
    const numeralEnd = findNumeralEnd(text, index);
    if (numeralEnd === null) {
      index += 1;
      continue;
    }
    const limit = mask?.start ?? text.length;
    const found = readAmount(text, index, units);
    // A word of vagueness that the number before has taken already is not taken twice.
    const amount = found !== null && found.start < reached ? { ...found, start: index } : found;
    const end = Math.min(limit, numeralEnd);
    const reason = judge(text, index, amount, limit);
    if (amount === null || (reason !== null && reason !== "article")) {
      leftOut.push({ start: index, end: amount !== null && WITH_UNIT.has(reason ?? "") ? amount.end : end, reason: reason ?? "set_phrase" });
      index = leftOut[leftOut.length - 1]?.end ?? end;
    } else {
      if (reason === null) quantities.push(toQuantity(amount));
      else articles.push(amount);
      index = amount.end;
    }
    reached = index;
  }
  const recovered = recoverChains(text, quantities, articles);
  const kept = new Set(recovered.map((quantity) => quantity.start));
  const rest = articles.filter((amount) => !kept.has(amount.start)).map(({ start, end }) => ({ start, end, reason: "article" }));
  const byStart = (a: Span, b: Span): number => a.start - b.start;
  return { quantities: [...quantities, ...recovered].sort(byStart), leftOut: [...leftOut, ...rest].sort(byStart) };
}
