import { describe, expect, it } from "vitest";
import { compileCue, findCue } from "../../src/understand/cue-pattern.ts";
import { editDistance } from "../../src/understand/detect/detect-latin-owners.ts";
import { countSyllables, soundsAlike, toPinyinWord, toSyllables } from "../../src/understand/detect/pinyin.ts";
import { placeCores, readNameTail } from "../../src/understand/owners/school-words.ts";

const textsOf = (patterns: readonly string[], text: string, unless: readonly string[] = []): string[] =>
  findCue(compileCue(patterns, unless), text, new Set([0])).map((match) => text.slice(match.start, match.end));

describe("cue patterns", () => {
  it("match plain, optional and alternative forms", () => {
    expect(textsOf(["再[加]一(个|所)"], "再加一个，再一所")).toEqual(["再加一个", "再一所"]);
  });
  it("bridge a gap inside a sentence, never across its end", () => {
    expect(textsOf(["比…多"], "平阳比平湖的学生多")).toEqual(["比平湖的学生多"]);
    expect(textsOf(["比…多"], "对比。学生多")).toEqual([]);
  });
  it("are bound to a clause's start or end, particles allowed after", () => {
    expect(textsOf(["^那"], "那平湖那边")).toEqual(["那"]);
    expect(textsOf(["大$"], "哪个大呢？大家")).toEqual(["大"]);
  });
  it("give way to unless forms", () => {
    expect(textsOf(["最多"], "最多可容纳多少", ["最多可"])).toEqual([]);
  });
  it("do not cut Latin words", () => {
    expect(textsOf(["rate"], "separate rate")).toEqual(["rate"]);
  });
  it("refuse a broken pattern by name", () => {
    expect(() => compileCue(["(多"])).toThrow(RangeError);
  });
});

describe("pinyin", () => {
  it("reads characters one by one and names as one word", () => {
    expect(toSyllables("平湖a")).toEqual(["ping", "hu", ""]);
    expect(toPinyinWord("平阳")).toBe("pingyang");
  });
  it("hears what southern typists mix up, and nothing else", () => {
    expect(soundsAlike("zhi", "zi")).toBe(true);
    expect(soundsAlike("pin", "ping")).toBe(true);
    expect(soundsAlike("hu", "fu")).toBe(false);
    expect(soundsAlike("", "")).toBe(false);
  });
  it("counts syllables of pinyin words only", () => {
    expect([countSyllables("hangzhou"), countSyllables("xian"), countSyllables("school"), countSyllables("siemens")]).toEqual([2, 1, 0, 0]);
  });
});

describe("edit distance", () => {
  it.each([
    ["pinhu", "pinghu", 1],
    ["pignhu", "pinghu", 1],
    ["pinghu", "pinghu", 0],
    ["pingyang", "pinghu", 3],
  ])("%s to %s is %i or above the limit", (a, b, distance) => {
    expect(Math.min(editDistance(a, b, 2), 3)).toBe(distance);
  });
});

describe("places and names", () => {
  it.each([
    ["平阳县", ["平阳"]],
    ["浙江省嘉兴市平湖市", ["嘉兴", "平湖"]],
    ["浙江省", []],
    ["和县", ["和县"]],
    ["平湖", ["平湖"]],
  ])("%s → %j", (place, cores) => {
    expect(placeCores(place)).toEqual(cores);
  });
  it.each([
    ["职业中等专业学校", { distinct: "", ordinal: "" }],
    ["旅游职业学校", { distinct: "旅游", ordinal: "" }],
    ["第一职业中学", { distinct: "", ordinal: "一" }],
  ])("%s → %j", (tail, expected) => {
    expect(readNameTail(tail)).toEqual(expected);
  });
});
