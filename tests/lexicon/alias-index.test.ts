import { describe, expect, test } from "vitest";
import { toIndicatorId } from "../../src/domain/ids.ts";
import { type AliasForm, type AliasFrom, createAliasIndex } from "../../src/lexicon/alias-index.ts";
import { toAliasKey } from "../../src/lexicon/alias-key.ts";
import { createAutomaton } from "../../src/lexicon/automaton.ts";
import { foldText } from "../../src/text/fold.ts";
import { fc } from "../support/property.ts";

const form = (text: string, id: string, from: AliasForm["from"] = "zh"): AliasForm => ({
  text: foldText(text),
  key: toAliasKey(foldText(text)).key,
  from,
  indicatorId: toIndicatorId(id),
});

const found = (forms: readonly AliasForm[], text: string, from?: readonly AliasFrom[]): string[] =>
  createAliasIndex(forms)
    .find(foldText(text), from)
    .map((match) => `${text.slice(match.start, match.end)}@${match.start}=${match.indicatorIds.join("/")}:${match.from}`);

describe("find", () => {
  test("gives nested and overlapping names, by start then longest first", () => {
    const forms = [form("就业率", "a"), form("对口就业率", "b"), form("就业", "c", "prose"), form("率高", "d")];
    expect(found(forms, "其对口就业率高")).toEqual(["对口就业率@1=b:zh", "就业率@3=a:zh", "就业@3=c:prose", "率高@5=d:zh"]);
  });

  test("gathers the entries that share a name and keeps the lists apart", () => {
    const forms = [form("双师型", "count", "ask"), form("双师型", "share", "ask"), form("双师型", "count", "prose")];
    expect(found(forms, "双师型")).toEqual(["双师型@0=count/share:ask", "双师型@0=count:prose"]);
    expect(found(forms, "双师型", ["prose"])).toEqual(["双师型@0=count:prose"]);
    expect(found(forms, "双师型", ["en"])).toEqual([]);
  });

  test("skips quotes, blanks and 的 inside a name, never at its edges", () => {
    expect(found([form("双师型教师", "a")], "“双师型”教师，“双师型教师”")).toEqual(["双师型”教师@1=a:zh", "双师型教师@9=a:zh"]);
    expect(found([form("双师型教师", "a")], "双师型 的 教师 多")).toEqual(["双师型 的 教师@0=a:zh"]);
    expect(found([form("双师型教师", "a")], "双师型\n教师")).toEqual([]);
  });

  test("bounds Latin names at words and is blind to case, hyphen and plural", () => {
    const forms = [form("employment rate", "a", "en"), form("dual-qualified teachers", "b", "en"), form("facilities", "c", "en")];
    expect(found(forms, "Employment Rates vs unemployment rate")).toEqual(["Employment Rates@0=a:en"]);
    expect(found(forms, "a DUAL qualified teacher")).toEqual(["DUAL qualified teacher@2=b:en"]);
    expect(found(forms, "one facility")).toEqual(["facility@4=c:en"]);
    expect(found(forms, "employment rated")).toEqual([]);
  });

  test("leaves an entry out inside a longer word that blocks it, and only there", () => {
    const forms = [form("学生", "a"), form("学生", "b"), form("大学生", "a", "not")];
    expect(found(forms, "大学生与学生")).toEqual(["学生@1=b:zh", "学生@4=a/b:zh"]);
  });

  test("offers short Chinese names as terms", () => {
    const forms = [form("生师比", "a"), form("1+X证书", "b"), form("rate", "c", "en"), form("大学生", "a", "not"), form("一二三四五六七八九", "d")];
    expect(createAliasIndex(forms).terms).toEqual(["生师比"]);
  });
});

describe("automaton", () => {
  test("agrees with a plain search for every word at every place", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 12 }), fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 60 }), (words, text) => {
        const hits: string[] = [];
        createAutomaton(words).scan(text, (index, end) => hits.push(`${words[index]}@${end}`));
        const expected: string[] = [];
        for (const each of words)
          for (let at = 0; at + each.length <= text.length; at += 1) if (text.startsWith(each, at)) expected.push(`${each}@${at + each.length}`);
        expect(hits.sort()).toEqual(expected.sort());
      }),
    );
  });
});

describe("toAliasKey", () => {
  const mixed = fc.string({ unit: fc.constantFrom("双", "师", "的", '"', "'", " ", "-", "s", "a", "e", "1", "\n", "，"), maxLength: 40 });

  test("maps every key unit to a stretch of the source, in order and without overlap", () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const { key, starts, ends } = toAliasKey(text);
        expect([starts.length, ends.length]).toEqual([key.length, key.length]);
        for (let i = 0; i < key.length; i += 1) {
          expect(ends[i]).toBeGreaterThan(starts[i] ?? Number.NaN);
          expect(starts[i]).toBeGreaterThanOrEqual(i === 0 ? 0 : (ends[i - 1] ?? Number.NaN));
        }
        expect(ends.at(-1) ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test.each([
    ['"双师"素质 教师', "双师素质教师"],
    ["毕业生的就业率", "毕业生就业率"],
    ["dual-qualified  teachers", "dual qualified teacher"],
    ["graduates' pay, teacher's age", "graduate pay,teacher age"],
    ['teacher"s age', "teacher age"],
    ["classes boxes facilities campus status", "class box facility campus status"],
    ["1+x 证书", "1+x证书"],
    ["第1 学期", "第1学期"],
  ])("reduces %s", (text, key) => {
    expect(toAliasKey(text).key).toBe(key);
  });
});
