import setPhrases from "../../data/lexicon/set-phrases.json" with { type: "json" };
import type { Amount } from "./amounts.ts";
import { compareDecimals } from "./decimal.ts";

/** Where an amount stands: slices of fixed length only, so that judging costs the same everywhere. */
export interface AmountContext {
  readonly text: string;
  readonly amount: Amount;
  /** Up to WINDOW characters before the amount and after it. */
  readonly before: string;
  readonly after: string;
  readonly lineStart: boolean;
  /** The amount is all there is, as in a table cell. */
  readonly alone: boolean;
}

const CHINESE = /[\u4e00-\u9fff]/;
const LABEL = new RegExp(`(?:${setPhrases.labels.join("|")})$`);
const NOT_LABEL = new RegExp(`(?:${setPhrases.labelNotAfter.join("|")})$`);
/** Words after which a bare number is a measured one: 师生比13.37, 共58, 教师83. */
const MEASURED = /(?:[为是达有共计约近超逾率度数值均额量分占至到了等于设生师工员时]|比|:|：|=)$/;
const LARGE = "100";
const SMALL_LABEL = "30";

/** Why a number without a unit is left out; null when it is one that measures, or has a unit. */
export function judgeBareNumber(context: AmountContext): string | null {
  const { amount, before, after, lineStart, alone, text } = context;
  if (amount.unit !== "" || amount.scaled || amount.script === "chinese" || alone) return null;
  const digits = text.slice(amount.numeral.start, amount.numeral.end);
  if (digits.replaceAll(/\D/g, "").length >= 9 && !digits.includes(",")) return "identifier";
  if (/^年级|^级|^班(?!次|额)/.test(after) && !MEASURED.test(before)) return "class_name";
  if (/^年|^周年/.test(after)) return "duration";
  if (/^强/.test(after)) return "ordinal";
  if (/^页/.test(after) || /[….·]$/.test(before) || (/[-–—]\s?$/.test(before) && /^\s?[-–—]/.test(after))) return "label";
  if (/^[号楼路室线]/.test(after)) return "label";
  if (LABEL.test(before) && !NOT_LABEL.test(before)) return "label";
  if (/\d[-–—./:+×*~]$/.test(before) || /^[-–—/:+×*~]\d/.test(after)) return "label";
  if (/^\d+\.0$/.test(digits)) return "version";
  if (lineStart) return /^(?:\s?[a-z])/.test(after) ? null : "section_number";
  if (before.endsWith("(") && after.startsWith(")") && compareDecimals(amount.value, SMALL_LABEL) <= 0) return "list_number";
  if (MEASURED.test(before) || amount.qualifier !== "exact") return null;
  if (/^\s?[a-z]/.test(after) || /[a-z] $/.test(before)) return null;
  if (CHINESE.test(after[0] ?? "") || after.startsWith('"')) return compareDecimals(amount.value, LARGE) >= 0 && !digits.includes(".") ? null : "no_unit";
  return compareDecimals(amount.value, SMALL_LABEL) > 0 ? null : "label";
}
