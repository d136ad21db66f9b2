import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import type { Lexicon } from "../../lexicon/lexicon.ts";
import { foldText } from "../../text/fold.ts";
import type { FigureCell, MeasureEvidence } from "./measures.ts";

interface ShareDeps {
  readonly lexicon: Lexicon;
  readonly readText: (id: ReportId) => string;
  readonly figuresOf: (reportId: ReportId) => readonly Figure[];
}

const SHARE_END = /(?:所)?占(?:比|比例|比重)$/;
const ASKS_SHARE = /占(?:了|到|比|有)?|比例|比重|百分|几成|\bshare\b|\bpercent|\bproportion\b/i;

/**
 * 总支出里人员支出占多大比例: a report may print the share alone (总支出7889.2万元，人员支出占64.7%). Where nothing is given of the part itself, the share
 * that bears its name and stands by its whole is the answer.
 */
export function withPrintedShare(found: readonly MeasureEvidence[], parsed: ParsedQuestion, deps: ShareDeps): readonly MeasureEvidence[] {
  const [part, whole, ...more] = found;
  const isPair = parsed.intent === "derived" && whole !== undefined;
  const isOne = whole === undefined && (parsed.intent === "lookup" || parsed.intent === "derived");
  if (part === undefined || more.length > 0 || !(isPair || isOne) || !ASKS_SHARE.test(parsed.question)) return found;
  const [cell, ...others] = part.cells;
  if (cell === undefined || others.length > 0 || cell.direct.length > 0 || cell.otherKinds.length > 0 || parsed.subject !== null) return found;
  const share = shareOf(cell, part, isPair ? whole : null, deps);
  if (share === null) return found;
  const measure = { asked: { kind: "open", words: share.indicator.words, unit: share.unit }, entry: null, kind: share.kind, unit: share.unit } as const;
  return [{ ...part, measure, cells: [{ ...cell, direct: [share], siblings: [], aside: [], plans: [], operands: null }] }];
}

function shareOf(cell: FigureCell, part: MeasureEvidence, whole: MeasureEvidence | null, { lexicon, readText, figuresOf }: ShareDeps): Figure | null {
  const { entry, asked } = part.measure;
  const isNamed = (name: string): boolean =>
    name === foldText(asked.words) || (entry !== null && lexicon.aliases.whole(name)?.indicatorIds.includes(entry.id) === true);
  const [only, ...others] = cell.reports
    .flatMap(({ id }) => figuresOf(id))
    .filter((figure) => {
      const words = foldText(figure.indicator.words);
      if (figure.kind !== "share" || figure.aspect !== "actual" || figure.indicator.id !== null || !SHARE_END.test(words)) return false;
      return isNamed(words.replace(SHARE_END, "")) && (whole === null || standsBy(figure, whole, readText(figure.reportId)));
    });
  return only === undefined || others.length > 0 ? null : only;
}

/** The whole that is asked for stands in the sentence of the share, by its number or by its name. */
function standsBy({ reportId, source }: Figure, { measure, cells }: MeasureEvidence, text: string): boolean {
  const sentence = foldText(text.slice(source.context.start, source.start));
  const isBeside = cells.some(({ direct }) => direct.some((figure) => figure.reportId === reportId && figure.source.context.start === source.context.start));
  return isBeside || sentence.includes(foldText(measure.asked.words));
}
