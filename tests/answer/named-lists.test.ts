import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { Answer } from "../../src/contract/answer.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";

/** Lists that stand in tables alone, schools by their own words in pinyin or before a verb, and reports by a bound of years. */

const FILES: Readonly<Record<string, string>> = {
  "岑浦市明锐中等专业学校-2020.md": `# 岑浦市明锐中等专业学校2020年度质量报告

## 一、概况

2020年在校生2310人，招生742人，专任教师131人。就业率96.2%，平均起薪3260元/月。

## 二、专业

| 序号 | 专业名称 | 在校生（人） | 班级数 |
| --- | --- | --- | --- |
| 1 | 烹饪工艺 | 610 | 13 |
| 2 | 模具制造 | 540 | 12 |
| 3 | 客户服务 | 480 | 10 |
| 4 | 茶叶加工 | 380 | 9 |
| 5 | 美术设计 | 300 | 7 |

烹饪工艺、茶叶加工两个专业为市级重点专业。2020年新增茶叶加工专业。

## 三、问题

缺专任教师18名，模具制造、客户服务、美术设计等专业教师紧缺。
`,
  "梧砚县职业教育中心-2022.txt": `梧砚县职业教育中心2022年度质量报告
一、概况
2022年在校生1420人，就业率95.1%，平均起薪3010元/月。
二、专业
现开设农艺、汽修、护理、电商四个专业。
`,
  "沐川岭技师学院-2024.txt": "沐川岭技师学院2024年度质量报告\n一、概况\n2024年在校生5020人，就业率97.3%。\n",
};

const folder = mkdtempSync(join(tmpdir(), "wenbao-lists-"));
let runtime: Runtime;

beforeAll(async () => {
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  const config = readConfig({ index: join(folder, "index") }, {}, process.cwd());
  await ingestReports(config, { paths: Object.keys(FILES).map((name) => join(folder, name)), prune: false });
  runtime = await openRuntime(config);
}, 60_000);

afterAll(() => {
  runtime.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (question: string): Promise<Answer> => runtime.ask({ question, history: [] });

describe("what a school offers, where a table alone names it", () => {
  it.each([
    "岑浦市明锐中等专业学校有哪些专业？",
    "明锐开设哪些专业",
    "明锐中专都开了哪些专业？",
    "明銳中專設有哪些專業",
    "What majors does Mingrui offer?",
    "List the majors of Cenpu Mingrui school",
  ])("%s", async (question) => {
    const { text } = await ask(question);
    for (const major of ["烹饪工艺", "模具制造", "客户服务", "茶叶加工", "美术设计"]) expect(text).toContain(major);
  });

  it.each(["明锐哪些专业缺老师", "明锐的重点专业有哪些"])("not all that the table holds, where some are asked for: %s", async (question) => {
    expect((await ask(question)).text).not.toContain("专业名称");
  });

  it("a sentence that lists them stays the answer", async () => {
    expect((await ask("梧砚职教中心有哪些专业")).text).toContain("农艺、汽修、护理、电商");
  });
});

describe("a school by its own words alone", () => {
  it.each([
    ["What is the employment rate of Mingrui?", "96.2"],
    ["Mingrui employment rate", "96.2"],
    ["Ming Rui 的就业率", "96.2"],
    ["how many students does Mingrui school have", "2310"],
    ["明锐招了多少新生", "742"],
    ["明锐毕业生拿多少钱一个月", "3260"],
  ])("%s: %s", async (question, value) => {
    const answer = await ask(question);
    expect(answer.figures.map((figure) => figure.value)).toContain(value);
    expect(answer.figures.every((figure) => figure.school?.name.includes("明锐") === true)).toBe(true);
  });

  it("another name in pinyin is no school of these", async () => {
    const answer = await ask("What is the employment rate of Mingyuan School?");
    expect(answer.status).not.toBe("answered");
    expect(answer.figures).toEqual([]);
  });

  it("an average is no mean over the schools that are compared", async () => {
    const answer = await ask("Compare the average monthly starting salary of Mingrui and Wuyan graduates.");
    expect(answer.intent).toBe("compare");
    expect(answer.winner?.school.name).toContain("明锐");
  });
});

describe("reports by a bound of years", () => {
  it.each<[string, readonly string[]]>([
    ["2022年以后的报告有哪些", ["梧砚", "沐川岭"]],
    ["哪些学校有2022年之后的报告？", ["梧砚", "沐川岭"]],
    ["reports after 2022", ["Muchuanling"]],
    ["which schools have reports from 2022 onwards?", ["Wuyan", "Muchuanling"]],
    ["2022年以前的报告有几份", ["明锐"]],
    ["2022年及以前的報告有哪些", ["明锐", "梧砚"]],
    ["2025年以后的报告有哪些", []],
  ])("%s", async (question, schools) => {
    const answer = await ask(question);
    expect(answer.intent).toBe("coverage");
    const all = ["明锐", "梧砚", "沐川岭", "Muchuanling", "Wuyan"];
    const english = /[a-z]/.test(question);
    for (const name of all.filter((one) => /[A-Z]/.test(one) === english)) expect(answer.text.includes(name), name).toBe(schools.includes(name));
  });

  it.each(["2022年以后的报告里哪些提到食堂", "2022年以后的就业率"])("something else is asked: %s", async (question) => {
    expect((await ask(question)).text).not.toContain("份报告：");
  });
});
