import { beforeAll, describe, expect, it } from "vitest";
import { compareIntervals, conflictBetween, intervalOf } from "../../src/answer/compose/comparability.ts";
import { asked, aWorld, SCHOOLS, type SchoolReport, type World } from "./support/world.ts";

const codes = (answer: { readonly caveats: readonly { readonly code: string }[] }): readonly string[] => answer.caveats.map((caveat) => caveat.code);
const school = (slug: string, year: number, raw: string, more: Record<string, unknown> = {}): SchoolReport => ({
  slug,
  name: `${slug}职业学校`,
  nameEn: `${slug} school`,
  year,
  lines: [{ text: `在校生${raw}。`, figures: [{ raw, id: "students", value: raw.replace(/\D/g, ""), ...more }] }],
});

let world: World;
beforeAll(async () => {
  world = await aWorld(SCHOOLS);
});

describe("compare", () => {
  it("names the winner with both figures cited", async () => {
    const answer = await world.ask(asked("哪所学校占地面积大", { scope: "all_schools", intent: "compare", indicators: ["site_area"], direction: "max" }));
    expect(answer.status).toBe("answered");
    expect(answer.winner?.school.id).toBe("linhai");
    expect(answer.figures.map((figure) => figure.value)).toEqual(["176", "160"]);
    expect(answer.figures.map((figure) => figure.citation)).toEqual([1, 2]);
    expect(answer.text).toContain("林海技师学院的占地面积更大：林海技师学院（2022年）176亩[1]，清河职业学校（2022年）160亩[2]。");
  });

  it("refuses to rank a number against a share, and says who leads by share", async () => {
    const answer = await world.ask(
      asked("which school has more 双师型 teachers", {
        language: "en",
        scope: "all_schools",
        intent: "compare",
        indicators: ["dual_teachers"],
        wantedKind: "count",
        direction: "max",
      }),
    );
    expect(answer.winner).toBeNull();
    expect(answer.status).toBe("partial");
    expect(codes(answer)).toEqual(expect.arrayContaining(["not_comparable", "missing", "different_denominator"]));
    expect(answer.figures.map((figure) => figure.value).toSorted()).toEqual(["50.6", "83", "93.02"]);
    expect(answer.text).toContain("By share, Linhai Technician College is higher");
    expect(answer.citations).toHaveLength(2);
  });

  it("keeps a winner whose contradicting values all win", async () => {
    const answer = await world.ask(asked("谁的就业率高", { scope: "all_schools", intent: "compare", indicators: ["employment_rate"], direction: "max" }));
    expect(answer.winner?.school.id).toBe("qinghe");
    expect(codes(answer)).toContain("conflict");
  });

  it("names no winner when one school alone reports it", async () => {
    const answer = await world.ask(asked("哪所学校工位多", { scope: "all_schools", intent: "compare", indicators: ["workstations"], direction: "max" }));
    expect(answer.winner).toBeNull();
    expect(answer.status).toBe("partial");
    expect(answer.figures.map((figure) => figure.value)).toEqual(["3500"]);
    expect(codes(answer)).toContain("missing");
  });

  it("finds nothing to compare where nobody reports it", async () => {
    const answer = await world.ask(asked("清河和林海谁的固定资产多", { owners: ["linhai"], intent: "compare", indicators: ["assets"] }));
    expect(answer.winner).toBeNull();
    expect(answer.figures).toEqual([]);
  });

  it("leaves overlapping bounds undecided", async () => {
    const other = await aWorld([school("a", 2022, "1000余人", { value: "1000", qualifier: "over" }), school("b", 2022, "1100人")]);
    const answer = await other.ask(asked("哪校学生多", { scope: "all_schools", intent: "compare", indicators: ["students"] }));
    expect(answer.winner).toBeNull();
    expect(answer.status).toBe("partial");
    expect(codes(answer)).toContain("not_comparable");
  });

  it("keeps the winner across years and says so", async () => {
    const other = await aWorld([school("a", 2020, "900人"), school("b", 2022, "1100人")]);
    const answer = await other.ask(asked("哪校学生多", { scope: "all_schools", intent: "compare", indicators: ["students"] }));
    expect(answer.winner?.school.id).toBe("b");
    expect(codes(answer)).toContain("different_period");
  });

  it("sets no plan against a fact", async () => {
    const other = await aWorld([school("a", 2022, "900人"), school("b", 2022, "1100人", { aspect: "plan" })]);
    const answer = await other.ask(asked("哪校学生多", { scope: "all_schools", intent: "compare", indicators: ["students"] }));
    expect(answer.winner).toBeNull();
    expect(codes(answer)).toEqual(expect.arrayContaining(["plan", "not_comparable"]));
  });

  it("converts 亩 exactly and shows how", async () => {
    const area = (slug: string, raw: string, unit: string): SchoolReport => ({
      ...school(slug, 2022, "1人"),
      lines: [{ text: `占地${raw}。`, figures: [{ raw, id: "site_area", value: raw.replace(/\D/g, ""), unit }] }],
    });
    const other = await aWorld([area("a", "150亩", "亩"), area("b", "90000平方米", "平方米")]);
    const answer = await other.ask(asked("哪校占地大", { scope: "all_schools", intent: "compare", indicators: ["site_area"] }));
    expect(answer.winner?.school.id).toBe("a");
    expect(answer.figures[0]).toMatchObject({ raw: "150亩", unit: "亩" });
    expect(answer.figures.find((figure) => figure.derived)).toMatchObject({
      value: "100000.00",
      unit: "平方米",
      formula: "150亩 × 2000 ÷ 3 = 100000.00平方米",
    });
    expect(codes(answer)).toContain("converted");
  });

  it("ranks with ties, skipping the shared place, and names who does not report", async () => {
    const other = await aWorld([
      school("a", 2022, "900人"),
      school("b", 2022, "1100人"),
      school("c", 2022, "900人"),
      school("d", 2022, "800人"),
      { ...school("e", 2022, "1人"), lines: [{ text: "本校概况。" }] },
    ]);
    const answer = await other.ask(asked("各校在校生排名", { scope: "all_schools", intent: "rank", indicators: ["students"], direction: "max" }));
    expect(answer.winner?.school.id).toBe("b");
    expect(answer.text.match(/^\d\. \S+?职业学校/gm)).toEqual(["1. b职业学校", "2. a职业学校", "2. c职业学校", "4. d职业学校"]);
    expect(answer.text).toContain("5所中有4所给出该数据；未给出的：e职业学校。");
    expect(codes(answer)).toContain("missing");
  });

  it("ranks from below when the least is asked for", async () => {
    const answer = await world.ask(asked("哪所学校占地最小", { scope: "all_schools", intent: "rank", indicators: ["site_area"], direction: "min" }));
    expect(answer.winner?.school.id).toBe("qinghe");
    expect(answer.figures[0]?.value).toBe("160");
  });

  it("leaves regions out of the schools", async () => {
    const other = await aWorld([school("a", 2022, "900人"), school("b", 2022, "1100人"), { ...school("county", 2022, "90000人"), kind: "region" }]);
    const answer = await other.ask(asked("哪校学生多", { scope: "all_schools", intent: "compare", indicators: ["students"] }));
    expect(answer.winner?.school.id).toBe("b");
    expect(answer.text).not.toContain("90000");
  });
});

