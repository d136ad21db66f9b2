import type { Block, Report } from "../domain/report.ts";
import type { Span } from "../domain/span.ts";
import { type MappedText, mapText } from "../text/mapped-text.ts";
import type { Line } from "./lines.ts";
import { sliceParts, type TextUnit, type Unit } from "./mend.ts";
import type { Heading, Outline } from "./outline.ts";
import { REPORT_WORDS } from "./vocabulary.ts";

/** The mended text of a block: its parts joined and folded, with the way back to the report's text. */
export function blockText(report: Report, block: Block): MappedText {
  return mapText(report.text, block.parts);
}

/** Title lines and units → blocks in reading order. A heading with its body on one line gives two blocks. */
export function buildBlocks(text: string, titleLines: readonly Line[], units: readonly Unit[], outline: Outline): Block[] {
  const blocks: Block[] = [];
  if (titleLines.length > 0) {
    const title = titleLines.map((line) => text.slice(line.span.start, line.span.end)).join(" ");
    blocks.push({ kind: "heading", parts: titleLines.map((line) => line.span), family: "title", level: 0, label: "", title });
  }
  for (let index = 0; index < units.length; index += 1) {
    const unit = units[index];
    const heading = outline.headings.get(index);
    if (unit === undefined) continue;
    if (unit.kind === "table") blocks.push({ kind: "table", parts: rowSpans(unit.rows), caption: unit.caption ?? takeCaption(text, blocks), rows: unit.rows });
    else if (heading === undefined) blocks.push({ kind: "paragraph", parts: unit.parts });
    else {
      const extended = withTitleBelow(unit, heading, units[index + 1], outline.headings.has(index + 1));
      if (extended !== null) index += 1;
      const nextIsHeading = outline.headings.has(index + 1) || units[index + 1] === undefined;
      blocks.push(...headingBlocks(text, extended ?? unit, heading, nextIsHeading, outline.headings.get(index + 1)));
    }
  }
  return blocks;
}

const rowSpans = (rows: Extract<Block, { kind: "table" }>["rows"]): Span[] =>
  rows.flatMap((row) => {
    const filled = row.filter((cell) => cell.span.start < cell.span.end);
    const first = filled[0];
    const last = filled[filled.length - 1];
    return first === undefined || last === undefined ? [] : [{ start: first.span.start, end: last.span.end }];
  });

const MAX_CAPTION = 60;
const NUMBERED_CAPTION = /^[*(（]{0,3}(?:附?表|续表|table)\s{0,3}[\d一二三四五六七八九十]/i;

/** （单位：人）, alone on a line between a table and its name. */
const UNIT_LINE = /^[*(（]{0,2}(?:计量|金额)?单位[:：]\s*[^\s，。；]{1,14}[)）*]{0,2}$/;
/** 各专业学生数如下：, told of nothing but the table. */
const LEADS_TO_TABLE = /^[^\d。！？；]{4,40}(?:如下|如下表(?:所示)?|见下表|如下所示)[:：]?$/;

/** The line above a table that names it becomes its caption and is no paragraph of its own; a line with the unit alone goes with it. */
function takeCaption(text: string, blocks: Block[]): Span | null {
  const above = lineAbove(blocks);
  if (above === null) return null;
  if (!UNIT_LINE.test(text.slice(above.start, above.end).trim())) return takeName(text, blocks);
  blocks.pop();
  const name = takeName(text, blocks);
  return name === null ? above : { start: name.start, end: above.end };
}

/** The last block where it is a paragraph of one short line. */
function lineAbove(blocks: readonly Block[]): Span | null {
  const above = blocks[blocks.length - 1];
  const span = above?.kind === "paragraph" && above.parts.length === 1 ? above.parts[0] : undefined;
  return span === undefined || span.end - span.start > MAX_CAPTION ? null : span;
}

function takeName(text: string, blocks: Block[]): Span | null {
  const span = lineAbove(blocks);
  if (span === null) return null;
  const line = text.slice(span.start, span.end).replace(/[*_\s]+$/g, "");
  const named = REPORT_WORDS.captionWords.some((word) =>
    line
      .toLowerCase()
      .replace(/[（(][^（()）]{0,20}[)）]$/, "")
      .endsWith(word),
  );
  if (/[。！？；]$/.test(line) || !(NUMBERED_CAPTION.test(line) || named || /情况$|统计$/.test(line) || LEADS_TO_TABLE.test(line))) return null;
  blocks.pop();
  return span;
}

/** A label alone on its line ("第一章") or a title that a dash carries on ("——…") takes the short line below it. */
function withTitleBelow(unit: TextUnit, heading: Heading, below: Unit | undefined, belowIsHeading: boolean): TextUnit | null {
  if (below === undefined || below.kind !== "text" || belowIsHeading || below.folded.length > 45) return null;
  const isSubtitle = /^[—–-]{1,4}\s?[^\d\s]/.test(below.folded) && /^—|^–/.test(below.folded) && heading.form.kind === "plain";
  if (!isSubtitle && heading.form.kind !== "empty") return null;
  if (!isSubtitle && /[。;，]$/.test(below.folded)) return null;
  return { ...unit, parts: [...unit.parts, ...below.parts], folded: unit.folded + below.folded };
}

function headingBlocks(text: string, unit: TextUnit, heading: Heading, isLeaf: boolean, next: Heading | undefined): Block[] {
  const { form, family, level } = heading;
  const labelEnd = unit.label?.end ?? 0;
  const length = unit.folded.length;
  const say = (start: number, end: number): string =>
    sliceParts(unit, start, end)
      .map((part) => text.slice(part.start, part.end))
      .join("")
      .trim();
  const titleEnd = unit.folded.endsWith("。") || form.kind === "statement" || form.kind === "inline" ? ("titleEnd" in form ? form.titleEnd : length) : length;
  const block = (end: number): Block => ({
    kind: "heading",
    parts: trimEnd(text, sliceParts(unit, 0, end)),
    family,
    level,
    label: say(0, labelEnd),
    title: cleanTitle(say(labelEnd, titleEnd)),
  });
  if (form.kind === "inline") return [block(form.bodyStart), { kind: "paragraph", parts: sliceParts(unit, form.bodyStart, length) }];
  const childless = isLeaf && (next === undefined || next.level <= level);
  const saysSomething = form.kind === "sentence" || /\d/.test(unit.folded.slice(labelEnd));
  if (labelEnd > 0 && (form.kind === "statement" || form.kind === "item" || (childless && saysSomething))) {
    return [block(labelEnd), { kind: "paragraph", parts: sliceParts(unit, labelEnd, length) }];
  }
  return [block(length)];
}

const cleanTitle = (title: string): string => title.replace(/[\s:：]+$/, "").replace(/\s+/g, " ");

function trimEnd(text: string, parts: readonly Span[]): Span[] {
  return parts.map((part) => {
    let { end } = part;
    while (end > part.start && /\s/.test(text[end - 1] ?? "")) end -= 1;
    return { start: part.start, end };
  });
}
