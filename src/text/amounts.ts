import type { Qualifier, QuantityKind } from "../domain/figure.ts";
import type { Span } from "../domain/span.ts";
import { type Bare, RANGE_MARK, readForm } from "./amount-forms.ts";
import { type Part, readPart } from "./amount-parts.ts";
import { compareDecimals, scaleDecimal } from "./decimal.ts";
import { parseNumeral } from "./numerals.ts";
import { readPrefix, readSuffix } from "./qualifiers.ts";
import type { UnitTable } from "./units.ts";

/** A number as written, with unit and words of vagueness, before it is judged whether it measures anything. */
export interface Amount extends Span {
  /** Digits with their scale word, without 余/多, unit and qualifiers. */
  readonly numeral: Span;
  readonly value: string;
  readonly valueTo: string | null;
  readonly unit: string;
  readonly unitSpan: Span;
  readonly kind: QuantityKind;
  readonly qualifier: Qualifier;
  readonly scaled: boolean;
  readonly script: "arabic" | "chinese";
}

/** 近3000余人 says about and over at once: the weaker word holds. */
function mergeQualifiers(words: readonly (Qualifier | null)[]): Qualifier {
  const said = words.filter((word) => word !== null);
  if (said.includes("about")) return "about";
  return said[0] ?? "exact";
}

function withQualifiers(text: string, bare: Bare): Amount {
  const beforePlaceWord = /[百千万亿]/.test(text[bare.start] ?? "");
  const before = readPrefix(text, bare.start, beforePlaceWord);
  const after = bare.unit !== "" || bare.scaled || /\d/.test(text[bare.end - 1] ?? "") ? readSuffix(text, bare.end) : null;
  const suffix = after !== null && after.qualifier === "over" && text[bare.end] === "+" && bare.unit === "" ? null : after;
  const { numeral, value, valueTo, unit, unitSpan, kind, scaled, script } = bare;
  return {
    start: before?.start ?? bare.start,
    end: suffix?.end ?? bare.end,
    numeral,
    value,
    valueTo: valueTo ?? null,
    unit,
    unitSpan,
    kind,
    qualifier: valueTo === undefined ? mergeQualifiers([before?.qualifier ?? null, suffix?.qualifier ?? null, bare.vague]) : "range",
    scaled,
    script,
  };
}

const scaleOf = (part: Part): string => scaleDecimal(part.value, part.power);

/** 三五名, 两三个: two neighbouring numbers said at once are a range. */
function readNeighbours(text: string, part: Part): Bare | null {
  const spelled = text.slice(part.numeral.start, part.numeral.end);
  if (part.script !== "chinese" || part.unit === "" || !/^[一二两三四五六七八九]{2}$/.test(spelled)) return null;
  const [from, to] = [parseNumeral(spelled[0] ?? ""), parseNumeral(spelled[1] ?? "")];
  if (from === null || to === null || compareDecimals(from, to) >= 0) return null;
  return { ...part, value: from, valueTo: to };
}

function readRange(text: string, first: Part, units: UnitTable): Bare | null {
  RANGE_MARK.lastIndex = first.end;
  const mark = RANGE_MARK.exec(text);
  if (mark === null || first.vague !== null) return null;
  const markEnd = first.end + mark[0].length;
  const second = text[markEnd] === "-" ? null : readPart(text, markEnd, units);
  if (second === null || second.script !== first.script) return null;
  // A cell may hold a range whose unit stands in the column's head.
  const alone = first.start === 0 && second.end === text.length;
  if (second.unit === "" && !alone) return null;
  if (first.unit !== "" && first.unit !== second.unit) return null;
  // 由30人到40人 tells of a change: two numbers; 从8个月到10个月不等 of none.
  const changes = first.unit !== "" && /[从由自]$/.test(text.slice(Math.max(0, first.start - 1), first.start));
  if (changes && !/^(?:不等|之间)/.test(text.slice(second.end, second.end + 2))) return null;
  // 3-5万元: the scale word stands once for both.
  const from = first.unit === "" && first.power === 0 ? scaleDecimal(first.value, second.power) : scaleOf(first);
  const to = scaleOf(second);
  if (compareDecimals(from, to) >= 0) return null;
  return {
    start: first.start,
    end: second.end,
    numeral: { start: first.start, end: second.numeral.end },
    value: from,
    valueTo: to,
    unit: second.unit,
    unitSpan: second.unitSpan,
    kind: second.kind,
    vague: null,
    scaled: first.scaled || second.scaled,
    script: first.script,
  };
}

/** The amount whose number starts at `start` of folded text, qualifiers before it included; null where no number starts. */
export function readAmount(text: string, start: number, units: UnitTable): Amount | null {
  const special = readForm(text, start);
  if (special !== null) return withQualifiers(text, special);
  const part = readPart(text, start, units);
  if (part === null) return null;
  const bare = readRange(text, part, units) ?? readNeighbours(text, part) ?? { ...part, value: scaleOf(part) };
  const priced =
    text[start - 1] === "¥" && bare.unit === ""
      ? { ...bare, start: start - 1, unit: "元", unitSpan: { start: start - 1, end: start }, kind: "amount" as const }
      : bare;
  return withQualifiers(text, priced);
}
