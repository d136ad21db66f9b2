import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { toIndicatorId } from "../../src/domain/ids.ts";
import { AppError } from "../../src/domain/issue.ts";
import { toAliasKey } from "../../src/lexicon/alias-key.ts";
import { aliasForms } from "../../src/lexicon/check-indicators.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { foldText } from "../../src/text/fold.ts";
import { fc } from "../support/property.ts";

const LEXICON = "data/lexicon";
const lexicon = loadLexicon(LEXICON);

describe("the shipped lexicon", () => {
  test("has many entries, each under one id", () => {
    expect(lexicon.indicators.length).toBeGreaterThan(300);
    expect(new Set(lexicon.indicators.map((indicator) => indicator.id)).size).toBe(lexicon.indicators.length);
  });

  test("finds every entry by its Chinese and its English name", () => {
    for (const indicator of lexicon.indicators) {
      for (const [name, from] of [
        [indicator.zh, "zh"],
        [indicator.en, "en"],
      ] as const) {
        const folded = foldText(name);
        const whole = lexicon.aliases.find(folded, [from]).find((match) => match.start === 0 && match.end === folded.length);
        expect(whole?.indicatorIds, name).toContain(indicator.id);
      }
    }
  });

  test("explains every entry in both languages, without digits that an answer could mistake for data", () => {
    for (const indicator of lexicon.indicators) {
      expect(indicator.definition, indicator.id).toMatch(/\p{Script=Han}/u);
      expect(indicator.definitionEn, indicator.id).toMatch(/[a-z]/i);
    }
  });

  test("keeps one population and unit kind apart from the next within a family", () => {
    const shares = lexicon.family("dual_qualified_teachers").map((indicator) => [indicator.id, indicator.kind, indicator.unit]);
    expect(shares).toEqual([
      ["dual_qualified_teachers", "count", "人"],
      ["dual_qualified_share", "share", "%"],
    ]);
    for (const indicator of lexicon.indicators) {
      const twins = lexicon.family(indicator.family).filter((other) => other.kind === indicator.kind && other.denominator === indicator.denominator);
      const places = new Set(twins.map((twin) => `${twin.population}|${twin.zh}`));
      expect(places.size, indicator.family).toBe(twins.length);
    }
  });

  test("uses no grammar sign by mistake: no form holds a sign of the alias grammar or of regexes", () => {
    for (const indicator of lexicon.indicators) {
      for (const form of aliasForms(indicator, (reason) => expect.fail(`${indicator.id}: ${reason}`))) expect(form.text, indicator.id).not.toMatch(/[?*[\]|]/);
    }
  });

  test("looks entries up by id and by family", () => {
    expect(lexicon.indicator(toIndicatorId("land_area"))?.zh).toBe("占地面积");
    expect(lexicon.indicator(toIndicatorId("no_such"))).toBeUndefined();
    expect(lexicon.family("no_such")).toEqual([]);
    expect(lexicon.hash).toMatch(/^[0-9a-f]{64}$/);
  });
});

test("headlines are indicators", () => {
  const { ids }: { readonly ids: readonly string[] } = JSON.parse(readFileSync("data/lexicon/headlines.json", "utf8"));
  expect(ids.filter((id) => lexicon.indicator(toIndicatorId(id)) === undefined)).toEqual([]);
  expect(new Set(ids).size).toBe(ids.length);
});

interface Spec {
  readonly view: "report" | "question";
  readonly text: string;
  /** Words as they stand in the text, then the ids they name. */
  readonly names: readonly (readonly string[])[];
}

