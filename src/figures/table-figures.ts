import type { Figure, Period } from "../domain/figure.ts";
import { toFigureId } from "../domain/ids.ts";
import type { Report, Section, TableCell } from "../domain/report.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { foldText } from "../text/fold.ts";
import { GROUPING_HEADER } from "../text/grouping-header.ts";
import { mapText, toSource } from "../text/mapped-text.ts";
import { detectQuantities, type Quantity } from "../text/quantities.ts";
import { POPULATION_WORDS } from "./cues.ts";
import type { ExtractedFigures } from "./extracted-figures.ts";
import { periodOf } from "./figure-period.ts";
import { canonicalUnit, entryFor, figureKind } from "./reading.ts";
import { cellText, countHeaderRows, type Grid, isCountLikeYear, isNumeric, type RowLabel, rowLabels, type Table, toGrid, UNIT_HEADER } from "./table-grid.ts";
import { composedName, indicatorOf, indicatorOfCaption, type NamedEntry, namedByCaption } from "./table-names.ts";
import { wholeOf } from "./table-outline.ts";
import { partOfWhole } from "./table-parts.ts";
import { GENERIC, nameOf, periodsIn, unitWord, withoutUnit } from "./table-words.ts";

/** Figures of a table's cells: header path and row label give the indicator, population and period; header or caption give the unit. */
export function tableFigures(report: Report, section: Section, table: Table, lexicon: Lexicon): ExtractedFigures {
  const grid = toGrid(report, table);
  const caption = table.caption === null ? foldText(section.path[section.path.length - 1] ?? "") : cellText(report, table.caption);
  const ofCaption = unitWord(caption);
  const captionUnit = mayBeUnit(ofCaption, lexicon) ? ofCaption : "";
  const headerRows = countHeaderRows(grid);
  const figures: Figure[] = [];
  for (const row of table.rows)
    for (const cell of row) {
      if (cell.row < headerRows || cell.header) continue;
      const figure = cellFigure({ report, section, grid, cell, headerRows, caption, captionUnit, lexicon });
      if (figure !== null) figures.push(figure);
    }
  return { figures: ofOwnSchoolYear(figures, report), leftOut: [] };
}

/** 2022—2023学年 as the last of a table in a report of 2023年度 is what the report tells of, and no past time. */
function ofOwnSchoolYear(figures: readonly Figure[], report: Report): readonly Figure[] {
  if (report.yearKind !== "calendar" || report.year === null) return figures;
  const own = report.year - 1;
  const last = Math.max(...figures.map(({ period }) => (period.kind === "academic" ? (period.year ?? 0) : 0)));
  const isOwn = ({ period, aspect }: Figure): boolean => aspect === "history" && period.kind === "academic" && period.year === own;
  return last === own ? figures.map((figure) => (isOwn(figure) ? { ...figure, aspect: "actual" as const } : figure)) : figures;
}

interface CellContext {
  readonly report: Report;
  readonly section: Section;
  readonly grid: Grid;
  readonly cell: TableCell;
  readonly headerRows: number;
  /** The table's name, or where it has none the heading that it stands under. */
  readonly caption: string;
  readonly captionUnit: string;
  readonly lexicon: Lexicon;
}

