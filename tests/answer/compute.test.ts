import { beforeAll, describe, expect, it } from "vitest";
import { meets } from "../../src/answer/compose/thresholds.ts";
import { evaluateFormula } from "../../src/answer/formula.ts";
import { asked, aWorld, SCHOOLS, type World } from "./support/world.ts";

const codes = (answer: { readonly caveats: readonly { readonly code: string }[] }): readonly string[] => answer.caveats.map((caveat) => caveat.code);

let world: World;
beforeAll(async () => {
  world = await aWorld(SCHOOLS);
});

describe("computed answers", () => {
  it("subtracts exactly and leads with the result", async () => {
    const answer = await world.ask(asked("林海比清河占地多多少", { owners: ["linhai", "qinghe"], intent: "difference", indicators: ["site_area"] }));
    expect(answer.figures[0]).toMatchObject({ value: "16", unit: "亩", derived: true, formula: "176亩 − 160亩 = 16亩", operands: [1, 2] });
    expect(answer.text).toContain("林海技师学院的占地面积比清河职业学校大16亩。");
    expect(codes(answer)).toContain("derived");
  });

  it("tells the difference of shares in percentage points", async () => {
    const answer = await world.ask(asked("清河就业率比林海高多少", { owners: ["qinghe", "linhai"], intent: "difference", indicators: ["employment_rate"] }));
    expect(answer.figures[0]).toMatchObject({ value: "0.33", unit: "个百分点" });
    expect(codes(answer)).toContain("conflict");
  });

  it("does not subtract a share from a number", async () => {
    const answer = await world.ask(
      asked("清河的双师型教师比林海多多少", { owners: ["qinghe", "linhai"], intent: "difference", indicators: ["dual_teachers"], wantedKind: "count" }),
    );
    expect(answer.status).toBe("partial");
    expect(answer.figures.every((figure) => !figure.derived)).toBe(true);
    expect(codes(answer)).toContain("not_comparable");
  });

  it("computes a share with both operands cited", async () => {
    const answer = await world.ask(asked("清河升学人数占毕业生多少", { owners: ["qinghe"], intent: "derived", indicators: ["further_study", "graduates"] }));
    expect(answer.figures[0]).toMatchObject({ value: "69.23", unit: "%", derived: true, formula: "504人 ÷ 728人 × 100% = 69.23%" });
    expect(answer.status).toBe("answered");
  });

  it("computes a share that is not printed from its printed parts", async () => {
    const answer = await world.ask(asked("清河的升学率", { owners: ["qinghe"], indicators: ["further_study_rate"] }));
    expect(answer.status).toBe("answered");
    expect(answer.figures[0]).toMatchObject({ value: "69.23", derived: true, raw: null, operands: [1, 2], indicator: { id: "further_study_rate" } });
    expect(codes(answer)).toContain("derived");
  });

  it("gives the unit asked for where the conversion is exact", async () => {
    const answer = await world.ask(asked("清河占地多少平方米", { owners: ["qinghe"], indicators: ["site_area"], wantedUnit: "平方米" }));
    expect(answer.figures.map((figure) => [figure.value, figure.unit])).toEqual([
      ["160", "亩"],
      ["106666.67", "平方米"],
    ]);
    expect(codes(answer)).toContain("converted");
  });

  it("tells a change as the report prints it", async () => {
    const other = await aWorld([
      {
        slug: "a",
        name: "甲学校",
        nameEn: "A School",
        year: 2022,
        lines: [
          {
            text: "固定资产500万元，比上年度增长24.32%。",
            figures: [
              { raw: "500万元", id: "assets", value: "5000000" },
              { raw: "24.32%", id: "assets", value: "24.32", unit: "%", kind: "share", aspect: "change", basis: "上年度" },
            ],
          },
        ],
      },
    ]);
    const answer = await other.ask(
      asked("甲学校固定资产比上年增长多少", { owners: ["a"], intent: "difference", indicators: ["assets"], period: { kind: "previous" } }),
    );
    expect(answer.status).toBe("answered");
    expect(answer.figures[0]).toMatchObject({ value: "24.32", aspect: "change" });
  });

  it("denies a false number by the report's, without repeating it", async () => {
    const question = "清河就业率是95%对吗";
    const answer = await world.ask(
      asked(question, {
        owners: ["qinghe"],
        intent: "exists",
        indicators: ["employment_rate"],
        premise: { value: "95", unit: "%", mention: { start: 6, end: 9 } },
      }),
    );
    expect(answer.text).toMatch(/^否/);
    expect(answer.text).not.toContain("95");
    expect(codes(answer)).toContain("premise");
  });

  it("sums over all schools and says who is counted", async () => {
    const answer = await world.ask(asked("占地一共多少", { scope: "all_schools", intent: "aggregate", aggregate: "sum", indicators: ["site_area"] }));
    expect(answer.figures[0]).toMatchObject({ value: "336", derived: true, formula: "176亩 + 160亩 = 336亩" });
    expect(answer.status).toBe("answered");
  });

  it("adds no shares", async () => {
    const answer = await world.ask(asked("就业率合计", { scope: "all_schools", intent: "aggregate", aggregate: "sum", indicators: ["employment_rate"] }));
    expect(answer.status).toBe("partial");
    expect(answer.figures.some((figure) => figure.derived)).toBe(false);
  });

  it("takes the mean over those that report, to two decimals", async () => {
    const answer = await world.ask(asked("平均占地", { scope: "all_schools", intent: "aggregate", aggregate: "mean", indicators: ["site_area"] }));
    expect(answer.figures[0]).toMatchObject({ value: "168.00", formula: "(176亩 + 160亩) ÷ 2 = 168.00亩" });
  });

  it("shows a series with its change", async () => {
    const answer = await world.ask(asked("清河历年在校生", { owners: ["qinghe"], intent: "trend", indicators: ["students"] }));
    expect(answer.status).toBe("answered");
    expect(answer.figures.map((figure) => figure.value)).toEqual(["47", "2.04", "2300", "2347"]);
    expect(answer.text).toContain("增加47人");
  });

  it("names the years that are missing from a series", async () => {
    const answer = await world.ask(
      asked("清河2020年到2022年在校生", { owners: ["qinghe"], intent: "trend", indicators: ["students"], period: { kind: "years", from: 2020, to: 2022 } }),
    );
    expect(codes(answer)).toContain("missing");
    expect(answer.caveats.find((caveat) => caveat.code === "missing")?.text).toContain("2020");
  });

  it("filters by a threshold, leaving what cannot be decided apart", async () => {
    const question = "哪些学校占地超过170亩";
    const answer = await world.ask(
      asked(question, {
        scope: "all_schools",
        intent: "filter",
        indicators: ["site_area"],
        threshold: { comparator: ">", value: "170", unit: "亩", mention: { start: 6, end: 12 } },
      }),
    );
    expect(answer.text).toContain("占地面积超过170亩的有1所：林海技师学院。");
    expect(answer.figures.map((figure) => figure.value)).toEqual(["176"]);
  });

  it("answers a threshold with yes or no by the figure", async () => {
    const ask = (value: string) =>
      world.ask(
        asked(`清河就业率超过${value}%吗`, {
          owners: ["qinghe"],
          intent: "exists",
          indicators: ["employment_rate"],
          threshold: { comparator: ">", value, unit: "%", mention: { start: 5, end: 10 } },
        }),
      );
    expect((await ask("95")).text).toMatch(/^是/);
    expect((await ask("99")).text).toMatch(/^否/);
  });

  it("does not turn silence into no", async () => {
    const answer = await world.ask(asked("清河有没有游泳池", { owners: ["qinghe"], intent: "exists", searchText: "游泳池" }));
    expect(answer.status).toBe("not_found");
    expect(answer.text).toContain("未见提及");
    expect(answer.text).not.toMatch(/^否/);
  });

  it("finds a mention and quotes it", async () => {
    const answer = await world.ask(asked("清河有现代学徒制吗", { owners: ["qinghe"], intent: "exists", searchText: "现代学徒制" }));
    expect(answer.status).toBe("answered");
    expect(answer.citations[0]?.quote).toContain("现代学徒制班");
  });
});

