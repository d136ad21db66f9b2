import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asksNumber } from "../../src/retrieve/english/asking-forms.ts";
import { renderChinese, renderMixed } from "../../src/retrieve/english/render-chinese.ts";
import { hasContentWords } from "../../src/retrieve/english/tell-english.ts";
import cases from "../specs/english-pairs.json" with { type: "json" };

const HAN = /[\u4e00-\u9fff]/;
const ownersIn = (text: string): { start: number; end: number }[] => [...text.matchAll(/§/g)].map(({ index }) => ({ start: index, end: index + 1 }));
const render = (text: string): string | null =>
  HAN.test(text) || /zeppelin/.test(text) ? renderMixed(text, ownersIn(text)) : renderChinese(text, ownersIn(text), "柏川");

describe("a question told in Chinese", () => {
  it.each(cases.told.map((one) => [one.english, one.chinese] as const))("%s → %s", (english, chinese) => {
    expect(render(english)).toBe(chinese);
  });

  it("leaves no English word of the question behind, or says null", () => {
    const words = fc.constantFrom("how many", "students", "library", "of the", "grants", "win", "who", "prizes", "into", "zyzzyva", "2021", "§", "-", "'s");
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        const told = renderChinese(parts.join(" "), ownersIn(parts.join(" ")), "");
        expect(told === null || !/[a-z]/i.test(told)).toBe(true);
      }),
    );
  });
});

describe("what an English question wants", () => {
  it.each(["How many teachers", "what percentage of", "How often does it meet", "What did it cost"])("%s: a number", (text) =>
    expect(asksNumber(text)).toBe(true),
  );
  it.each(["Why is it so", "Which majors are offered", "哪些专业"])("%s: none", (text) => expect(asksNumber(text)).toBe(false));
  it("tells words that say something from those that only join", () => {
    expect([hasContentWords("how many does it have"), hasContentWords("how many zeppelins"), hasContentWords("of the library")]).toEqual([false, true, true]);
  });
});