/** Columns that tell how much a value rose or fell. */
const CHANGE_HEADER = /^(?:同比|较上年|比上年)?(?:增减|增长|增幅|变化|增加|升降|增速)(?:数|额|量|率|值|情况|幅度|变化)?$|^(?:同比|较上年|比上年)$/;
/** A title over several columns or rows: it groups, it is no subject. */
const GROUP = /(?:情况|统计|信息|条件|指标|概况|一览|规模|数据|类别|基本)$/;
const INDEX_HEADER = /^(?:序号|编号|行次|备注|说明|标准|参考值)$|代码|电话|手机|学号|邮编|文号|日期|时间|编码|身份证|联系方式|账号/;
function cellFigure(context: CellContext): Figure | null {
  const { report, grid, cell, headerRows, lexicon, section } = context;
  const text = grid.text(cell);
  const headers = unique(Array.from({ length: headerRows }, (_, row) => grid.text(grid.at(row, cell.column)))).filter((text) => text !== "");
  const counted = isNumeric(text) || isCountLikeYear(text, cell.column, headers);
  if (!counted || headers.some((header) => INDEX_HEADER.test(header))) return null;
  const rows = rowLabels(grid, cell, headerRows);
  const labels = rows.map(({ text }) => text);
  const unitText =
    unitWord(headers.join(" ")) ||
    unitOfRow(context) ||
    headers.find((header) => header.length > 1 && isUnit(lexicon, header)) ||
    labels.map(unitWord).find((unit) => unit !== "" && mayBeUnit(unit, lexicon)) ||
    context.captionUnit;
  const changes = headers.some((header) => CHANGE_HEADER.test(nameOf(header)));
  const read = readCell(context, unitText);
  if (read === null) return null;
  const points = changes && isDifferenceOfShares(context, headers, read);
  // For the name it is a share; what it is told in comes last.
  const quantity = { ...read, value: read.value.replace(/^\+/, ""), ...(points ? { unit: "%", kind: "share" as const } : {}) };
  // The nearest header first: 招生 below 学生（人） is what the column counts.
  const cleaned = {
    headers: headers
      .toReversed()
      .map(nameOf)
      .filter((text) => text !== ""),
    labels: labels.map(nameOf).filter((text) => text !== ""),
  };
  const names = [...cleaned.headers, ...cleaned.labels].filter((text) => !UNIT_HEADER.test(text) && /[\p{L}\p{N}]/u.test(text));
  const periods = [...headers.flatMap(periodsIn), ...rows.flatMap(periodsOfRow)];
  const corner = headerRows === 0 ? "" : nameOf(rows[rows.length - 1]?.header ?? "");
  const bare = cleaned.headers.every((name) => GENERIC.test(name));
  // A unit that is no unit of a figure (学制 in 年) asks for no entry that has another.
  const unread = unitText !== "" && quantity.unit === "" && !NO_UNIT.test(unitText);
  const own = unread ? null : (composedName({ ...cleaned, corner }, quantity, lexicon) ?? indicatorOf(names, quantity, lexicon));
  const each = own === null && bare && rows.every(({ subject }) => subject) ? indicatorOfCaption(context.caption, quantity, lexicon) : null;
  const told = own === null && each === null && bare ? namedByCaption(context.caption, cleaned.labels, quantity, lexicon) : null;
  const whole = unread || own?.names.some((name) => cleaned.headers.includes(name)) === true ? null : wholeOf(grid, cell.row, headerRows);
  const part = whole === null ? null : partOfWhole(nameOf(whole), cleaned.labels, own ?? each ?? told?.entry ?? null, quantity, lexicon);
  const indicator = ofPupils(
    context,
    rows.map(({ text }) => nameOf(text)),
    own ?? each ?? told?.entry ?? part?.entry ?? null,
    quantity,
  );
  // A text left of the one that names the indicator groups rows (学生发展, 师资队伍) unless it can be someone.
  const groups = new Set(
    rows
      .filter(({ subject }, at) => !subject && rows.some((other, place) => place > at && indicator?.names.includes(nameOf(other.text)) === true))
      .map(({ text }) => nameOf(text)),
  );
  for (const name of groupHeaders(cleaned.headers, indicator, lexicon)) groups.add(name);
  for (const name of classesOf(rows)) groups.add(name);
  const rest = names
    .filter((name) => !groups.has(name) && !CHANGE_HEADER.test(name))
    .filter((name) => indicator?.names.includes(name) !== true && !GENERIC.test(name) && !unitWords(lexicon, name));
  const words = indicator?.words ?? told?.words ?? (rest.join(" ") || [...labels, ...headers].map(withoutUnit).join(" ").trim());
  if (words === "") return null;
  const narrowing = [...rest, ...(part === null ? [] : [part.name]), ...(indicator?.before === undefined ? [] : [indicator.before])];
  const subjects = indicator === null ? [] : narrowing.filter((name) => !POPULATION_WORDS.test(name) && !GROUP.test(name) && !isOwnName(report, name));
  const population = narrowing.find((name) => POPULATION_WORDS.test(name)) ?? null;
  const view = { text: "", sentence: { start: 0, end: 0 }, quantities: [], aliases: [], periods: [], section: section.path, subject: null };
  const period: Period =
    periods[periods.length - 1] === undefined
      ? periodOf(view, { since: 0, position: 0 }, report, []).period
      : periodOf(view, { since: 0, position: 0 }, report, periods).period;
  const mapped = mapText(report.text, [cell.span]);
  const span = toSource(mapped, { start: Math.min(quantity.start, mapped.text.length - 1), end: Math.min(quantity.end, mapped.text.length) });
  const rowCells = Array.from({ length: grid.columnCount }, (_, column) => grid.at(cell.row, column)).filter((other) => other !== undefined);
  const first = rowCells.reduce((least, other) => Math.min(other.span.start, least), cell.span.start);
  const last = rowCells.reduce((most, other) => Math.max(other.span.end, most), cell.span.end);
  return {
    id: toFigureId(report.id, span.start),
    reportId: report.id,
    ownerId: report.owner.id,
    subject: subjects[subjects.length - 1] ?? null,
    indicator: { id: indicator?.entry.id ?? null, name: indicator?.entry.zh ?? words, words },
    population,
    denominator: indicator?.entry.denominator ?? null,
    value: quantity.value,
    valueTo: quantity.valueTo,
    kind: figureKind(indicator?.entry ?? null, quantity),
    aspect: changes
      ? "change"
      : /计划|目标|预算|预计/.test([...headers, ...labels].filter((text) => indicator?.names.includes(nameOf(text)) !== true).join(" "))
        ? "plan"
        : period.year !== null && report.year !== null && period.year < report.year
          ? "history"
          : "actual",
    unit: points ? "个百分点" : canonicalUnit({ indicator: indicator?.entry ?? null }, quantity),
    qualifier: quantity.qualifier,
    period,
    basis: changes ? "上年" : null,
    source: { ...span, raw: report.text.slice(span.start, span.end), section: section.path, context: { start: first, end: last } },
    rule: "table-cell",
    confidence: indicator === null ? 0.5 : 0.9,
  };
}

