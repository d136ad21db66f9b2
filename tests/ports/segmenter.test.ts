import { describe, expect, test } from "vitest";
import type { Segmenter } from "../../src/domain/ports.ts";
import { createJiebaSegmenter } from "../../src/store/jieba-segmenter.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { fc } from "../support/property.ts";

const SEGMENTERS: readonly (readonly [string, Segmenter])[] = [
  ["fake", createBigramSegmenter()],
  ["jieba", createJiebaSegmenter(["双师型教师", "生师比"])],
];

/** Chinese, digits, Latin, marks, blanks, and whatever else a converter may leave. */
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc
    .array(
      fc.constantFrom("双师型", "教师", "生师比", "98.57%", "2022", " ", "\n", "　", "ESP32", "，", "。", "、", "1+X", "😀", "\ud800", "學", "（", "\u0000"),
      { maxLength: 30 },
    )
    .map((parts) => parts.join("")),
);

describe.each(SEGMENTERS)("the %s segmenter", (_, segmenter) => {
  test("covers all but blank space with tokens in order that do not overlap", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of segmenter.cut(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(text.slice(end, token.start).trim()).toBe("");
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
        expect(text.slice(end).trim()).toBe("");
      }),
    );
  });

  test("keeps numbers whole", () => {
    const terms = segmenter.cut("2022年就业率98.57%").map((token) => token.term);
    expect(terms).toContain("2022");
    expect(terms).toContain("98.57");
  });

  test("gives the same search terms for traditional, full-width and capital spellings", () => {
    expect(segmenter.searchTerms("雙師型教師ＥＳＰ３２")).toEqual(segmenter.searchTerms("双师型教师esp32"));
  });

  test("gives no term without a letter or digit", () => {
    expect(segmenter.searchTerms("，。、 …… ——\n")).toEqual([]);
  });
});
