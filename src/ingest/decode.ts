import { AppError } from "../domain/issue.ts";

/** What the decoder took the bytes for. */
export type Encoding = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5";

export interface Decoded {
  /** The text as read, byte order mark stripped; line breaks stay as they are. All offsets of the system point into it. */
  readonly text: string;
  readonly encoding: Encoding;
}

/** A report of some 500 pages of plain text has about 2 MB: more is not a report. */
export const MAX_FILE_BYTES = 20_000_000;
/** Enough to tell encodings apart, little enough to be quick. */
const SAMPLE_BYTES = 60_000;

/**
 * Decodes a file's bytes: byte order marks, UTF-8, UTF-16 without a mark, GB18030 and Big5.
 * Throws AppError `empty_file`, `file_too_large` or `not_text`, each with a reason and a remedy.
 */
export function decodeBytes(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new AppError("empty_file", "The file is empty. Put the report's text into it and ingest it again.");
  if (bytes.length > MAX_FILE_BYTES) {
    throw new AppError("file_too_large", `The file has more than ${MAX_FILE_BYTES / 1_000_000} MB of text. Split it, or keep only the report's text.`, {
      values: { most: MAX_FILE_BYTES / 1_000_000 },
    });
  }
  refuseKnownBinary(bytes);
  const decoded = fromMark(bytes) ?? fromUtf16(bytes) ?? fromUtf8(bytes) ?? fromChinese(bytes);
  if (decoded === null || !looksLikeText(decoded.text)) throw notText("Its bytes are not text in UTF-8, UTF-16, GB18030 or Big5.");
  if (decoded.text.trim() === "") throw new AppError("empty_file", "The file holds nothing but blanks. Put the report's text into it and ingest it again.");
  return decoded;
}

const notText = (reason: string): AppError => new AppError("not_text", `The file is not plain text. ${reason} Save the report as .txt or .md in UTF-8.`);

const MAGIC: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], name: "a PDF" },
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: "a Word, Excel or ZIP file" },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: "an old Word or Excel file" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], name: "a picture" },
  { bytes: [0xff, 0xd8, 0xff], name: "a picture" },
  { bytes: [0x1f, 0x8b], name: "a compressed file" },
];

function refuseKnownBinary(bytes: Uint8Array): void {
  const known = MAGIC.find((magic) => magic.bytes.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) throw notText(`It is ${known.name}.`);
}

function decodeWith(label: Encoding, bytes: Uint8Array): Decoded | null {
  try {
    return { text: new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes), encoding: label };
  } catch (error) {
    // A fatal decoder throws a TypeError on a malformed byte: that is the answer "not this encoding".
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function fromMark(bytes: Uint8Array): Decoded | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return decodeWith("utf-8", bytes.subarray(3));
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeWith("utf-16le", bytes.subarray(2));
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeWith("utf-16be", bytes.subarray(2));
  if (bytes[0] === 0x84 && bytes[1] === 0x31 && bytes[2] === 0x95 && bytes[3] === 0x33) return decodeWith("gb18030", bytes.subarray(4));
  return null;
}

/** UTF-16 without a mark: line breaks, blanks and digits have a zero byte on one side, and no other encoding of text has any. */
function fromUtf16(bytes: Uint8Array): Decoded | null {
  if (bytes.length % 2 !== 0) return null;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = { even: 0, odd: 0 };
  for (let index = 0; index + 1 < sample.length; index += 2) {
    if (sample[index] === 0) zeros.even += 1;
    if (sample[index + 1] === 0) zeros.odd += 1;
  }
  if (zeros.even + zeros.odd === 0) return null;
  const decoded = decodeWith(zeros.odd > zeros.even ? "utf-16le" : "utf-16be", bytes);
  return decoded !== null && looksLikeText(decoded.text) && shareOf(decoded.text, /[\u0020-\u007e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\s]/g) > 0.9
    ? decoded
    : null;
}

function fromUtf8(bytes: Uint8Array): Decoded | null {
  return decodeWith("utf-8", bytes);
}

/** Characters that fill Chinese prose in either script; text decoded under the wrong legacy encoding has hardly any of them. */
const COMMON_HANS = /[的一是在有和了人学校生教为中业年不大上个国我地发工作用专职实质量报告师育技能]/g;
const COMMON_HANT = /[的一是在有和了人學校生教為中業年不大上個國我地發工作用專職實質量報告師育技能]/g;

/** Both encodings accept most of each other's bytes, so the reading with more of the commonest characters wins. */
function fromChinese(bytes: Uint8Array): Decoded | null {
  const gb18030 = decodeWith("gb18030", bytes);
  const big5 = decodeWith("big5", bytes);
  if (gb18030 === null || big5 === null) return gb18030 ?? big5;
  const plausible = (text: string): number => Math.max(shareOf(text, COMMON_HANS), shareOf(text, COMMON_HANT));
  return plausible(big5.text) > plausible(gb18030.text) ? big5 : gb18030;
}

function shareOf(text: string, characters: RegExp): number {
  const sample = text.slice(0, SAMPLE_BYTES);
  return sample.length === 0 ? 0 : (sample.match(characters)?.length ?? 0) / sample.length;
}

/** No NUL, and hardly any control character but tab, line breaks and form feed. */
function looksLikeText(text: string): boolean {
  if (text.includes("\0")) return false;
  return shareOf(text, /[\u0001-\u0008\u000b\u000e-\u001f\u007f\ufffd\ue000-\uf8ff]/g) < 0.02;
}
