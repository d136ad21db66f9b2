import type { QuantityKind } from "../domain/figure.ts";
import type { AskedIndicator, ParsedQuestion } from "../domain/question.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { severalAsks } from "./asks.ts";
import { askedIndicators } from "./figures/measures.ts";
import { expectAnswer } from "./said/expected-answer.ts";

/** A question about several parts, or about a school beside a region, as one question for each; any other as it is. */
export function partsAsked(parsed: ParsedQuestion): readonly ParsedQuestion[] {
  if (parsed.populations !== undefined) return parsed.populations.map((population) => ({ ...parsed, population }));
  if (parsed.subjects !== undefined) return parsed.subjects.map((subject) => ({ ...parsed, subject }));
  if (parsed.regionAsked !== undefined) return [{ ...parsed, subject: parsed.regionAsked, owners: { certainty: "missing" } }];
  if (parsed.regionBeside !== undefined && parsed.subject === null) return [parsed, { ...parsed, subject: parsed.regionBeside }];
  return [parsed];
}

/** What is asked about; 有没有无人机 asks for no number, yet one tells that there are some. */
export function askedThings(parsed: ParsedQuestion, lexicon: Lexicon): readonly AskedIndicator[] {
  const asked = askedIndicators(parsed);
  const words = parsed.searchText.trim();
  if (asked.length > 0 || words === "" || parsed.indicators.certainty === "ambiguous") return asked;
  const expected = expectAnswer(parsed.question, words, lexicon.units);
  // 多少座位 is never answered in 册.
  const unit = parsed.wantedUnit ?? expected.unit ?? (expected.counted ? (expected.usual[0] ?? null) : null);
  const asksNumber = parsed.intent === "lookup" && unit !== null && parsed.outOfScope === null;
  return parsed.intent === "exists" || asksNumber ? [{ kind: "open", words, unit }] : asked;
}

const NAMED_BY_KIND: Readonly<Partial<Record<QuantityKind, string>>> = { area: "面积", amount: "费用", share: "占比" };

/** 新实训楼有多大，要花多少钱: one thing of no entry that is asked for in several kinds of number is as many things. */
export function apartByKind(asked: readonly AskedIndicator[], parsed: ParsedQuestion, lexicon: Lexicon): readonly AskedIndicator[] {
  const [only, ...others] = asked;
  if (only?.kind !== "open" || others.length > 0 || parsed.intent !== "lookup") return asked;
  const asks = severalAsks(parsed.question, lexicon.units);
  return asks.length === 0
    ? asked
    : asks.map(({ kind, unit }) => ({ kind: "open", words: `${only.words}${NAMED_BY_KIND[kind ?? "count"] ?? ""}`, unit, apart: { kind, thing: only.words } }));
}