/** （五）毕业与升学 numbers a heading, and 学前教育（幼儿保育） names a major once more: neither bracket holds a unit. */
const mayBeUnit = (words: string, lexicon: Lexicon): boolean =>
  !/^[一二三四五六七八九十\d]+$/.test(words) &&
  (words.length <= LONGEST_OTHER_UNIT || (detectQuantities(`1${words}`, lexicon.units).quantities[0]?.unit ?? "") !== "");

const LONGEST_OTHER_UNIT = 3;

/** 2021—2022 under 学年 is a school year. */
const periodsOfRow = ({ text, header }: RowLabel): ReturnType<typeof periodsIn> =>
  periodsIn(text).map((mention) =>
    /学年/.test(header) && mention.period.kind === "calendar" && !text.includes("年")
      ? { ...mention, period: { ...mention.period, kind: "academic", label: `${mention.period.label}学年` } }
      : mention,
  );

/** The school's own name in its every row (院校名称) says nothing of whose the number is. */
const isOwnName = ({ owner }: Report, name: string): boolean =>
  owner.kind === "school" && [owner.name, ...owner.aliases.map(({ text }) => text)].some((own) => foldText(own) === name);

/** Units of a column that say that there is none. */
const NO_UNIT = /^(?:比值|比例|比|无|倍|1|:|:1|1:|-)$/;

/** A header over the one that names the indicator groups columns (学生 over 在校生, 招生): what it names is of no one's own. */
const groupHeaders = (headers: readonly string[], indicator: NamedEntry | null, lexicon: Lexicon): readonly string[] => {
  const at = headers.findIndex((header) => indicator?.names.includes(header) === true);
  return at < 0 ? [] : headers.slice(at + 1).filter((header) => lexicon.aliases.whole(header, ["zh", "prose"]) !== undefined && !POPULATION_WORDS.test(header));
};

