import { describe, expect, it } from "vitest";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";

const lexicon = loadLexicon("data/lexicon");
const figuresUnder = (title: string, ...paragraphs: readonly string[]) =>
  extractFigures(readReport("r.md", new TextEncoder().encode([`# ${title}`, ...paragraphs].join("\n\n"))), lexicon).figures;
const REGION = "汀川市中等职业教育质量年度报告（2022年）";
const TABLE =
  "| 学校名称 | 在校生（人） | 专任教师（人） |\n|---|---|---|\n| 汀川市第一职业中专学校 | 5236 | 321 |\n| 汀川市农业学校 | 2358 | 173 |\n| 汀川华星职业技术学校（民办） | 2678 | 119 |\n| 合计 | 10272 | 613 |";
const RATES = "| 学校 | 升学率 |\n|---|---|\n| 市第一职专 | 77.8% |\n| 市农业学校 | 60.6% |\n| 华星学校 | 66.7% |";
const subjectOf = (raw: string, ...paragraphs: readonly string[]) => figuresUnder(REGION, ...paragraphs).find(({ source }) => source.raw === raw)?.subject;

describe("the schools that a region's report tells of", () => {
  it("bear their full names wherever a table names them short", () => {
    expect(subjectOf("77.8%", TABLE, RATES)).toBe("汀川市第一职业中专学校");
    expect(subjectOf("66.7%", TABLE, RATES)).toBe("汀川华星职业技术学校");
    expect(subjectOf("10272", TABLE, RATES)).toBeNull();
  });

  it("are told of by the clause that names them", () => {
    expect(subjectOf("264人", TABLE, "汀川市农业学校与18家企业联合办学，学徒制学生264人。")).toBe("汀川市农业学校");
    expect(subjectOf("52.3%", TABLE, RATES, "其中市第一职专双师型教师占比最高，为52.3%；华星学校最低，仅34.5%。")).toBe("汀川市第一职业中专学校");
    const lowest = figuresUnder(REGION, TABLE, RATES, "其中市第一职专双师型教师占比最高，为52.3%；华星学校最低，仅34.5%。").find(
      ({ source }) => source.raw === "34.5%",
    );
    expect([lowest?.subject, lowest?.indicator.id]).toEqual(["汀川华星职业技术学校", "dual_qualified_share"]);
  });

  it.each([
    ["all of them", "264人", "汀川市农业学校开展了试点，全市学徒制学生264人。"],
    ["several of them", "264人", "汀川市农业学校和汀川市第一职业中专学校学徒制学生264人。"],
    ["another sentence", "264人", "汀川市农业学校开展试点。学徒制学生264人。"],
  ])("are not whom a number of %s is of", (_, raw, sentence) => {
    expect(subjectOf(raw, TABLE, sentence) ?? null).toBeNull();
  });

  const COUNTY =
    "| 学校 | 在校生数（人） |\n|---|---|\n| 汀川市职业教育中心 | 3841 |\n| 汀川市第二职业中学 | 2067 |\n| 汀川艺术职业学校 | 984 |\n| 合计 | 6892 |";
  it("are known by what people call them", () => {
    const sentence = "市职教中心图书馆藏书11.2万册，二职中藏书6.8万册，艺术职校藏书2.1万册。";
    expect(["11.2万册", "6.8万册", "2.1万册"].map((raw) => subjectOf(raw, COUNTY, sentence))).toEqual([
      "汀川市职业教育中心",
      "汀川市第二职业中学",
      "汀川艺术职业学校",
    ]);
  });

  it("are not told of where something of theirs is the object", () => {
    expect(subjectOf("30名", COUNTY, "2023年，计划投入3200万元新建市职教中心实训楼，招聘专业教师30名。") ?? null).toBeNull();
  });

  it("are looked for in no school's own report", () => {
    const told = figuresUnder("汀川市农业学校2022年度质量报告", TABLE, "与汀川市第一职业中专学校共建基地，学徒制学生264人。");
    expect(told.find(({ source }) => source.raw === "5236")?.subject).toBe("汀川市第一职业中专学校");
    expect(told.find(({ source }) => source.raw === "264人")?.subject ?? null).toBeNull();
  });
});

