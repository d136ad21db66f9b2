import type { Figure } from "../../domain/figure.ts";
import { foldText } from "../../text/fold.ts";
import { sharesPair } from "../../text/pairs.ts";
import type { ComposeContext } from "../draft.ts";

/** A number of one digit stands in too many places. */
const LEAST_DIGITS = 2;

/** The numbers that a question gives, as it writes them. */
export function numbersOf({ parsed }: Pick<ComposeContext, "parsed">): ReadonlySet<string> {
  return new Set(foldText(parsed.question).match(/\d+(?:\.\d+)?/g) ?? []);
}

/**
 * Figures whose printed number the question gives, and whose sentence shares a word with it: 前面说23891万后面说2.38亿. Of several with one
 * number those whose sentence holds most of the question's numbers.
 */
export function claimedFigures(context: Pick<ComposeContext, "parsed" | "evidence">, figures: readonly Figure[]): readonly Figure[] {
  const numbers = numbersOf(context);
  const held = figures.filter((figure) => {
    const written = writtenNumber(figure);
    return written.length >= LEAST_DIGITS && numbers.has(written) && isSpokenOf(context, figure);
  });
  const strengthOf = ({ source }: Figure): number =>
    new Set(held.filter((other) => other.source.context.start === source.context.start).map(writtenNumber)).size;
  return held.filter((figure) => held.every((other) => writtenNumber(other) !== writtenNumber(figure) || strengthOf(other) <= strengthOf(figure)));
}

const writtenNumber = ({ source }: Figure): string => /\d+(?:\.\d+)?/.exec(foldText(source.raw))?.[0] ?? "";

/** Whether a Chinese word of the question stands in the figure's name or sentence. */
function isSpokenOf({ parsed, evidence }: Pick<ComposeContext, "parsed" | "evidence">, { source, reportId, indicator }: Figure): boolean {
  const said = `${indicator.words} ${foldText(evidence.readText(reportId).slice(source.context.start, source.context.end))}`;
  return (foldText(parsed.question).match(/[\u4e00-\u9fff]{2,}/g) ?? []).some((words) => sharesPair(words, said));
}
