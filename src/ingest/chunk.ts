import { toPassageId } from "../domain/ids.ts";
import type { Passage, Report, Section } from "../domain/report.ts";
import { blockText } from "./blocks.ts";
import { chunkTable } from "./chunk-table.ts";
import { chunkText, type Piece } from "./chunk-text.ts";

export interface ChunkOptions {
  /** Longest text that the embedder is sure to read whole, heading path included; in characters of `passageInput`. */
  readonly maxCharacters: number;
}

/** Short neighbours are put together up to this length, longer paragraphs split towards it. */
const TARGET_CHARACTERS = 380;
/** A piece shorter than this is not left alone when it has a neighbour. */
const MIN_CHARACTERS = 120;
/** However long its heading path is, a passage keeps this much of the room. */
const MIN_SHARE = 0.5;

/**
 * Report → passages in order: none crosses a section, none is longer than the embedder reads, short neighbours are together, and each
 * character of the body that is not blank stands in exactly one. `text` is mended and folded; `parts` point into the report's text.
 */
export function chunkReport(report: Report, options: ChunkOptions): Passage[] {
  return report.sections
    .flatMap((section) => chunkSection(report, section, options).map((piece) => ({ section, piece })))
    .map(({ section, piece }, ordinal) => ({
      id: toPassageId(report.id, ordinal),
      reportId: report.id,
      ordinal,
      sectionPath: section.path,
      parts: piece.parts,
      text: piece.text,
    }));
}

/** What is embedded for a passage: its heading path, cut from the top where it is long, then its text. */
export function passageInput(passage: Pick<Passage, "sectionPath" | "text">, options: ChunkOptions): string {
  const path = shownPath(passage.sectionPath, options);
  return path === "" ? passage.text : `${path}\n${passage.text}`;
}

/** The heading path in at most half of the room: whole headings from the bottom up, else the end of the last one. */
function shownPath(path: readonly string[], { maxCharacters }: ChunkOptions): string {
  const room = Math.floor(maxCharacters * (1 - MIN_SHARE)) - 1;
  let shown = "";
  for (const heading of [...path].reverse()) {
    const longer = shown === "" ? heading : `${heading}\n${shown}`;
    if (longer.length > room) break;
    shown = longer;
  }
  return shown === "" ? (path.at(-1) ?? "").slice(0, Math.max(room, 0)) : shown;
}

function chunkSection(report: Report, section: Section, options: ChunkOptions): Piece[] {
  const path = shownPath(section.path, options);
  const room = Math.max(1, options.maxCharacters - (path === "" ? 0 : path.length + 1));
  const target = Math.min(TARGET_CHARACTERS, room);
  const pieces: Piece[] = [];
  let open: Piece | null = null;
  const close = (): void => {
    if (open !== null) pieces.push(open);
    open = null;
  };
  for (const block of report.blocks.slice(section.firstBlock, section.endBlock)) {
    const own = block.kind === "table" ? chunkTable(report.text, block, { target, room }) : chunkText(blockText(report, block), block.parts, { target, room });
    for (const piece of own) {
      if (open !== null && !belongTogether(open, piece, target, room)) close();
      open = open === null ? piece : { parts: [...open.parts, ...piece.parts], text: open.text + piece.text };
      if (block.kind === "table") close();
    }
  }
  close();
  return pieces;
}

function belongTogether(before: Piece, after: Piece, target: number, room: number): boolean {
  const length = before.text.length + after.text.length;
  if (length <= target && (before.text.length < MIN_CHARACTERS || after.text.length < MIN_CHARACTERS)) return true;
  // A line that leads in to what follows ("主要措施：") is not cut from it.
  return /[:：]$/.test(before.text) && before.text.length < MIN_CHARACTERS && length <= room;
}