describe("columns below a shared head", () => {
  const GROUPED =
    '<table><tr><th rowspan="2">学校名称</th><th colspan="2">学生（人）</th><th colspan="2">教师（人）</th></tr><tr><th>在校生</th><th>招生</th><th>专任教师</th><th>双师型</th></tr><tr><td>汀川市农业学校</td><td>2358</td><td>1920</td><td>173</td><td>76</td></tr><tr><td>合计</td><td>7594</td><td>2722</td><td>494</td><td>244</td></tr></table>';
  const told = figuresUnder(REGION, GROUPED);
  const of = (raw: string) => told.filter(({ source }) => source.raw === raw).map(({ indicator, subject }) => [indicator.id, subject])[0];

  it("are read by the nearest head, and their sums are of the whole", () => {
    expect(of("1920")).toEqual(["new_students", "汀川市农业学校"]);
    expect(of("76")).toEqual(["dual_qualified_teachers", "汀川市农业学校"]);
    expect(of("7594")).toEqual(["students", null]);
    expect(of("244")).toEqual(["dual_qualified_teachers", null]);
  });
});

describe("a school's own name and code in every row", () => {
  it("are not whom its numbers are of", () => {
    const told = figuresUnder(
      "云渚职业学校2022年度质量报告",
      "| 院校代码 | 院校名称 | 序号 | 指标 | 单位 | 2021年 | 2022年 |\n|---|---|---|---|---|---|---|\n| 13xxx | 云渚职业学校 | 1 | 毕业生人数 | 人 | 1498 | 1562 |\n|  |  |  | 其中：升学人数 | 人 | 1065 | 1138 |",
    );
    expect(told.map(({ indicator, subject }) => [indicator.id, subject])).toEqual([
      ["graduates", null],
      ["graduates", null],
      ["further_study_students", null],
      ["further_study_students", null],
    ]);
  });

  it("leave another school's name what it is", () => {
    const told = figuresUnder("云渚职业学校2022年度质量报告", "| 学校名称 | 毕业生（人） |\n|---|---|\n| 云渚职业学校 | 1562 |\n| 陵江职业学校 | 830 |");
    expect(told.map(({ subject }) => subject)).toEqual([null, "陵江职业学校"]);
  });
});

describe("a kind beside a name", () => {
  it("is not whom the row is told of", () => {
    const told = figuresUnder(
      "云渚职业学校2022年度质量报告",
      "| 专业名称 | 所属专业大类 | 在校生（人） |\n|---|---|---|\n| 中餐烹饪 | 旅游 | 1023 |\n| 会计事务 | 财经商贸 | 506 |",
    );
    expect(told.map(({ subject }) => subject)).toEqual(["中餐烹饪专业", "会计事务专业"]);
  });

  it("names the row where nothing else does", () => {
    const told = figuresUnder("云渚职业学校2022年度质量报告", "| 专业大类 | 在校生（人） |\n|---|---|\n| 旅游大类 | 1023 |\n| 财经商贸大类 | 506 |");
    expect(told.map(({ subject }) => subject)).toEqual(["旅游大类", "财经商贸大类"]);
  });
});

describe("a number of a row that goes on from the row above", () => {
  it("makes the row a part of what was told there", () => {
    const told = figuresUnder(
      "云渚职业学校2022年度质量报告",
      "| 序号 | 指标 | 单位 | 2022年 |\n|---|---|---|---|\n| 5 | 教学资源库数 | 个 | 6 |\n| 5 | 其中：国家级数量 | 个 | 0 |\n| 5 | 省级数量 | 个 | 1 |\n| 6 | 生师比 | : | 17.82 |",
    );
    expect(told.map(({ indicator, population }) => [indicator.id, population])).toEqual([
      ["resource_banks", null],
      ["resource_banks", "国家级"],
      ["resource_banks", "省级"],
      ["student_teacher_ratio", null],
    ]);
  });
});