describe("names in text (longest first, none overlapping)", () => {
  const specs: readonly Spec[] = JSON.parse(readFileSync("tests/specs/indicators.json", "utf8"));
  test.each(specs.map((spec) => [spec.text, spec] as const))("%s", (text, { view, names }) => {
    const matches = lexicon.aliases.find(foldText(text), view === "report" ? ["zh", "prose"] : ["zh", "ask", "en"]);
    const taken: (typeof matches)[number][] = [];
    for (const match of matches.toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start)) {
      const same = taken.find((other) => other.start === match.start && other.end === match.end);
      if (same !== undefined || !taken.some((other) => other.start < match.end && match.start < other.end)) taken.push(match);
    }
    const told = new Map<string, Set<string>>();
    for (const match of taken.toSorted((a, b) => a.start - b.start)) {
      const words = text.slice(match.start, match.end);
      told.set(words, new Set([...(told.get(words) ?? []), ...match.indicatorIds]));
    }
    expect([...told].map(([words, ids]) => [words, ...[...ids].sort()])).toEqual(names.map(([words, ...ids]) => [words, ...ids.sort()]));
  });
});

test("every match's slice reduces to one of the alias forms of each entry it names", () => {
  const forms = new Map(lexicon.indicators.map((indicator) => [indicator.id, new Set(aliasForms(indicator, () => undefined).map((form) => form.key))]));
  const pieces = fc.constantFrom(
    "双师型",
    "“双师”",
    "教师",
    "占比",
    "的",
    " ",
    "就业率",
    "對口",
    "１＋Ｘ",
    "证书",
    "student",
    "s",
    " per ",
    "teacher",
    "，",
    "\n",
    "大学生",
    "图书馆",
    "生均",
    "3",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      const text = foldText(parts.join(""));
      for (const match of lexicon.aliases.find(text)) {
        const { key } = toAliasKey(text.slice(match.start, match.end));
        for (const id of match.indicatorIds) expect(forms.get(id)?.has(key), `${key} of ${id}`).toBe(true);
      }
    }),
  );
});

test.each([
  ["就业", 100_000],
  ["大学生", 0],
  ["s'", 0],
  ["1,", 0],
])("long hostile text of %s is read in one pass", (piece, count) => {
  expect(lexicon.aliases.find(piece.repeat(100_000), ["ask"])).toHaveLength(count);
});

