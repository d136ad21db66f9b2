import { describe, expect, test } from "vitest";
import glossary from "../../data/lexicon/glossary.json" with { type: "json" };
import { glossEnglish } from "../../src/retrieve/english/glossary.ts";

describe("glossEnglish", () => {
  test("gives the Chinese words of words and phrases, the longest phrase first, function words apart", () => {
    expect(glossEnglish("How are the class teachers trained?")).toEqual({ words: ["班主任", "培训"], coverage: 1 });
  });

  test("knows plurals and verb forms by their stem", () => {
    expect(glossEnglish("companies").words).toEqual(glossEnglish("company").words);
    expect(glossEnglish("cooperating").words).toEqual(glossEnglish("cooperate").words);
    expect(glossEnglish("libraries").words).toContain("图书馆");
  });

  test("tells how much of the question it covers", () => {
    expect(glossEnglish("Who ratified the treaty about the library?").coverage).toBeCloseTo(1 / 3);
    expect(glossEnglish("the of and").coverage).toBe(0);
    expect(glossEnglish("现代学徒制")).toEqual({ words: [], coverage: 0 });
    expect(glossEnglish("")).toEqual({ words: [], coverage: 0 });
  });

  test("takes no word for another that only looks like its stem", () => {
    expect(glossEnglish("Which part did they care about?").words).toEqual([]);
    expect(glossEnglish("artisanal cars").words).toEqual(["汽车"]);
  });

  test("each entry is found by each of its own spellings", () => {
    for (const { en, zh } of glossary) {
      for (const phrase of en) expect(glossEnglish(phrase).words, phrase).toEqual(expect.arrayContaining(zh));
    }
  });
});
