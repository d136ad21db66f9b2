import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadNameVocabulary } from "../../src/lexicon/name-words.ts";
import { maskKnownNames, maskNames } from "../../src/text/mask-names.ts";
import { fc } from "../support/property.ts";

interface Case {
  readonly text: string;
  /** Null: nothing in it is a private person's name. */
  readonly masked: string | null;
}

const words = loadNameVocabulary(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));
const cases = JSON.parse(readFileSync(new URL("../specs/names.json", import.meta.url), "utf8")) as readonly Case[];

describe("masking names", () => {
  it.each(cases)("$text", ({ text, masked }) => {
    expect(maskNames(text, words).text).toBe(masked ?? text);
  });

  const pieces = fc.constantFrom(
    "张晓明",
    "李华",
    "学生",
    "同学",
    "老师",
    "：",
    "、",
    "，",
    "男",
    "\t",
    "\n",
    "|",
    "姓名",
    "获奖",
    "（",
    "）",
    "·",
    " ",
    "𠮷",
    "12人",
    "高级",
    "a",
  );

  it("keeps every offset: only Chinese characters change, each into one", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join("");
        const masked = maskNames(text, words).text;
        expect(masked).toHaveLength(text.length);
        for (let index = 0; index < text.length; index += 1) {
          if (masked[index] !== text[index]) expect(`${text[index]}${masked[index]}`).toMatch(/^\p{Script=Han}某$/u);
        }
      }),
    );
  });

  it("masks what is masked no further", () => {
    for (const { text } of cases) {
      const once = maskNames(text, words).text;
      expect(maskNames(once, words).text).toBe(once);
    }
  });

  it("takes no longer than the text is long, whatever it says", () => {
    for (const hostile of ["学生".repeat(20_000), "张".repeat(40_000), "获奖学生：".repeat(10_000), "、张三".repeat(15_000), "（".repeat(40_000)]) {
      expect(maskNames(hostile, words).text).toHaveLength(hostile.length);
    }
  });

  it("masks a heading by the names found in its report", () => {
    const { names } = maskNames("学生陈思远获奖。", words);
    expect(maskKnownNames("案例三 追梦路上的陈思远", names, words)).toBe("案例三 追梦路上的陈某某");
  });
});
