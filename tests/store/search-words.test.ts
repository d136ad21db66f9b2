import { describe, expect, it } from "vitest";
import { createInnerWords } from "../../src/store/search-words.ts";
import { fc } from "../support/property.ts";

/** What it must find, said the slow way: every stretch of four to sixteen characters that is a word and not known. */
function slowly(words: ReadonlySet<string>, folded: string, known: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (let start = 0; start < folded.length; start++) {
    for (let length = 4; length <= 16 && start + length <= folded.length; length++) {
      const word = folded.slice(start, start + length);
      if (words.has(word) && !known.has(word)) found.push(word);
    }
  }
  return found;
}

describe("createInnerWords", () => {
  it("finds words inside longer ones, overlapping and nested, in the order of the text", () => {
    const find = createInnerWords(["双师型教师", "双师型教师比例", "教师比例", "比例"]);
    expect(find("双师型教师比例为", new Set())).toEqual(["双师型教师", "双师型教师比例", "教师比例"]);
    expect(find("双师型教师比例", new Set(["双师型教师"]))).toEqual(["双师型教师比例", "教师比例"]);
    expect(find("双师型", new Set())).toEqual([]);
    // Once, where a longer word that begins alike would go beyond the text's end.
    expect(createInnerWords(["双师型教", "双师型教师"])("双师型教", new Set())).toEqual(["双师型教"]);
  });

  it("finds what a search of every stretch finds", () => {
    const word = fc.string({ unit: fc.constantFrom("甲", "乙", "丙"), minLength: 1, maxLength: 18 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 30 }), fc.array(word, { maxLength: 6 }), fc.array(word, { maxLength: 4 }), (words, text, known) => {
        const folded = text.join("");
        expect(createInnerWords(words)(folded, new Set(known))).toEqual(slowly(new Set(words), folded, new Set(known)));
      }),
    );
  });
});
