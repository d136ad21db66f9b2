import { describe, expect, it } from "vitest";
import { AppError } from "../../src/domain/issue.ts";
import { decodeBytes } from "../../src/ingest/decode.ts";
import { bytesOf, encodeLegacy, utf16 } from "../support/documents/encode.ts";

const HANS = "学校现有在校生1200人，专任教师96人。\r\n就业率为97.5%，双师型教师占专任教师的三分之二，学生在企业实习一年。\r\n";
const HANT = "學校現有在校學生，專任教師與實習指導教師共同上課，學生的就業質量和技能不斷提高，為地方發展作出了貢獻。\n";

const codeOf = (bytes: Uint8Array): string => {
  try {
    decodeBytes(bytes);
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return "decoded";
};

describe("decodeBytes", () => {
  it.each([
    ["utf-8", new TextEncoder().encode(HANS), HANS],
    ["utf-8", bytesOf([0xef, 0xbb, 0xbf, ...new TextEncoder().encode(HANS)]), HANS],
    ["utf-16le", utf16(HANS, false), HANS],
    ["utf-16le", bytesOf([0xff, 0xfe, ...utf16(HANS, false)]), HANS],
    ["utf-16be", utf16(HANS, true), HANS],
    ["utf-16be", bytesOf([0xfe, 0xff, ...utf16(HANS, true)]), HANS],
    ["gb18030", encodeLegacy(HANS, "gb18030"), HANS],
    ["gb18030", encodeLegacy(HANT, "gb18030"), HANT],
    ["big5", encodeLegacy(HANT, "big5"), HANT],
  ] as const)("reads %s and keeps line breaks as they are", (encoding, bytes, text) => {
    expect(decodeBytes(bytes)).toEqual({ text, encoding });
  });

  it.each([
    ["empty_file", bytesOf([])],
    ["empty_file", new TextEncoder().encode(" \r\n\t　\n")],
    ["not_text", new TextEncoder().encode("%PDF-1.7\nnot a text")],
    ["not_text", bytesOf([0x50, 0x4b, 0x03, 0x04, 1, 2, 3])],
    ["not_text", bytesOf([0x41, 0x00, 0x41, 0x42, 0x43])],
    ["not_text", bytesOf(Array.from({ length: 400 }, (_, index) => (index * 7) % 32))],
    ["file_too_large", new Uint8Array(20_000_001).fill(0x41)],
  ])("refuses with %s", (code, bytes) => expect(codeOf(bytes)).toBe(code));

  it("names a reason and a remedy", () => {
    expect(() => decodeBytes(new TextEncoder().encode("%PDF-1.7"))).toThrow(/PDF.*Save the report as \.txt or \.md/);
  });
});