describe("formulas", () => {
  it.each([
    [{ op: "sum" }, ["0.1", "0.2"], "0.3"],
    [{ op: "difference" }, ["98.9", "98.57"], "0.33"],
    [{ op: "median" }, ["3", "1", "2"], "2"],
    [{ op: "quotient" }, ["1", "3"], "0.33"],
    [{ op: "quotient" }, ["1", "0"], null],
    [{ op: "percent" }, ["83", "164"], "50.61"],
  ] as const)("%j over %j is %s", (formula, values, expected) => {
    expect(evaluateFormula(formula, values)).toBe(expected);
  });
});

describe("thresholds over bounds", () => {
  it.each([
    ["3000", "3300", ">", "2999", "yes"],
    ["2700", "3300", ">=", "3000", "undecided"],
    ["83", null, "<", "80", "no"],
    ["83", null, ">", "90", "undecided"],
  ] as const)("%s…%s %s %s: %s", (low, high, comparator, bound, expected) => {
    expect(meets({ low, high }, comparator, bound)).toBe(expected);
  });
});

describe("what stood before a change in percent", () => {
  it.each([
    ["up", "46306700", "3.03", "44944900"],
    ["down", "14949500", "24.32", "19753600"],
    ["up", "2347", "10", "2134"],
    ["up", "12.5", "25", "10"],
  ] as const)("%s: %s after %s%% was %s", (way, now, change, was) => {
    expect(evaluateFormula({ op: "former", way }, [now, change])).toBe(was);
  });

  it("has no result where nothing was left", () => {
    expect(evaluateFormula({ op: "former", way: "down" }, ["0", "100"])).toBeNull();
  });
});
