import { createHash } from "node:crypto";
import { AppError, type Issue } from "../domain/issue.ts";
import type { Block, Report, Section } from "../domain/report.ts";
import { buildBlocks } from "./blocks.ts";
import { decodeBytes } from "./decode.ts";
import { readMarkdownEntries } from "./formats/markdown.ts";
import { readTextEntries } from "./formats/text.ts";
import { dropFurniture } from "./furniture.ts";
import { type IdentitySettings, identify } from "./identity.ts";
import { mendLines } from "./mend.ts";
import { findOutline } from "./outline.ts";
import { buildSections } from "./sections.ts";
import { splitTitle } from "./title.ts";

/** Bump when the same bytes would be read into other blocks, sections or identity: every index then reads its files again. */
export const READER_VERSION = 1;

const FORMATS: Readonly<Record<string, Report["format"]>> = { txt: "text", text: "text", md: "markdown", markdown: "markdown" };

/** The format that a file's extension names; null when it is none that is read. */
export function formatOf(file: string): Report["format"] | null {
  const extension = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? "";
  return FORMATS[extension] ?? null;
}

/**
 * Reads one report. `file` is its path as it will be shown (its extension chooses the format), `bytes` its content.
 * Throws AppError: `unsupported_format`, `empty_file`, `file_too_large`, `not_text`, `no_owner`.
 */
export function readReport(file: string, bytes: Uint8Array, options: { readonly settings?: IdentitySettings } = {}): Report {
  const format = formatOf(file);
  if (format === null) throw new AppError("unsupported_format", "Only .txt, .md and .markdown files are read. Save the report as one of these.");
  const { text, encoding } = decodeBytes(bytes);
  const entries = format === "markdown" ? readMarkdownEntries(text) : readTextEntries(text);
  const furniture = dropFurniture(text, entries);
  const { lines: titleLines, rest } = splitTitle(furniture.entries);
  const units = mendLines(rest);
  const outline = findOutline(units);
  const blocks = buildBlocks(text, titleLines, units, outline);
  const sections = buildSections(text.length, blocks);
  const { reportId, ...identity } = identify({ text, titleLines, fileStem: stemOf(file), settings: options.settings ?? {} });
  const issues = [...identity.issues, ...encodingIssues(encoding), ...furniture.issues, ...outline.issues, ...bodyIssues(blocks, sections)];
  return { id: reportId, version: createHash("sha256").update(text).digest("hex"), file, format, ...identity, text, blocks, sections, issues };
}

const stemOf = (file: string): string => (file.split(/[\\/]/).pop() ?? file).replace(/\.[a-z]+$/i, "");

function encodingIssues(encoding: string): Issue[] {
  return encoding === "utf-8" ? [] : [{ code: "encoding", severity: "note", message: `read as ${encoding}` }];
}

function bodyIssues(blocks: readonly Block[], sections: readonly Section[]): Issue[] {
  if (!blocks.some((block) => block.kind !== "heading"))
    return [{ code: "no_body", severity: "warning", message: "the file has headings but no text below them" }];
  return sections.some((section) => section.heading !== null) ? [] : [{ code: "no_headings", severity: "note", message: "no headings were found" }];
}
