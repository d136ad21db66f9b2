import { AppError } from "../../domain/issue.ts";
import { type Decoded, decodeBytes, type Encoding } from "../decode.ts";

const DECLARED = /<meta[^>]{0,300}?charset\s{0,5}=\s{0,5}["']?\s{0,5}([\w-]{2,20})/i;
const LABELS: Readonly<Record<string, Encoding>> = { "utf-8": "utf-8", utf8: "utf-8", gb2312: "gb18030", gbk: "gb18030", gb18030: "gb18030", big5: "big5" };

/** A page's text: by its byte order mark, by what its head declares where the bytes agree, else as any text is told. */
export function decodeHtml(bytes: Uint8Array): Decoded {
  const head = String.fromCharCode(...bytes.subarray(0, 2048));
  const label = LABELS[DECLARED.exec(head)?.[1]?.toLowerCase() ?? ""];
  const marked = /^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/.test(head);
  if (label === undefined || label === "utf-8" || marked || isChineseUtf8(bytes)) return decodeBytes(bytes);
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    if (text.trim() === "") throw new AppError("empty_file", "The file holds nothing but blanks. Put the report's text into it and ingest it again.");
    return { text, encoding: label };
  } catch (error) {
    // A fatal decoder throws a TypeError on a malformed byte: the page declares what it is not.
    if (error instanceof TypeError) return decodeBytes(bytes);
    throw error;
  }
}

/** GB18030 accepts most of UTF-8's bytes, so a page that declares the one and is the other would be read as nonsense. */
function isChineseUtf8(bytes: Uint8Array): boolean {
  try {
    return /[\u4e00-\u9fff]{2}/.test(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