describe("a lexicon that does not hold", () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  const folderWith = (files: Readonly<Record<string, unknown>>): string => {
    const folder = mkdtempSync(join(tmpdir(), "lexicon-"));
    folders.push(folder);
    mkdirSync(join(folder, "indicators"));
    cpSync(join(LEXICON, "units.json"), join(folder, "units.json"));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    return folder;
  };
  const entry = (id: string, more: Readonly<Record<string, unknown>> = {}) => ({
    id,
    zh: `${id}指标`,
    en: `${id} entry`,
    kind: "count",
    unit: "人",
    definition: "一行",
    ...more,
  });
  const problem = (folder: string): string => {
    try {
      loadLexicon(folder);
    } catch (error) {
      if (error instanceof AppError && error.code === "lexicon_invalid") return error.safeMessage;
      throw error;
    }
    return "no problem";
  };

  const named = (zh: string, more: Readonly<Record<string, unknown>> = {}) => ({ aliases: { zh: [zh] }, ...more });
  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ["text that is not JSON", { "indicators/a.json": "{" }, "indicators/a.json: it is not JSON"],
    ["a file that is no list", { "indicators/a.json": {} }, "indicators/a.json: Invalid input: expected array"],
    ["an empty list", { "indicators/a.json": [] }, "indicators/a.json: Too small"],
    ["an unknown field", { "indicators/a.json": [entry("x", { colour: "red" })] }, 'indicators/a.json: entry "x": Unrecognized key: "colour"'],
    ["a missing field", { "indicators/a.json": [entry("x"), { ...entry("y"), en: undefined }] }, 'indicators/a.json: entry "y": en:'],
    ["an entry without an id", { "indicators/a.json": [{}] }, "indicators/a.json: entry number 1: id:"],
    ["an id that is not snake_case", { "indicators/a.json": [entry("Land-Area")] }, 'entry "Land-Area": id: must be snake_case English'],
    ["an unknown kind", { "indicators/a.json": [entry("x", { kind: "number" })] }, 'entry "x": kind:'],
    ["an unknown unit", { "indicators/a.json": [entry("x", { unit: "斗" })] }, 'indicators/a.json, entry "x": the unit "斗" is not in units.json'],
    ["units without the unit", { "indicators/a.json": [entry("x", { units: ["人次"] })] }, 'entry "x": units do not list the unit "人"'],
    [
      "an id taken twice",
      { "indicators/a.json": [entry("x")], "indicators/b.json": [entry("x", { zh: "别名" })] },
      'indicators/b.json, entry "x": the id is already taken in indicators/a.json',
    ],
    ["an unknown sibling", { "indicators/a.json": [entry("x", { siblings: ["y"] })] }, 'entry "x": the sibling "y" does not exist'],
    ["itself as sibling", { "indicators/a.json": [entry("x", { siblings: ["x"] })] }, 'entry "x": it is its own sibling'],
    ["an alias that does not parse", { "indicators/a.json": [entry("x", named("[甲"))] }, 'entry "x": alias "[甲": "]" is missing'],
    ["an alias of one character", { "indicators/a.json": [entry("x", named("书"))] }, 'the form "书" is shorter than two characters'],
    [
      "a name that means two things",
      { "indicators/a.json": [entry("x", named("同名")), entry("y", named("“同名”"))] },
      'entry "y": in reports, ""同名"" also names "x" (indicators/a.json)',
    ],
    [
      "a word that blocks nothing",
      { "indicators/a.json": [entry("x", { aliases: { not: ["大学生"] } })] },
      'entry "x": not "大学生" holds no alias of the entry',
    ],
    ["units that are not units", { "indicators/a.json": [entry("x")], "units.json": [{ id: "人" }] }, "units.json:"],
  ])("is refused with file and entry named: %s", (_, files, message) => {
    expect(problem(folderWith(files))).toContain(message);
  });

  test("is refused when the folder is not there", () => {
    expect(problem(join(tmpdir(), "no-such-lexicon"))).toContain("units.json: the file cannot be read");
  });

  test("all flaws are told at once", () => {
    const message = problem(folderWith({ "indicators/a.json": [entry("x", { unit: "斗" }), entry("y", { siblings: ["z"] })] }));
    expect(message).toContain('the unit "斗"');
    expect(message).toContain('the sibling "z"');
  });

  test("one name may stand for two entries of one family, or of other units", () => {
    const family = { family: "f" };
    expect(problem(folderWith({ "indicators/a.json": [entry("x", named("同名", family)), entry("y", named("同名", family))] }))).toBe("no problem");
    expect(problem(folderWith({ "indicators/a.json": [entry("x", named("同名")), entry("y", named("同名", { kind: "amount", unit: "元" }))] }))).toBe(
      "no problem",
    );
  });

  test("a colloquial name of one entry may be a short head of another: no reader looks at both lists", () => {
    const files = { "indicators/a.json": [entry("x", { aliases: { ask: ["同名"] } }), entry("y", { aliases: { prose: ["同名"] } })] };
    expect(problem(folderWith(files))).toBe("no problem");
  });

  test("defaults are filled in, and the hash follows the bytes", () => {
    const first = loadLexicon(folderWith({ "indicators/people.json": [entry("x")] }));
    expect(first.indicators[0]).toMatchObject({
      group: "people",
      units: ["人"],
      family: "x",
      denominator: null,
      population: null,
      direction: "neutral",
      siblings: [],
    });
    expect(loadLexicon(folderWith({ "indicators/people.json": [entry("x")] })).hash).toBe(first.hash);
    expect(loadLexicon(folderWith({ "indicators/people.json": [entry("x", { definition: "两行" })] })).hash).not.toBe(first.hash);
  });
});
