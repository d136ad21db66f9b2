import { AppError } from "../domain/issue.ts";
import type { ReportFormat } from "../domain/report.ts";
import { decodeBytes } from "./decode.ts";
import { type ArchiveEntry, openArchive } from "./formats/archive.ts";

/** What a file is by its content; its name decides only among kinds of text. */
export type FileKind = ReportFormat | "archive";

const EXTENSIONS: Readonly<Record<string, FileKind>> = {
  txt: "text",
  text: "text",
  md: "markdown",
  markdown: "markdown",
  docx: "docx",
  docm: "docx",
  pdf: "pdf",
  html: "html",
  htm: "html",
  xhtml: "html",
  xlsx: "xlsx",
  xlsm: "xlsx",
  csv: "csv",
  tsv: "csv",
  zip: "archive",
};

/** Documents of a kind that is not read by its name alone; some hold what is read (a web page saved as .doc). */
const OTHER_DOCUMENTS = new Set(["doc", "xls", "wps", "et", "rtf", "odt", "ods", "ppt", "pptx", "ofd", "epub", "caj"]);

/** What is read, for a person. */
export const READABLE = ".txt, .md, .docx, .pdf, .html, .xlsx, .csv, .zip";

const extensionOf = (file: string): string => /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase() ?? "";

/** The kind that a file's extension names; null when it is none that is read. */
export const kindByName = (file: string): FileKind | null => EXTENSIONS[extensionOf(file)] ?? null;

/** Whether a file's name is that of a document, read or not: any other file in a folder is passed over in silence. */
export const isDocumentName = (file: string): boolean => kindByName(file) !== null || OTHER_DOCUMENTS.has(extensionOf(file));

/** Other bytes may stand before a PDF's own. */
const PDF_WINDOW = 1024;
const TEXT_WINDOW = 2048;

/**
 * Tells what a file is by its bytes, then by its name: a PDF named .txt is a PDF, a web page named .doc a web page.
 * Throws AppError `empty_file`, `unsupported_format`, `legacy_office`, `encrypted_file` or `damaged_file`, each with a remedy.
 */
export function recognise(file: string, bytes: Uint8Array): FileKind {
  const head = latin(bytes.subarray(0, PDF_WINDOW));
  if (head.trimStart().startsWith("%PDF-") || (kindByName(file) === "pdf" && head.includes("%PDF-"))) return "pdf";
  if (head.startsWith("PK\u0003\u0004") || head.startsWith("PK\u0005\u0006")) return kindOfArchive(file, openArchive(bytes).entries);
  if (head.startsWith("\u00d0\u00cf\u0011\u00e0")) throw legacyOffice(bytes);
  if (head.startsWith("{\\rtf")) throw unsupported("It is a rich-text file (RTF).", "Save it as .docx");
  const named = kindByName(file);
  if (bytes.length === 0) throw new AppError("empty_file", "The file is empty. Put the report's text into it and ingest it again.");
  if (looksLikeHtml(bytes)) return "html";
  if (named === "pdf" || named === "docx" || named === "xlsx" || named === "archive") {
    if (named !== "archive" && isChineseText(bytes)) return "text";
    throw new AppError(
      "damaged_file",
      `The file is damaged: it is named .${extensionOf(file)} but holds none. Get it again from where it came, or save it again.`,
    );
  }
  if (named === null) throw unsupported(`Only ${READABLE} files are read.`, "Save the report as one of these");
  return named;
}

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);

const unsupported = (what: string, remedy: string): AppError => new AppError("unsupported_format", `${what} ${remedy}.`);

function kindOfArchive(file: string, entries: readonly ArchiveEntry[]): FileKind {
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has("word/document.xml")) return "docx";
  if (names.has("xl/workbook.xml")) return "xlsx";
  if (names.has("ppt/presentation.xml")) throw unsupported("It is a presentation.", "Save its text as .docx or .pdf");
  if (names.has("mimetype") || names.has("OFD.xml")) throw unsupported(`Only ${READABLE} files are read.`, "Save the report as one of these");
  const named = kindByName(file);
  if (named === "docx" || named === "xlsx" || names.has("[Content_Types].xml")) {
    throw new AppError("damaged_file", "The file is damaged: its main part is missing. Open it in the program it was written in and save it again.");
  }
  return "archive";
}

/** Word and Excel before 2007, and locked files of today, share one container; a locked one names its parts in UTF-16. */
function legacyOffice(bytes: Uint8Array): AppError {
  const locked = Buffer.from("EncryptedPackage", "utf16le");
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(locked)) {
    return new AppError("encrypted_file", "The file is locked with a password. Take the password off and save it again.");
  }
  return new AppError("legacy_office", "It is an old Word or Excel file (.doc, .xls, .wps). Open it in Word or WPS and save it as .docx or .xlsx.");
}

const LEAST_HAN = 100;
const LEAST_HAN_SHARE = 0.3;
const LEAST_COMMON_SHARE = 0.03;

/** Prose: what a text file is that somebody gave another ending. An error page or damaged bytes are not. */
function isChineseText(bytes: Uint8Array): boolean {
  try {
    const head = decodeBytes(bytes).text.slice(0, TEXT_WINDOW);
    const han = head.match(/\p{Script=Han}/gu)?.length ?? 0;
    const common = head.match(/[的一是在有和了人学學校生教为為中年]/g)?.length ?? 0;
    return han >= LEAST_HAN && han >= head.length * LEAST_HAN_SHARE && common >= han * LEAST_COMMON_SHARE;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const head = latin(bytes.subarray(0, TEXT_WINDOW));
  const start = (wide ? head.replaceAll("\0", "") : head).replace(/^[^<\s]{0,3}\s*/, "").slice(0, 1500);
  return /^(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,1000}-->\s*)?<(?:!doctype html|html|head|body)\b/is.test(start);
}
