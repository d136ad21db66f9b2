import { describe, expect, test } from "vitest";
import { sliceSpan } from "../../src/domain/span.ts";
import { passageSentences, pickHighlights, scoreSentences } from "../../src/retrieve/passages/highlights.ts";
import { characterBigrams } from "../../src/text/tokens.ts";
import { createBigramSegmenter } from "../support/bigram-segmenter.ts";
import { aPassage, aReport } from "../support/builders.ts";

const segmenter = createBigramSegmenter();
const queryOf = (text: string) => ({ terms: new Set(segmenter.searchTerms(text)), bigrams: new Set(characterBigrams(text)) });

describe("passageSentences", () => {
  test("gives each sentence with the source it came from", () => {
    const report = aReport("甲。乙　丙２人。\n丁");
    const sentences = passageSentences(report.text, aPassage(report, 0, ["甲。乙　丙２人。\n丁"]));
    expect(sentences.map((sentence) => sentence.parts.map((part) => sliceSpan(report.text, part)))).toEqual([["甲。"], ["乙　丙２人。"], ["丁"]]);
  });

  test("gives a sentence that a page break cut as two parts, without what stands between", () => {
    const report = aReport("开头。设备三百\n— 12 —\n台。结尾。");
    const sentences = passageSentences(report.text, aPassage(report, 0, ["开头。设备三百", "台。结尾。"]));
    expect(sentences.map((sentence) => sentence.parts.map((part) => sliceSpan(report.text, part)))).toEqual([["开头。"], ["设备三百", "台。"], ["结尾。"]]);
    expect(sentences[1]?.text).toBe("设备三百台。");
  });
});

describe("pickHighlights", () => {
  const report = aReport("学校重视教学。学校有教师八十人。学校重视安全。");
  const sentences = passageSentences(report.text, aPassage(report, 0, [report.text]));
  const quotes = (spans: ReturnType<typeof pickHighlights>) => spans.map((parts) => parts.map((part) => sliceSpan(report.text, part)).join(""));

  test("puts the sentence with the rarest words of the question first", () => {
    const [scores] = scoreSentences([sentences], queryOf("学校教师有多少"), segmenter);
    expect(quotes(pickHighlights(sentences, scores ?? [], null))[0]).toBe("学校有教师八十人。");
  });

  test("leaves out sentences far behind the best", () => {
    expect(quotes(pickHighlights(sentences, [0.1, 2, 1.9], null))).toEqual(["学校有教师八十人。", "学校重视安全。"]);
  });

  test("goes by similarity where no word is shared, and by the first sentence where nothing helps", () => {
    expect(quotes(pickHighlights(sentences, [0, 0, 0], [0.1, 0.2, 0.7]))[0]).toBe("学校重视安全。");
    expect(quotes(pickHighlights(sentences, [0, 0, 0], null))).toEqual(["学校重视教学。"]);
    expect(pickHighlights([], [], null)).toEqual([]);
  });
});
