import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import { foldText } from "../../text/fold.ts";
import { mapText } from "../../text/mapped-text.ts";

/** Characters after a number within which its name may stand. */
const TAIL = 24;

/** Figures without an entry whose name stands right after the number: 25.9万元助学金, 96.8%的就业率. They come back under the entry. */
export function namedAfter(
  figures: readonly Figure[],
  entries: readonly Indicator[],
  deps: { readonly lexicon: Lexicon; readonly readText: (id: ReportId) => string },
): readonly Figure[] {
  return figures.flatMap((figure): readonly Figure[] => {
    if (figure.indicator.id !== null || figure.subject !== null || figure.population !== null) return [];
    const fitting = entries.filter((entry) => entry.units.includes(figure.unit));
    if (fitting.length === 0) return [];
    const own = entryOfWords(figure, fitting, deps.lexicon);
    if (own !== undefined) return [underEntry(figure, own, figure.indicator.words)];
    const text = deps.readText(figure.reportId);
    const tail = mapText(text, [{ start: figure.source.end, end: Math.min(text.length, figure.source.end + TAIL, figure.source.context.end) }]).text;
    const start = tail.startsWith("的") ? 1 : 0;
    const match = deps.lexicon.aliases
      .find(tail, ["zh", "prose", "ask"])
      .find((found) => found.start === start && fitting.some((entry) => found.indicatorIds.includes(entry.id)));
    const entry = match === undefined ? undefined : fitting.find((candidate) => match.indicatorIds.includes(candidate.id));
    // 200名教师参加…: the name goes on as the subject of a sentence, not as what the number measures.
    if (match === undefined || entry === undefined || !/^(?:$|[中里内，。；、!?）)])/.test(tail.slice(match.end))) return [];
    return [underEntry(figure, entry, tail.slice(match.start, match.end))];
  });
}

/** Open words that are themselves a name of the entry, as prose has it: 拟招收900人. */
function entryOfWords(figure: Figure, fitting: readonly Indicator[], lexicon: Lexicon): Indicator | undefined {
  const words = foldText(figure.indicator.words);
  const whole = lexicon.aliases.find(words, ["zh", "prose"]).filter((match) => match.start === 0 && match.end === words.length);
  return fitting.find((entry) => whole.some((match) => match.indicatorIds.includes(entry.id)));
}

function underEntry(figure: Figure, entry: Indicator, words: string): Figure {
  return { ...figure, indicator: { id: entry.id, name: entry.zh, words }, denominator: figure.denominator ?? entry.denominator, rule: "named-after" };
}
