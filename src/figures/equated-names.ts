import type { Figure } from "../domain/figure.ts";
import { toFigureId } from "../domain/ids.ts";
import type { Report } from "../domain/report.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldText } from "../text/fold.ts";

/** 一体化教师（即通常所说的“双师型”教师）: one thing under two names. */
const EQUATED =
  /([\u4e00-\u9fffA-Za-z+“”"]{2,14})[(（](?:即|也就是|亦即|又称|也称|亦称|也叫|俗称|简称|相当于)(?:通常所说的|通常说的|平时所说的|所谓的?|人们常说的|文件中的|国家标准中的)?([\u4e00-\u9fffA-Za-z+“”"]{2,14})[)）]/g;
const LONGEST = 200_000;

/**
 * A report that says that one name is another gives what it tells under the one under the other as well, unless it tells that itself. The second figure has
 * the ordinal 1 of the same number. Pure; linear.
 */
export function withEquatedNames(figures: readonly Figure[], report: Report, lexicon: Lexicon): readonly Figure[] {
  const pairs = pairsOf(foldText(report.text.slice(0, LONGEST)), lexicon);
  if (pairs.length === 0) return figures;
  const told = new Set(figures.map(({ indicator }) => indicator.id));
  return figures.flatMap((figure) => {
    const id = figure.indicator.id;
    const family = id === null ? undefined : lexicon.indicator(id)?.family;
    const pair = pairs.find(([first, second]) => family !== undefined && (first === family || second === family));
    if (pair === undefined) return [figure];
    const other = lexicon.family(pair[0] === family ? pair[1] : pair[0]).find((entry) => entry.kind === figure.kind && entry.units.includes(figure.unit));
    if (other === undefined || told.has(other.id)) return [figure];
    const ordinal = 1;
    return [
      figure,
      {
        ...figure,
        id: toFigureId(report.id, figure.source.start, ordinal),
        indicator: { ...figure.indicator, id: other.id, name: other.zh },
        rule: "equated",
        confidence: Math.min(figure.confidence, 0.8),
      },
    ];
  });
}

/** Families of the entries whose names the report equates. */
function pairsOf(text: string, lexicon: Lexicon): readonly (readonly [string, string])[] {
  return [...text.matchAll(EQUATED)].flatMap(([, first = "", second = ""]) => {
    const [one, other] = [familyAtEnd(first, lexicon), familyAtEnd(second, lexicon)];
    return one === undefined || other === undefined || one === other ? [] : [[one, other] as const];
  });
}

/** The family of the longest name that the words end in. */
function familyAtEnd(written: string, lexicon: Lexicon): string | undefined {
  const words = written.replace(/["“”]/g, "");
  const [match] = lexicon.aliases
    .find(words, ["zh"])
    .filter(({ end }) => end === words.length)
    .sort((a, b) => a.start - b.start);
  return match?.indicatorIds.map((id) => lexicon.indicator(id)?.family).find((family) => family !== undefined);
}
