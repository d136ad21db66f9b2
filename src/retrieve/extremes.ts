import type { Figure } from "../domain/figure.ts";
import type { ReportId } from "../domain/ids.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { foldText } from "../text/fold.ts";
import type { MeasureEvidence } from "./figures/measures.ts";

/** What the bounds of a number are looked for in. */
export interface ExtremeDeps {
  readonly readText: (id: ReportId) => string;
  readonly figuresOf: (reportId: ReportId) => readonly Figure[];
}

interface Extreme {
  readonly asked: RegExp;
  /** What a report says right before such a number. */
  readonly told: RegExp;
}

const AMOUNT = "(?:的)?(?:也|能|可以?|一般)?(?:是|有|为|要|给|拿|领|发|达)?(?:到|了)?(?:多少|几)";
const EXTREMES: readonly Extreme[] = [
  {
    asked: new RegExp(`(?:最[低少小]|至少|起码)${AMOUNT}|\\b(?:lowest|minimum|at least)\\b`, "i"),
    told: /(?:最[低少小]|不低于|不少于|至少|起码|下限)(?:的)?(?:为|是|仅|只有|标准)?(?:不低于|不少于)?$/,
  },
  {
    asked: new RegExp(`(?:最[高多大]|顶多|最多)${AMOUNT}|\\b(?:highest|maximum|at most|up to)\\b`, "i"),
    told: /(?:最[高多大]|不超过|不高于|封顶|上限)(?:的)?(?:为|是|达|可达|标准)?(?:到)?(?:不超过)?$/,
  },
];

/**
 * 实习补贴最低多少: where a report tells the mean and its bounds in one sentence, the bound that is asked for takes the place of the mean. As found
 * where no single number of that kind and unit stands behind such a word.
 */
export function withExtremes(found: readonly MeasureEvidence[], parsed: ParsedQuestion, deps: ExtremeDeps): readonly MeasureEvidence[] {
  const text = foldText(parsed.question).replace(/\s+/g, " ");
  const extreme = EXTREMES.find(({ asked }) => asked.test(text));
  if (extreme === undefined || parsed.subject !== null || parsed.population !== null) return found;
  return found.map((evidence) => ({
    ...evidence,
    cells: evidence.cells.map((cell) => {
      const [base] = cell.direct;
      const bound = base === undefined ? null : boundBeside(base, extreme, deps);
      return bound === null ? cell : { ...cell, direct: [bound], rivals: [], siblings: [] };
    }),
  }));
}

function boundBeside(base: Figure, { told }: Extreme, { readText, figuresOf }: ExtremeDeps): Figure | null {
  const text = readText(base.reportId);
  const [only, ...others] = figuresOf(base.reportId).filter(
    ({ kind, unit, source }) =>
      source.context.start === base.source.context.start &&
      (unit === base.unit || kind === base.kind) &&
      told.test(foldText(`${text.slice(source.context.start, source.start)}${/^[^\d]*/.exec(text.slice(source.start, source.end))?.[0] ?? ""}`).trimEnd()),
  );
  return only === undefined || others.length > 0 ? null : only;
}
