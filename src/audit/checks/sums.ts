import type { Figure } from "../../domain/figure.ts";
import { addDecimals, compareDecimals } from "../../text/decimal.ts";
import { above, addBounds, type Bounds, operandBounds } from "../bounds.ts";
import { type AuditCheck, type AuditView, toFinding, toTerm } from "../facts.ts";
import type { Certainty, Finding } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { announcesSum, announcesTotal, before, between, divisionOf, isTotalRow, saysExhaustive, sentence } from "../surroundings.ts";

/** Numbers of one list, and cells of one table, that are looked at: bounds the work on a paragraph of nothing but numbers. */
const LONGEST_LIST = 40;
const LARGEST_TABLE = 2_000;

/** Figures by the sentence or row that they stand in, in order of place. */
function bySentence(figures: readonly Figure[]): Figure[][] {
  return [...groupBy(figures, (figure) => (figure.rule === "table-cell" ? null : figure.source.context.start)).values()];
}

/** 获奖48项，其中省级3项、市级10项: sub-groups of one division may not exceed the whole, and must reach it where the report says that there are no others. */
export const chains: AuditCheck = {
  name: "chain",
  find: (view) =>
    bySentence(view.figures).flatMap((figures) =>
      figures.flatMap((whole, place) => chainFindings(view, whole, figures.slice(place + 1, place + 1 + LONGEST_LIST))),
    ),
};

function chainFindings(view: AuditView, whole: Figure, later: readonly Figure[]): Finding[] {
  // Means and rates of parts make no sum.
  if (!ADDED.has(whole.kind) || whole.unit.includes("/")) return [];
  if (whole.aspect !== "actual" || whole.valueTo !== null || whole.population !== ownPopulation(view, whole)) return [];
  const end = later.findIndex((figure) => !isPart(figure, whole));
  const parts = later.slice(0, end < 0 ? undefined : end);
  const divisions = groupBy(parts, (part) => divisionOf(part.population ?? ""));
  return [...divisions].flatMap(([division, group]) => {
    if (group.length < 2) return [];
    const verdict = compareSum(view, group, whole);
    const exhaustive = divisions.size === 1 && saysExhaustive(sentence(view.text, whole));
    // Levels and prizes exclude each other; of sub-groups in the report's own words (鉴定…其中认定…发证…) that is not known.
    if (verdict === "more" && compareSum(view, withoutNested(view, group), whole) === "equal") return [];
    if (verdict === "more") return [sumFinding(group, whole, division >= 0 || exhaustive ? "high" : "low", "chain")];
    return verdict === "less" && exhaustive ? [sumFinding(group, whole, "high", "chain")] : [];
  });
}

/** 省外就业46人，其中进入星级酒店21人: a part that 其中 leads to behind another, and that is no more than it, is a part of that one. */
const withoutNested = (view: AuditView, group: readonly Figure[]): readonly Figure[] =>
  group.filter((part, at) => {
    const previous = group[at - 1];
    return previous === undefined || !between(view.text, previous, part).includes("其中") || compareDecimals(part.value, previous.value) > 0;
  });

const ownPopulation = (view: AuditView, figure: Figure): string | null =>
  (figure.indicator.id === null ? undefined : view.lexicon.indicator(figure.indicator.id))?.population ?? null;

function isPart(figure: Figure, whole: Figure): boolean {
  // 其中企业职工2400人次: a part that has an entry of its own (企业职工培训).
  if (figure.rule === "part" && figure.population === null && whole.rule !== "part") return figure.unit === whole.unit && figure.aspect === "actual";
  if (figure.population === null || figure.population === whole.population || figure.aspect !== "actual" || figure.unit !== whole.unit) return false;
  return figure.indicator.id === whole.indicator.id && (whole.indicator.id !== null || figure.indicator.words === whole.indicator.words);
}

/** 研究生26人、本科170人、专科6人，三类合起来204人: numbers of one unit, then their announced sum. */
export const announcedSums: AuditCheck = {
  name: "announced-sum",
  find: (view) =>
    bySentence(view.figures).flatMap((figures) =>
      figures.flatMap((whole, place) => {
        const previous = figures[place - 1];
        if (previous === undefined || whole.aspect !== "actual") return [];
        const parts = runBefore(figures.slice(Math.max(0, place - LONGEST_LIST), place), whole.unit);
        const last = parts[parts.length - 1];
        if (last === undefined || parts.length < 2 || !announcesSum(between(view.text, last, whole))) return [];
        return compareSum(view, parts, whole) === "equal" ? [] : [sumFinding(parts, whole, "medium", "announced-sum")];
      }),
    ),
};

