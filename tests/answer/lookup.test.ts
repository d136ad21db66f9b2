import { beforeAll, describe, expect, it } from "vitest";
import { asked, aWorld, SCHOOLS, type World } from "./support/world.ts";

let world: World;
beforeAll(async () => {
  world = await aWorld(SCHOOLS);
});

describe("lookup", () => {
  it("gives the asked entry and never its sibling", async () => {
    const answer = await world.ask(asked("清河的就业率", { owners: ["qinghe"], indicators: ["employment_rate"] }));
    expect(answer.status).toBe("answered");
    expect(answer.figures.map((figure) => figure.raw)).toEqual(["98.9%"]);
    expect(answer.text).toContain("清河职业学校（2022年）的就业率为98.9%[1]。");
  });

  it("quotes the sentence exactly and marks the number in it", async () => {
    const answer = await world.ask(asked("清河的就业率", { owners: ["qinghe"], indicators: ["employment_rate"] }));
    const [citation] = answer.citations;
    const text = world.store.readText(citation?.reportId as never) ?? "";
    expect(citation?.quote).toBe("就业率98.9%，初次就业率97.5%。");
    expect(text.slice(citation?.start, citation?.end)).toBe(citation?.quote);
    expect(citation?.marks.map((mark) => text.slice(mark.start, mark.end))).toEqual(["98.9%"]);
    expect(citation?.url).toBe(`/reader?report=qinghe-2022-quality&start=${citation?.start}&end=${citation?.end}`);
    expect(citation?.section).toEqual(["一、概况"]);
  });

  it("tells a conflict with the finer value first", async () => {
    const answer = await world.ask(asked("林海的就业率", { owners: ["linhai"], indicators: ["employment_rate"] }));
    expect(answer.figures.map((figure) => figure.value)).toEqual(["98.57", "98"]);
    expect(answer.caveats.map((caveat) => caveat.code)).toContain("conflict");
    expect(answer.citations).toHaveLength(2);
  });

  it("puts the exact number before the approximation", async () => {
    const answer = await world.ask(
      asked("How many students does Linhai have?", {
        language: "en",
        script: "latin",
        owners: ["linhai"],
        indicators: ["students"],
        wantedKind: "count",
        wantedUnit: "人",
      }),
    );
    expect(answer.figures.map((figure) => figure.value)).toEqual(["2446", "3000"]);
    expect(answer.text).toContain("2446人 (2,446 people)[1]");
    expect(answer.text).toContain("近3000人 (about 3,000 people)[2]");
  });

  it("prints raw, then the full value, in English", async () => {
    const answer = await world.ask(asked("fixed assets of Qinghe", { language: "en", owners: ["qinghe"], indicators: ["assets"] }));
    expect(answer.text).toContain("6658.14万元 (66,581,400 yuan)[1]");
    expect(answer.figures[0]).toMatchObject({ value: "66581400", unit: "元", raw: "6658.14万元" });
  });

  it("never borrows another school's value", async () => {
    const answer = await world.ask(asked("清河有多少工位", { owners: ["qinghe"], indicators: ["workstations"] }));
    expect(answer.status).toBe("not_found");
    expect(answer.figures).toEqual([]);
    expect(answer.text).not.toMatch(/3500/);
    expect(answer.text).toContain("林海技师学院");
    expect(answer.caveats.map((caveat) => caveat.code)).toContain("missing");
  });

  it("names the years that exist when the asked one does not", async () => {
    const answer = await world.ask(asked("2019年清河在校生", { owners: ["qinghe"], indicators: ["students"], period: { kind: "calendar", year: 2019 } }));
    expect(answer.status).toBe("not_found");
    expect(answer.figures).toEqual([]);
    expect(answer.text).toContain("没有清河职业学校2019年的报告；现有年份：2021、2022。");
  });

  it("takes the asked year's report", async () => {
    const answer = await world.ask(asked("2021年清河在校生", { owners: ["qinghe"], indicators: ["students"], period: { kind: "calendar", year: 2021 } }));
    expect(answer.figures.map((figure) => figure.value)).toEqual(["2300"]);
  });

  it("says which kind is missing and gives the other", async () => {
    const answer = await world.ask(asked("林海有多少双师型教师", { owners: ["linhai"], indicators: ["dual_teachers"], wantedKind: "count" }));
    expect(answer.status).toBe("partial");
    expect(answer.figures.map((figure) => figure.value)).toEqual(["93.02"]);
    expect(answer.caveats.map((caveat) => caveat.code)).toContain("missing");
  });

  it("does not take a plan for a fact", async () => {
    const answer = await world.ask(asked("林海的固定资产", { owners: ["linhai"], indicators: ["assets"] }));
    expect(answer.status).toBe("not_found");
    expect(answer.figures).toEqual([]);
    expect(answer.nearest.map((figure) => figure.aspect)).toEqual(["plan"]);
    expect(answer.caveats.map((caveat) => caveat.code)).toContain("plan");
  });

  it("corrects a premise without repeating it", async () => {
    const question = "清河83%的就业率是怎么来的";
    const answer = await world.ask(
      asked(question, { owners: ["qinghe"], indicators: ["employment_rate"], premise: { value: "83", unit: "%", mention: { start: 2, end: 5 } } }),
    );
    expect(answer.figures[0]?.value).toBe("98.9");
    expect(answer.caveats.map((caveat) => caveat.code)).toContain("premise");
    expect(answer.text).not.toContain("83");
    expect(answer.caveats.map((caveat) => caveat.text).join()).not.toContain("83");
  });

  it("lists every school when none is named", async () => {
    const answer = await world.ask(asked("在校生多少", { indicators: ["students"] }));
    expect(answer.status).toBe("answered");
    expect(new Set(answer.figures.map((figure) => figure.school?.id))).toEqual(new Set(["qinghe", "linhai"]));
    expect(answer.caveats.map((caveat) => caveat.code)).toContain("implied");
  });

  it("counts only what the request may see", async () => {
    const answer = await world.ask(asked("清河有多少工位", { owners: ["qinghe"], indicators: ["workstations"] }), { reportIds: ["qinghe-2022-quality"] });
    expect(answer.text).not.toContain("林海");
  });

  it("tells sub-groups as parts where the total is not given", async () => {
    const other = await aWorld([
      {
        slug: "a",
        name: "甲学校",
        nameEn: "A School",
        year: 2022,
        lines: [
          {
            text: "省级工位5个，市级工位9个。",
            figures: [
              { raw: "5个", id: "workstations", value: "5", population: "省级" },
              { raw: "9个", id: "workstations", value: "9", population: "市级" },
            ],
          },
        ],
      },
    ]);
    const answer = await other.ask(asked("甲学校有多少工位", { owners: ["a"], indicators: ["workstations"] }));
    expect(answer.status).toBe("partial");
    expect(answer.figures.map((figure) => figure.population)).toEqual(["省级", "市级"]);
    expect(answer.text).toContain("没有给出工位数的总数");
    const part = await other.ask(asked("甲学校有多少省级工位", { owners: ["a"], indicators: ["workstations"], population: "省级" }));
    expect(part.figures.map((figure) => figure.value)).toEqual(["5"]);
    expect(part.status).toBe("answered");
  });

  it("is the same answer twice, with the same id", async () => {
    const question = asked("林海的就业率", { owners: ["linhai"], indicators: ["employment_rate"] });
    expect(await world.ask(question)).toEqual(
      await world.ask({ ...question, question: "林海技师学院就业率是多少" }).then((answer) => ({ ...answer, question: question.question })),
    );
  });
});
