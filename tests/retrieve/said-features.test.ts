import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { featuresOf, rareWords, rarityOf, runsOf, weighAsked } from "../../src/retrieve/said/said-features.ts";
import { kindTest } from "../../src/retrieve/said/said-kinds.ts";
import { sureness } from "../../src/retrieve/said/said-score.ts";

const group = (word: string, weight = 1) => ({ words: [word], weight });
const anything = (): boolean => true;
const said = (words: string) => ({ words, before: "", heading: "" });

describe("how a sentence speaks to a question", () => {
  const texts = ["学校有海燕合唱队", "合唱队获市二等奖", "学校占地90亩", "食堂新建"];
  const asked = weighAsked(anything, ["海燕合唱队"], [group("海燕"), group("合唱")], texts);

  it("covers more the more of it stands there, and misses what does not", () => {
    const [full, half, none] = [texts[0], texts[1], texts[2]].map((words = "") => featuresOf(asked, said(words)));
    expect(full?.cover).toBeCloseTo(1);
    expect(full?.missing).toBe(0);
    expect(half?.cover).toBeGreaterThan(0);
    expect(half?.cover).toBeLessThan(1);
    expect(half?.missing).toBeGreaterThan(0.4);
    expect(none?.cover).toBe(0);
  });

  it("weighs a word of few sentences more than one of many", () => {
    const [rare, common] = asked.groups;
    expect(rare?.share).toBeGreaterThan(common?.share ?? 1);
    expect(rareWords(asked, "海燕合唱队")).toContain("海燕");
  });

  it("finds in headings what the sentence leaves out, for less", () => {
    const headed = featuresOf(asked, { words: "获市二等奖", before: "", heading: "海燕合唱队" });
    expect(headed.cover).toBe(0);
    expect(headed.around).toBeGreaterThan(0.7);
    expect(headed.around).toBeLessThan(1);
  });

  it("tells that a word stands in no sentence at all", () => {
    const lost = weighAsked(anything, ["游泳馆"], [group("游泳馆")], texts);
    expect(featuresOf(lost, said(texts[2] ?? "")).unheard).toBe(1);
  });

  it("stays within 0 and 1, whatever is asked of whatever text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 12 }), { maxLength: 6 }),
        fc.string({ maxLength: 40 }),
        fc.array(fc.string(), { maxLength: 5 }),
        (words, text, all) => {
          const weighed = weighAsked(
            anything,
            runsOf(words.join(" ")),
            words.map((word) => group(word)),
            all,
          );
          const features = featuresOf(weighed, said(text));
          for (const value of Object.values(features)) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1 + 1e-9);
          }
          const sure = sureness({ ...features, near: 0, lead: 0, nearLead: 0, place: 0, nearPlace: 0 });
          expect(sure).toBeGreaterThanOrEqual(0);
          expect(sure).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it("is rare in one of many sentences and not rare in all", () => {
    expect(rarityOf(1, 100)).toBe(1);
    expect(rarityOf(100, 100)).toBe(0);
    expect(rarityOf(10, 100)).toBeCloseTo(0.5);
  });
});

describe("the kind of thing asked for", () => {
  it.each([
    ["什么时候开工", null, "2021年3月动工", true],
    ["什么时候开工", null, "工程进展顺利", false],
    ["几位老师参加", "位", "4名教师参加", true],
    ["几位老师参加", "位", "共培训3天", false],
    ["花了多少钱", null, "投入30万元", true],
    ["花了多少钱", null, "共有30人", false],
    ["谁拿了奖", null, "林小雨同学获奖", true],
    ["为什么少了", null, "由于停产", true],
    ["为什么少了", null, "共有3个班", false],
    ["校训是哪几个字", null, "秉承勤学苦练的校训", true],
    ["怎么管理", null, "分层管理", true],
  ] as const)("%s (%s): %s → %s", (question, unit, words, isTold) => {
    expect(kindTest(question, unit)(words)).toBe(isTold);
  });
});