describe("intervals", () => {
  const figure = (value: string, qualifier: "exact" | "about" | "over" | "at_least" | "under", unit = "人") => ({ value, valueTo: null, qualifier, unit });
  it.each([
    ["83余 against 85", figure("83", "over"), figure("85", "exact"), "undecided"],
    ["近3000 against 2446", figure("3000", "about"), figure("2446", "exact"), "greater"],
    ["98%以上 against 98.9%", figure("98", "at_least", "%"), figure("98.9", "exact", "%"), "undecided"],
    ["不足100 against 100", figure("100", "under"), figure("120", "exact"), "less"],
    ["equal numbers", figure("5.0", "exact"), figure("5", "exact"), "equal"],
  ] as const)("%s", (_name, a, b, expected) => {
    expect(compareIntervals(intervalOf(a), intervalOf(b))).toBe(expected);
  });

  it.each([
    ["98.57", "98", 0, 90, "conflict"],
    ["98.57", "98.6", 0, 90, "approximate"],
    ["98.50", "98.5", 0, 90, "none"],
    ["25", "30", 0, 0, "several"],
    ["97", "98", 0, 21, "conflict"],
    ["8", "30", 0, 90, "several"],
  ])("%s beside %s (sentences at %i and %i): %s", (a, b, sentenceA, sentenceB, expected) => {
    const figure = (value: string, start: number) =>
      ({ value, valueTo: null, qualifier: "exact", unit: "%", reportId: "r", source: { context: { start, end: start + 20 } } }) as never;
    expect(conflictBetween(figure(a, sentenceA), figure(b, sentenceB))).toBe(expected);
  });
});

describe("figures of different things under one question", () => {
  const school = (slug: string, name: string, id: string, value: string): SchoolReport => ({
    slug,
    name,
    nameEn: `${slug} school`,
    year: 2022,
    lines: [{ text: `学校得了${value}项。`, figures: [{ raw: `${value}项`, id, value }] }],
  });
  const everyone = { intent: "rank", scope: "all_schools", direction: "max", indicators: ["contest_awards"] } as const;

  it("are told and not ranked", async () => {
    const small = await aWorld([school("donghe", "东河职业学校", "contest_awards", "7"), school("xihe", "西河职业学校", "first_prizes", "6")]);
    const answer = await small.ask(asked("哪所学校竞赛获奖最多", everyone));
    expect(answer.status).toBe("partial");
    expect(answer.text).not.toContain("最多：");
    expect(answer.caveats.map(({ code }) => code)).toContain("not_comparable");
    expect(answer.text).toContain("西河职业学校的一等奖数6项");
  });

  it("stand apart from those that can be ranked", async () => {
    const small = await aWorld([
      school("donghe", "东河职业学校", "contest_awards", "7"),
      school("beihe", "北河职业学校", "contest_awards", "9"),
      school("xihe", "西河职业学校", "first_prizes", "16"),
    ]);
    const answer = await small.ask(asked("哪所学校竞赛获奖最多", everyone));
    expect(answer.text).toContain("北河职业学校的竞赛获奖数最多");
    expect(answer.text).not.toContain("1. 西河职业学校");
  });
});
