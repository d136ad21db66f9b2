import { AppError, type Issue } from "../domain/issue.ts";
import type { Report, ReportFormat } from "../domain/report.ts";
import type { SourceDocument } from "./document.ts";
import { encodingIssues, type ReadOptions, readTextDocument, toReport } from "./read-report.ts";
import { kindByName, recognise } from "./recognise.ts";

/**
 * Reads one report of any format, told by its content first and its name second. `file` is its path as it will be shown.
 * Throws AppError: `empty_file`, `file_too_large`, `not_text`, `unsupported_format`, `legacy_office`, `encrypted_file`, `encrypted_pdf`,
 * `scanned_pdf`, `damaged_file`, `zip_bomb`, `archive_inside`, `no_owner`; each message names reason and remedy.
 */
export async function readDocument(file: string, bytes: Uint8Array, options: ReadOptions = {}): Promise<Report> {
  const kind = recognise(file, bytes);
  if (kind === "archive")
    throw new AppError("archive_inside", "It is a ZIP file inside a ZIP file, or one under another name. Unpack it and ingest its files.");
  const document = await readSource(kind, bytes);
  if (document.text.trim() === "") throw new AppError("empty_file", "The file holds no text. Put the report's text into it and ingest it again.");
  const named = kindByName(file);
  const issues: Issue[] =
    named === kind ? [] : [{ code: "wrong_extension", severity: "note", message: `read as ${kind}, whatever its name says`, values: { kind } }];
  return toReport(file, kind, { ...document, issues: [...issues, ...document.issues] }, options);
}

/** Parsers are loaded when the first file of their kind comes: answering questions never needs one. */
async function readSource(format: ReportFormat, bytes: Uint8Array): Promise<SourceDocument> {
  switch (format) {
    case "text":
    case "markdown":
      return readTextDocument(format, bytes);
    case "docx":
      return (await import("./formats/docx.ts")).readDocx(bytes);
    case "xlsx":
      return (await import("./formats/xlsx.ts")).readXlsx(bytes);
    case "pdf":
      return (await import("./formats/pdf.ts")).readPdf(bytes);
    case "html": {
      const { decodeHtml } = await import("./formats/html-encoding.ts");
      const { readHtml } = await import("./formats/html.ts");
      const { text, encoding } = decodeHtml(bytes);
      return readHtml(text, encodingIssues(encoding));
    }
    case "csv": {
      const { decodeBytes } = await import("./decode.ts");
      const { text, encoding } = decodeBytes(bytes);
      return (await import("./formats/csv.ts")).readCsv(text, encodingIssues(encoding));
    }
    default:
      return format satisfies never;
  }
}
