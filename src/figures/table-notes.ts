import type { Figure } from "../domain/figure.ts";
import type { Block, Report } from "../domain/report.ts";
import { foldText } from "../text/fold.ts";

/** 注：专任教师不含公共基础部62人。 */
const NOTE =
  /(?:^|[。；：:，,;])(?:注)?\d?[、.]?(?:本?表中?的?)?([\u4e00-\u9fff]{2,10}?)(?:人数|总数|数)?(?:均|数据)?((?:不含|不包括|未含|未包括|仅含|只含|仅统计|只统计)[\u4e00-\u9fff“”"、]{2,16})/g;
const MARK = /^\s*[(（]?(?:注|备注|说明|表注)\s*\d?\s*[：:]/;
/** Blocks behind a table that may hold its note. */
const BEHIND = 2;

/** A note below a table that leaves some out of what a column counts makes its cells a part: they contradict no number of the whole. Pure. */
export function withTableNotes(figures: readonly Figure[], report: Report): readonly Figure[] {
  const scopes = report.blocks.flatMap((block, at) => (block.kind === "table" ? notesOf(report, block, report.blocks.slice(at + 1, at + 1 + BEHIND)) : []));
  if (scopes.length === 0) return figures;
  // What is told in one place alone stays what it is.
  const whole = new Set(
    figures
      .filter(({ rule, subject, population, aspect }) => rule !== "table-cell" && subject === null && population === null && aspect === "actual")
      .map(({ indicator }) => indicator.id),
  );
  return figures.map((figure) => {
    if (!whole.has(figure.indicator.id)) return figure;
    if (figure.rule !== "table-cell" || figure.population !== null) return figure;
    const words = foldText(figure.indicator.words);
    const scope = scopes.find(({ start, end, name }) => figure.source.start >= start && figure.source.end <= end && words.includes(name));
    return scope === undefined ? figure : { ...figure, population: scope.narrowing };
  });
}

interface Scope {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly narrowing: string;
}

function notesOf(report: Report, table: Block, behind: readonly Block[]): readonly Scope[] {
  const [first] = table.parts;
  const last = table.parts[table.parts.length - 1];
  if (first === undefined || last === undefined) return [];
  const texts: string[] = [];
  for (const block of behind) {
    if (block.kind !== "paragraph") break;
    texts.push(foldText(block.parts.map(({ start, end }) => report.text.slice(start, end)).join("")));
  }
  return texts
    .filter((text) => MARK.test(text))
    .flatMap((text) => [...text.matchAll(NOTE)].map(([, name = "", narrowing = ""]) => ({ start: first.start, end: last.end, name, narrowing })));
}
