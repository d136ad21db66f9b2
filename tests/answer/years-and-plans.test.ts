import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { Answer } from "../../src/contract/answer.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";

/** Answers over the years of one school, and over what is planned there, from invented reports and with the real model. */

const NAME = "岚溪县职业技术学校";
const report = (year: number, body: string): string => `${NAME}${year}年度质量报告\n一、学校概况\n${body}\n`;
const REPORTS: Readonly<Record<number, string>> = {
  2019: report(2019, "2019年招生600人，在校生约1700人。"),
  2020: report(2020, "2020年招生660人，在校生1790人。"),
  2021: report(
    2021,
    "2021年招生720人，在校生1850人。学校拟建现代农机实训楼一幢，计划2023年交付。2021年发放国家助学金30万元，受助学生150人。\n二、荣誉\n学校荣誉分级如下。国家级：国防教育特色学校。省级：绿色学校，平安校园。市级：文明单位，书香校园。\n三、现开设专业3个：\n农机维修、茶艺、乡村旅游。",
  ),
};

const LATER = `砾川工业职业学校2023年度质量报告
一、规模
2023年招生1180人，较去年1245人减少65人，2021年招生1302人。2024年计划招生1200人。在校生3421人，而三年前仅3105人。
近三年共引进教师47人，其中2021年13人、2022年16人、2023年18人。
二、毕业
2023届毕业生1056人；2021届毕业生1008人。
三、经费
表1 办学经费（单位：万元）

| 年度 | 总收入 | 总支出 |
| --- | --- | --- |
| 2021 | 4486.7 | 4398.1 |
| 2022 | 4630.5 | 4502.8 |
| 2023 | 4813.2 | 4720.9 |
`;

const UNDATED = `汶岭职业学校2023年度质量报告
一、培训
2022学年，学校开展社会培训5200人次。
二、服务
学校是社会培训的骨干，社会培训8000余人次。
`;

const folder = mkdtempSync(join(tmpdir(), "wenbao-years-"));
let runtime: Runtime;
const ask = (question: string): Promise<Answer> => runtime.ask({ question });
const codes = (answer: Answer): readonly string[] => answer.caveats.map(({ code }) => code);

beforeAll(async () => {
  for (const [year, text] of Object.entries(REPORTS)) writeFileSync(join(folder, `${NAME}-${year}.txt`), text);
  writeFileSync(join(folder, "砾川工业职业学校-2023.txt"), LATER);
  writeFileSync(join(folder, "汶岭职业学校-2023.txt"), UNDATED);
  const config = readConfig({ index: join(folder, "index") }, process.env, process.cwd());
  await ingestReports(config, { paths: [folder], prune: false });
  runtime = await openRuntime(config);
});
afterAll(() => {
  runtime?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("over the years of one school", () => {
  it("beside the school year that a report gives, a number which only its title dates makes no growth", async () => {
    const answer = await ask("汶岭职业学校社会培训人次这几年的走势");
    expect(answer.figures.map(({ value }) => value)).toEqual(["5200"]);
    expect(answer.text).toContain("看不出变化");
  });

  it.each([
    ["砾川工业职业学校去年的占地面积是多少，42022？", "所问年份"],
    ["砾川工业职业学校去年即2022年的占地面积是多少？", "2022年"],
  ])("a year of which there is no report is told in digits where the asker wrote it, not where it lies in a longer number: %s", async (question, told) => {
    expect((await ask(question)).text).toContain(`没有砾川工业职业学校${told}的报告`);
  });

  it("a mean of several years is computed from all of them", async () => {
    const answer = await ask(`${NAME}2019到2021三年平均每年招多少新生`);
    expect(answer.figures[0]).toMatchObject({ value: "660.00", derived: true });
    expect(answer.figures[0]?.operands).toHaveLength(3);
    expect(codes(answer)).toContain("derived");
  });

  it("a series with a round number says so", async () => {
    expect(codes(await ask(`${NAME}历年在校生变化`))).toContain("approximate");
  });
});

describe("years that a later report prints", () => {
  const ALONE = "砾川工业职业学校";

  it.each([
    ["2022年招生多少", "1245"],
    ["前一年招生多少", "1245"],
    ["2021届毕业生有几个", "1008"],
    ["三年前在校生多少", "3105"],
    ["2021年总收入是多少", "44867000"],
  ])("%s is answered and told as printed there", async (asked, value) => {
    const answer = await ask(`${ALONE}${asked}`);
    expect(answer.status).toBe("answered");
    expect(answer.figures.map((figure) => figure.value)).toContain(value);
    expect(answer.text).toMatch(/该数见于其2023年的报告/);
  });

  it.each([
    ["招生哪一年最多", "2021年"],
    ["近三年总收入是怎么变的", "4486.7"],
    ["2023年总收入是2021年的几倍", "1.07倍"],
    ["2023年招生是2021年的百分之几", "%"],
    ["在校生比三年前多多少", "316人"],
    ["2024年招生多少", "计划"],
    ["招生比上年少了多少", "减少65人"],
  ])("%s: %s", async (asked, said) => {
    expect((await ask(`${ALONE}${asked}`)).text).toContain(said);
  });

  it("a sum over years that is printed is added to none of its years", async () => {
    const answer = await ask(`${ALONE}近三年一共引进多少教师`);
    expect(answer.figures[0]?.value).toBe("47");
    expect(answer.figures.map(({ value }) => value)).not.toContain("76");
  });

  it.each(["2019年招生多少", "2018年总收入多少", "招生2019年比2023年多多少"])("%s is filled from no other year", async (asked) => {
    const answer = await ask(`${ALONE}${asked}`);
    expect(answer.status).not.toBe("answered");
  });
});

describe("what is planned", () => {
  it("is no fact", async () => {
    const answer = await ask(`${NAME}的农机实训楼是否已经建成`);
    expect(codes(answer)).toContain("plan");
    expect(answer.text).toContain("计划");
    expect(answer.status).toBe("partial");
  });

  it("is not said of what is done", async () => {
    expect(codes(await ask(`${NAME}是绿色学校吗`))).not.toContain("plan");
  });
});

describe("lists", () => {
  it("of labelled sentences are told whole", async () => {
    const { text } = await ask(`${NAME}获得过哪些荣誉`);
    for (const honour of ["国防教育特色学校", "平安校园", "书香校园"]) expect(text).toContain(honour);
  });

  it("below a heading that announces them are found", async () => {
    const { text } = await ask(`${NAME}有哪些专业`);
    for (const major of ["农机维修", "茶艺", "乡村旅游"]) expect(text).toContain(major);
  });
});

describe("per head", () => {
  it("follows from the amount and the people who got it", async () => {
    const answer = await ask(`On average, how much national grant did each aided student at ${NAME} get in 2021?`);
    expect(
      answer.figures.some(({ value, derived }) => value === "2000.00" && derived),
      answer.text,
    ).toBe(true);
  });
});
