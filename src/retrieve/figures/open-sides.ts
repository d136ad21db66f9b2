import type { Figure } from "../../domain/figure.ts";
import type { ReportId } from "../../domain/ids.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import type { FigureCell, MeasureEvidence } from "./measures.ts";

interface SideDeps {
  readonly readText: (id: ReportId) => string;
  readonly figuresOf: (reportId: ReportId) => readonly Figure[];
}

/** Others than the students and graduates whose sides are asked about. */
const OTHERS = /家长|教师|教工|教职工|老师|单位|企业|社区|校友|政府|村民|学员|客户/;
/** 满意度 → 满意: what each side is measured by. */
const MEASURE_END = /[度率]$/;
const LEAST_STEM = 2;

/**
 * 学生最不满意的是什么: sides that no entry names (宿舍热水供应一项只有68.4%的学生表示满意; 满意率91.6%，其中宿舍供暖79.5%) are put in order with those that one
 * does. Only for one owner, in a ranking of the sides of one thing.
 */
export function withOpenSides(found: readonly MeasureEvidence[], parsed: ParsedQuestion, deps: SideDeps): readonly MeasureEvidence[] {
  const [only, ...others] = found;
  const entry = only?.measure.entry ?? null;
  if (parsed.intent !== "rank" || only === undefined || others.length > 0 || entry === null || (entry.sides ?? []).length === 0) return found;
  return [{ ...only, cells: only.cells.map((cell) => ({ ...cell, openSides: sidesOf(cell, entry, deps) })) }];
}

function sidesOf(cell: FigureCell, entry: Indicator, { readText, figuresOf }: SideDeps): readonly Figure[] {
  const stem = foldText(entry.zh).replace(MEASURE_END, "").slice(-LEAST_STEM);
  const own = new Set(cell.direct.map(placeOf));
  return cell.reports.flatMap(({ id }) => {
    const text = readText(id);
    return figuresOf(id).filter((figure) => {
      if (figure.aspect !== "actual" || figure.kind !== entry.kind || figure.subject !== null || figure.unit !== entry.unit) return false;
      if (OTHERS.test(`${figure.population ?? ""}${figure.indicator.words}`) || GROUP.test(figure.population ?? "")) return false;
      if (figure.indicator.id === entry.id) return figure.population !== null && own.has(placeOf(figure));
      return figure.indicator.id === null && speaksOf(stem, clauseOf(text, figure));
    });
  });
}

/** A group of students is no side of what they think of. */
const GROUP = /[男女]|年级|[届级]$|专业|中职|高职|新生|住校|走读/;

const speaksOf = (stem: string, clause: string): boolean => clause.includes(stem) && !OTHERS.test(clause);

/** The clause that a number stands in, up to the next marks. */
function clauseOf(text: string, { source }: Figure): string {
  const before = /[^，,；;。、]*$/.exec(text.slice(source.context.start, source.start))?.[0] ?? "";
  const after = /^[^，,；;。、]*/.exec(text.slice(source.end, source.context.end))?.[0] ?? "";
  return foldText(`${before}${after}`);
}

const placeOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;
