import { expect, test } from "vitest";
import { createJiebaSegmenter } from "../../src/store/jieba-segmenter.ts";

const segmenter = createJiebaSegmenter(["双师型教师", "生师比", "双师型教师占比情况", "专任教师"]);

test("cuts lexicon words whole, with their spans", () => {
  const text = "“雙師型教師”83人，生师比13.37";
  const tokens = segmenter.cut(text);
  expect(tokens.map((token) => token.term)).toEqual(['"', "双师型教师", '"', "83", "人", "，", "生师比", "13.37"]);
  expect(tokens.map((token) => text.slice(token.start, token.end))).toEqual(["“", "雙師型教師", "”", "83", "人", "，", "生师比", "13.37"]);
});

test("finds a lexicon word inside a longer one, and parts of words", () => {
  const terms = segmenter.searchTerms("双师型教师占比情况");
  expect(terms).toContain("双师型教师占比情况");
  expect(terms).toContain("双师型教师");
  expect(terms).toContain("教师");
  expect(segmenter.searchTerms("现代学徒制")).toContain("学徒");
});

test("names its words in its id", () => {
  expect(createJiebaSegmenter(["生师比", "专任教师"]).id).toBe(createJiebaSegmenter(["专任教师", "生师比", "生师比"]).id);
  expect(createJiebaSegmenter(["生师比"]).id).not.toBe(segmenter.id);
});

test("leaves no global variable behind", () => {
  expect(Object.keys(globalThis).filter((name) => /dict/i.test(name))).toEqual([]);
});
