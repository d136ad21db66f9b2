import { beforeAll, describe, expect, it } from "vitest";
import { type Answer, answerSchema } from "../../src/contract/answer.ts";
import { asked, aWorld, type SchoolReport, type World } from "./support/world.ts";

/** Answers over very many schools: exact over all, told in part, the whole carried beside. */

const SCHOOLS = 70;
const SILENT = 15;
const TOLD = 20;

const aSchool = (index: number): SchoolReport => {
  const count = 500 + index * 10;
  const given = index < SCHOOLS - SILENT;
  const text = given ? `在校生${count}人。` : "学校概况见简介。";
  return {
    slug: `school-${String(index).padStart(3, "0")}`,
    name: `第${index}职业学校`,
    nameEn: `Vocational School No. ${index}`,
    year: 2022,
    lines: [given ? { text, figures: [{ raw: `${count}人`, id: "students", value: String(count) }] } : { text }],
  };
};

let world: World;
beforeAll(async () => {
  world = await aWorld(Array.from({ length: SCHOOLS }, (_, index) => aSchool(index)));
});

const reported = SCHOOLS - SILENT;
const everyone = { scope: "all_schools", indicators: ["students"] } as const;
const rowsTold = (answer: Answer): readonly string[] => answer.text.split("\n").filter((line) => /^(?:- |\d+\. )/.test(line));

function expectShort(answer: Answer): void {
  expect(() => answerSchema.parse(answer)).not.toThrow();
  expect(rowsTold(answer).length).toBeLessThanOrEqual(TOLD);
  expect(answer.citations.length).toBeLessThanOrEqual(TOLD);
  expect(answer.text.length).toBeLessThan(3_000);
  for (const caveat of answer.caveats) expect(caveat.text.length, caveat.text).toBeLessThan(600);
}

describe("answers over many schools", () => {
  it("a ranking tells the first places and carries all of them in order", async () => {
    const answer = await world.ask(asked("各校在校生排名", { ...everyone, intent: "rank", direction: "max" }));
    expectShort(answer);
    expect(answer.winner?.school.id).toBe(`school-0${reported - 1}`);
    expect(rowsTold(answer)).toHaveLength(TOLD);
    expect(answer.text).toContain(`共${reported}所，以上只列前${TOLD}所`);
    expect(answer.rows?.map(({ rank }) => rank)).toEqual(Array.from({ length: reported }, (_, index) => index + 1));
    expect(answer.rows?.at(-1)).toMatchObject({ value: "500", unit: "人", raw: "500人" });
    expect(answer.caveats.map(({ code }) => code)).toContain("missing");
  });

  it("the top five are five, without a table beside them", async () => {
    const answer = await world.ask(asked("在校生最多的五所学校", { ...everyone, intent: "rank", direction: "max", top: 5 }));
    expect(rowsTold(answer)).toHaveLength(5);
    expect(answer.rows).toBeUndefined();
  });

  it("a sum is exact over all of them", async () => {
    const answer = await world.ask(asked("各校在校生一共多少", { ...everyone, intent: "aggregate", aggregate: "sum" }));
    expectShort(answer);
    expect(answer.figures[0]?.value).toBe(String(Array.from({ length: reported }, (_, index) => 500 + index * 10).reduce((sum, value) => sum + value, 0)));
    expect(answer.figures[0]?.formula).toContain("…");
    expect(answer.rows).toHaveLength(reported);
  });

  it("a filter counts all that meet the condition, the least first for an upper bound", async () => {
    const threshold = { comparator: "<", value: "900", unit: "人", mention: { start: 6, end: 10 } } as const;
    const answer = await world.ask(asked("在校生少于900人的学校", { ...everyone, intent: "filter", threshold }));
    expectShort(answer);
    expect(answer.text).toContain("有40所");
    expect(answer.rows).toHaveLength(40);
    expect(answer.figures[0]?.value).toBe("500");
  });

  it.each(["lookup", "coverage", "compare", "trend", "exists"] as const)("%s stays short", async (intent) => {
    expectShort(await world.ask(asked("各校在校生情况", { ...everyone, intent })));
  });

  it("says how many do not report it, naming a few", async () => {
    const answer = await world.ask(asked("各校在校生排名", { ...everyone, intent: "rank", direction: "max" }));
    const missing = answer.caveats.find(({ code }) => code === "missing");
    expect(missing?.text).toContain(`等共${SILENT}所`);
  });
});