/** Texts of a row that tell which kind it is of, beside one that names it. */
const classesOf = (rows: readonly RowLabel[]): readonly string[] =>
  rows.some(({ header, subject }) => subject && !GROUPING_HEADER.test(header))
    ? rows.filter(({ header }) => GROUPING_HEADER.test(header)).map(({ text }) => nameOf(text))
    : [];

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
const isUnit = (lexicon: Lexicon, text: string): boolean => lexicon.units.matchAt(text, 0)?.end === text.length;
const unitWords = (lexicon: Lexicon, text: string): boolean =>
  text.length <= 6 &&
  !/^\d/.test(text) &&
  detectQuantities(`1${text}`, lexicon.units).quantities.some((quantity) => quantity.unit !== "" && quantity.end === text.length + 1);

/** 其中本科63 in a table of where graduates went on to: no teachers' degree. */
function ofPupils(
  { grid, headerRows, caption, lexicon }: CellContext,
  labels: readonly string[],
  found: NamedEntry | null,
  quantity: Quantity,
): NamedEntry | null {
  const degree = labels.map((label) => /^(?:其中:?)?((?:大学)?(?:本科|专科|大专))$/.exec(label)?.[1]).find((word) => word !== undefined);
  if (degree === undefined || quantity.unit !== "人") return found;
  const told = Array.from({ length: grid.rowCount - headerRows }, (_, row) => grid.text(grid.at(row + headerRows, 0))).join(" ") + caption;
  if (!/升学|录取|高考|单招|考入|升入/.test(told) || /教师|学历|职称/.test(told)) return found;
  const alias = lexicon.aliases.whole(`${degree}录取`, ["zh"]);
  const entry = alias === undefined ? null : entryFor(lexicon, alias, quantity);
  return entry === null ? null : { names: labels, words: degree, entry };
}

/** 91.2% | 92.7% | +1.5 under 增减: what two shares differ by is told in points, unless the header asks for a rate of growth. */
function isDifferenceOfShares({ grid, cell }: CellContext, headers: readonly string[], { unit }: Quantity): boolean {
  if (/[率幅速]|%/.test(headers.join("")) || (unit !== "" && unit !== "%") || grid.text(cell).endsWith("%")) return false;
  if (unit === "%") return true;
  return Array.from({ length: cell.column }, (_, column) => grid.text(grid.at(cell.row, column))).some((text) => /^\d[\d.]*%$/.test(text));
}

/** The unit of a row in tables with a 单位 column. */
function unitOfRow({ grid, cell, headerRows }: CellContext): string {
  for (let column = 0; column < grid.columnCount; column += 1) {
    const header = grid.text(grid.at(headerRows - 1, column));
    if (UNIT_HEADER.test(header)) return grid.text(grid.at(cell.row, column));
  }
  return "";
}

/** The cell's number with the unit from its surroundings; a number that brings its own unit keeps it. */
function readCell({ grid, cell, lexicon }: CellContext, unitText: string): Quantity | null {
  const own = grid.text(cell);
  const alone = detectQuantities(own, lexicon.units).quantities[0];
  if (alone !== undefined && alone.unit !== "") return alone;
  const bare = /^[-+]?\d[\d,]*(?:\.\d+)?$/.exec(own);
  if (bare === null || unitText === "") return alone ?? (bare === null ? null : bareQuantity(own));
  const joined = detectQuantities(own + unitText, lexicon.units).quantities[0];
  if (joined === undefined || joined.unit === "") return alone ?? bareQuantity(own);
  return { ...joined, end: own.length };
}

const bareQuantity = (text: string): Quantity => {
  const span = { start: 0, end: text.length };
  return {
    ...span,
    numeral: span,
    value: text.replace(/,/g, ""),
    valueTo: null,
    unit: "",
    unitSpan: { start: text.length, end: text.length },
    kind: "count",
    qualifier: "exact",
    scaled: false,
  };
};