/** The unbroken run of one unit at the end of a list; a counter of the run itself (三类) may stand behind it. */
function runBefore(figures: readonly Figure[], unit: string): Figure[] {
  const run: Figure[] = [];
  for (const figure of [...figures].reverse()) {
    if (figure.unit === unit && figure.aspect === "actual") run.unshift(figure);
    else if (run.length > 0) break;
  }
  return run;
}

/** 培训共1203人次，甲培训678人次，乙培训268人次…: a total and a list of like-named things that exceeds it. */
export const listedSums: AuditCheck = {
  name: "listed-sum",
  find: (view) =>
    bySentence(view.figures).flatMap((figures) => {
      const place = figures.findIndex((figure) => announcesTotal(before(view.text, figure)));
      const whole = figures[place];
      if (whole === undefined || whole.aspect !== "actual" || !view.rules.repeating.units.includes(whole.unit)) return [];
      const ending = whole.indicator.words.slice(-2);
      const parts = figures.slice(place + 1).filter((figure) => figure.unit === whole.unit && figure.aspect === "actual");
      if (parts.length < 2 || ending.length < 2 || parts.some((part) => part.rule === "part" || !part.indicator.words.endsWith(ending))) return [];
      return compareSum(view, parts, whole) === "more" ? [sumFinding(parts, whole, "low", "listed-sum")] : [];
    }),
};

/** The row 合计 of a table against the cells above it in its column. */
export const tableTotals: AuditCheck = {
  name: "table-total",
  find: (view) => {
    // Shares and means of rows make no sum.
    const cells = view.figures.filter((figure) => figure.rule === "table-cell" && ADDED.has(figure.kind));
    return cells.flatMap((total, place) => {
      if (!isTotalRow(sentence(view.text, total))) return [];
      const column = columnOf(view.text, total);
      const parts: Figure[] = [];
      for (const cell of cells.slice(Math.max(0, place - LARGEST_TABLE), place).reverse()) {
        if (cell.source.context.start === total.source.context.start) continue;
        if (!sameTable(view.text, cell, parts[0] ?? total) || isTotalRow(sentence(view.text, cell))) break;
        if (columnOf(view.text, cell) === column && cell.unit === total.unit) parts.unshift(cell);
      }
      if (parts.length < 2 || compareSum(view, parts, total) === "equal") return [];
      return [sumFinding(parts, total, "high", "table-total")];
    });
  },
};

const ADDED: ReadonlySet<Figure["kind"]> = new Set<Figure["kind"]>(["count", "amount", "area"]);

const SEPARATORS = /\||\t|<t[dh]\b/;

/** Which column a cell stands in, by the separators between its row's first cell and it: blanks where nothing else sets the cells apart. */
function columnOf(text: string, figure: Figure): number {
  const before = text.slice(figure.source.context.start, figure.source.start);
  return before.split(SEPARATORS.test(before) ? SEPARATORS : /[ \u3000]+/).length;
}

/** Rows of one table follow each other without a blank line or other text. */
function sameTable(text: string, first: Figure, second: Figure): boolean {
  const gap = text.slice(first.source.end, second.source.start);
  return gap.length < 600 && !/\n\s*\n/.test(gap) && !gap.includes("。");
}

type Verdict = "equal" | "more" | "less";

/** How the parts' sum stands to the whole, both as bounds. */
export function compareSum(view: AuditView, parts: readonly Figure[], whole: Figure): Verdict {
  const sum = parts.map((part) => operandBounds(part, view.rules.about)).reduce((total, one) => addBounds(total, one), { low: "0", high: "0" } as Bounds);
  const bounds = operandBounds(whole, view.rules.about);
  if (above(sum, bounds)) return "more";
  return above(bounds, sum) ? "less" : "equal";
}

/** The finding that the parts give another sum than the whole. */
export function sumFinding(parts: readonly Figure[], whole: Figure, certainty: Certainty, check: string, kind: Finding["kind"] = "parts_sum"): Finding {
  const sum = parts.reduce((total, part) => addDecimals(total, part.value), "0");
  const exact = [...parts, whole].every((figure) => figure.qualifier === "exact");
  return toFinding({
    kind,
    check,
    certainty: exact ? certainty : "low",
    terms: [...parts.map((part) => toTerm(part, undefined)), toTerm(whole, undefined)],
    formula: `${parts.map((part) => part.value).join(" + ")} = ${sum}${compareDecimals(sum, whole.value) === 0 ? "" : ` ≠ ${whole.value}`}`,
    expected: `${sum}${whole.unit}`,
    printed: whole.source.raw,
  });
}
