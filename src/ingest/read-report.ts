import { createHash } from "node:crypto";
import { AppError, type Issue } from "../domain/issue.ts";
import type { Block, Report, ReportFormat, Section } from "../domain/report.ts";
import { buildBlocks } from "./blocks.ts";
import { decodeBytes } from "./decode.ts";
import type { SourceDocument } from "./document.ts";
import { readMarkdownEntries } from "./formats/markdown.ts";
import { readTextEntries } from "./formats/text.ts";
import { dropFurniture } from "./furniture.ts";
import { type IdentitySettings, identify } from "./identity.ts";
import { mendLines } from "./mend.ts";
import { findOutline } from "./outline.ts";
import { kindByName } from "./recognise.ts";
import { buildSections } from "./sections.ts";
import { splitTitle } from "./title.ts";

/** Bump when the same bytes would be read into other blocks, sections or identity: every index then reads its files again. */
export const READER_VERSION = 34;

export interface ReadOptions {
  readonly settings?: IdentitySettings;
}

/**
 * Reads one report of plain text or Markdown, as its extension says. `file` is its path as it will be shown, `bytes` its content.
 * Throws AppError: `unsupported_format`, `empty_file`, `file_too_large`, `not_text`, `no_owner`.
 */
export function readReport(file: string, bytes: Uint8Array, options: ReadOptions = {}): Report {
  const kind = kindByName(file);
  if (kind !== "text" && kind !== "markdown") throw new AppError("unsupported_format", "Only .txt, .md and .markdown files are read here.");
  return toReport(file, kind, readTextDocument(kind, bytes), options);
}

/** Decodes a text or Markdown file, and tells its lines and tables. Throws AppError `empty_file`, `file_too_large` or `not_text`. */
export function readTextDocument(format: "text" | "markdown", bytes: Uint8Array): SourceDocument {
  const { text, encoding } = decodeBytes(bytes);
  return { text, entries: format === "markdown" ? readMarkdownEntries(text) : readTextEntries(text), issues: encodingIssues(encoding) };
}

/** A document of any format → the report: furniture left out, lines mended, headings found, owner and year told. Throws AppError `no_owner`. */
export function toReport(file: string, format: ReportFormat, document: SourceDocument, options: ReadOptions = {}): Report {
  const { text, pages } = document;
  const furniture = dropFurniture(text, document.entries);
  const { lines: titleLines, rest } = splitTitle(furniture.entries);
  const units = mendLines(rest);
  const outline = findOutline(units);
  const blocks = buildBlocks(text, titleLines, units, outline);
  const sections = buildSections(text.length, blocks);
  const { reportId, ...identity } = identify({ text, titleLines, fileStem: stemOf(file), settings: options.settings ?? {} });
  const issues = [...identity.issues, ...document.issues, ...furniture.issues, ...outline.issues, ...bodyIssues(blocks, sections)];
  const version = createHash("sha256").update(text).digest("hex");
  return { id: reportId, version, file, format, ...identity, text, ...(pages === undefined ? {} : { pages }), blocks, sections, issues };
}

const stemOf = (file: string): string => (file.split(/[\\/]/).pop() ?? file).replace(/\.[a-z]+$/i, "");

/** Says so where a file is not UTF-8. */
export function encodingIssues(encoding: string): Issue[] {
  return encoding === "utf-8" ? [] : [{ code: "encoding", severity: "note", message: `read as ${encoding}`, values: { encoding } }];
}

function bodyIssues(blocks: readonly Block[], sections: readonly Section[]): Issue[] {
  if (!blocks.some((block) => block.kind !== "heading"))
    return [{ code: "no_body", severity: "warning", message: "the file has headings but no text below them" }];
  return sections.some((section) => section.heading !== null) ? [] : [{ code: "no_headings", severity: "note", message: "no headings were found" }];
}
