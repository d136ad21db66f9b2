import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { auditReport } from "../../src/audit/audit-report.ts";
import { auditYears } from "../../src/audit/audit-years.ts";
import { wordFinding } from "../../src/audit/wording.ts";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readReport } from "../../src/ingest/read-report.ts";
import { audit, figuresOf, lexicon, rules, told } from "./support.ts";

const CONTRADICTORY: readonly (readonly [string, readonly string[], string])[] = [
  ["two values of one indicator", ["学校占地面积120亩。", "存在的问题：学校占地面积只有118亩，发展受限。"], "conflict high 120亩 ≠ 118亩"],
  [
    "a share that its own parts contradict in another place",
    ["本年度毕业生200人，就业197人，就业率98.5%。", "就业率98%，家长满意。"],
    "conflict high 98.5% ≠ 98%; 197 ÷ 200 = 98.50%",
  ],
  ["a vague value out of reach of the exact one", ["学校现有在校生2000人。", "学校有在校生近2600人。"], "conflict medium 2000人 ≠ 近2600人"],
  ["a share against its parts", ["学校有专任教师100人，双师型教师60人，占专任教师的66%。"], "share_parts high 60 ÷ 100 = 60.00%"],
  [
    "a share of those who are named before its part",
    ["学校有专业课教师150人，文化课教师60人；专业课教师里有双师型教师90人，占专业课教师的66%。"],
    "share_parts high 90 ÷ 150 = 60.00%",
  ],
  ["a mean against its total", ["学校现有在校生1000人。", "图书馆藏书3万册，生均图书45册。"], "per_head medium 30000 ÷ 1000 = 30.00"],
  [
    "a ratio that no reading of its sides gives",
    ["学校现有在校生1500人，在编教职工90人，编外教职工10人，师生比13.4。"],
    "ratio medium 1500 ÷ (90 + 10) = 15.00",
  ],
  ["parts above their whole", ["教师竞赛获奖20项，其中省级8项、市级15项。"], "parts_sum high 8 + 15 = 23 ≠ 20"],
  [
    "sub-groups of unknown relation above their whole, as merely possible",
    ["全年社会培训900人次，其中企业职工500人次、农民600人次。"],
    "parts_sum low 500 + 600 = 1100 ≠ 900",
  ],
  ["parts below the whole where no others are left", ["2021年招生300人：春季班100人，秋季班150人，没有其他批次。"], "parts_sum high 100 + 150 = 250 ≠ 300"],
  [
    "a second number of pupils far from an evening course's",
    ["学校开办夜校，学员900人。学校现有在校生2160人。", "全校在校生2610人。"],
    "conflict high 2160人 ≠ 2610人",
  ],
  ["two numbers of teachers", ["专任教师176人。", "学校师资雄厚，专任教师196人。"], "conflict high 176人 ≠ 196人"],
  ["an announced sum", ["教师中研究生10人、本科80人、专科5人，三类合起来96人。"], "parts_sum medium 10 + 80 + 5 = 95 ≠ 96"],
];

describe("auditReport", () => {
  it.each(CONTRADICTORY)("finds %s", (_, paragraphs, finding) => {
    expect(told(audit(...paragraphs))).toContain(finding);
  });

  it.each([
    ["values that differ by rounding alone", ["学校占地面积62561平方米。", "校园占地6.26万平方米。"]],
    ["a share cut instead of rounded at its last digit", ["学校有专任教师164人，双师型教师83人，占专任教师的50.6%。"]],
    ["vague values that may hold together", ["学校现有在校生2347人。", "现在学校在校生达到2300多人。"]],
    ["at least 98% and 98.3%", ["就业率98%以上。", "就业率98.3%。"]],
    ["a plan beside a fact", ["双师型教师比例为60%。", "计划到2025年双师型教师比例达到80%。"]],
    ["another subject", ["学校就业率97%。", "护理专业的就业率为99%。"]],
    ["last year beside this year", ["在校生由上学年的1604人降至1588人。", "学校现有在校生1588人。"]],
    ["parts that leave others out", ["教师竞赛获奖20项，其中省级3项、市级5项。"]],
    ["levels and prizes of the same whole", ["教师竞赛获奖20项，其中省级8项、市级12项、一等奖6项、二等奖14项。"]],
    ["staff groups that overlap", ["学校有教职工183人，专任教师164人，双师型教师83人，高级职称76人。"]],
    ["a rate of money set beforehand beside what was spent", ["学校现有在校生2075人。", "生均公用经费2600元。", "支出中公用经费563万元。"]],
    ["means of a total printed in 万", ["学校现有在校生2860人。", "图书馆藏书8.6万册，生均图书30册。"]],
    ["a ratio by full-time teachers", ["教职工236人，其中专任教师198人，生师比14.4:1。", "学校现有在校生2860人。"]],
    ["events told one by one", ["举办安全培训352人次。", "举办电工培训476人次。"]],
    ["a share of some, and its part of others", ["学校有专业课教师150人；女教师里有双师型教师40人，双师型教师占专业课教师的66%。"]],
    ["learners of an evening course", ["学校现有在校生2160人。", "学校开办“点灯”夜校，全年5期，学员1320人。"]],
    ["pupils of a college run with a firm", ["学校现有在校生2160人。", "与海川精工共建产业学院，在读学生184人。"]],
    ["graduates whom firms took on", ["毕业生612人。", "前三位的单位共接收毕业生146人。"]],
    ["firms struck off", ["学校有合作企业52家。", "当年清退多年没有合作的企业6家。"]],
    ["one post beside all teachers", ["学校有专任教师176人。", "设有心理健康专职教师4名。"]],
    ["where those who went on went", ["毕业生1204人，升学598人。", "升学学生中，升入高职院校的402人。"]],
    ["means of parts", ["毕业生初次就业平均月薪4860元，其中预备技师班毕业生5930元，中级工班毕业生4120元。"]],
    ["a part within a part", ["升学331人，其中省内188人、省外143人，其中北京21人。"]],
    ["two years on two sides of a semicolon", ["本学年总收入4120万元，总支出4036万元；上学年总收入3984万元，总支出3871万元。"]],
    ["degrees that give the teachers", ["专任教师210人，其中研究生31人、本科172人、大专7人。"]],
  ])("leaves alone %s", (_, paragraphs) => {
    expect(told(audit(...paragraphs))).toEqual([]);
  });

  const rows = [
    ["层次", "在校生（人）", "班级（个）"],
    ["中级工", "900", "20"],
    ["高级工", "500", "12"],
    ["合计", "1450", "32"],
  ];
  const PIPES = rows.map((row, place) => `| ${row.join(" | ")} |${place === 0 ? "\n|---|---|---|" : ""}`).join("\n");
  const HTML = `<table>\n${rows.map((row) => `<tr>\n${row.map((cell) => `<td>${cell}</td>`).join("\n")}\n</tr>`).join("\n")}\n</table>`;

  const PADDED = `| 层次   | 在校生（人） | 班级（个） |\n|---|---|---|\n| 中级工 |     900 |  20 |\n| 高级工   |   500   | 12   |\n| 合计 | 1450 |    32 |`;

  it.each([
    ["Markdown", PIPES],
    ["padded Markdown", PADDED],
    ["HTML", HTML],
  ])("adds up the columns of a %s table, each by itself", (_, table) => {
    const report = readReport(
      "清河-2021.md",
      new TextEncoder().encode(`# 清河县职业中等专业学校2021年度质量报告\n\n## 一、学生\n\n${table}\n\n在校生情况良好。\n`),
    );
    expect(told(auditReport(extractFigures(report, lexicon).figures, lexicon, rules, report.text))).toEqual(["parts_sum high 900 + 500 = 1400 ≠ 1450"]);
  });

  it("adds up columns that blanks set apart, parts told in one row included, and never shares", () => {
    const table = (total: number): string =>
      [
        "专业名称            在校生（人）    当年招生（人）    对口就业率（%）",
        "数控技术应用          612             215             92.4",
        "机电技术应用          526             196             88.7",
        "其余3个专业合计       168             64              90.1",
        `合计                  ${total}            475             89.6`,
      ].join("\n");
    const findings = (total: number): string[] => {
      const text = `清河县职业中等专业学校2021年度质量报告\n\n一、学生\n\n表1 主要专业情况（2021年）\n${table(total)}\n\n在校生情况良好。\n`;
      const report = readReport("清河-2021.txt", new TextEncoder().encode(text));
      return told(auditReport(extractFigures(report, lexicon).figures, lexicon, rules, report.text));
    };
    expect(findings(1306)).toEqual([]);
    expect(findings(1316)).toEqual(["parts_sum high 612 + 526 + 168 = 1306 ≠ 1316"]);
  });

  it("names no figure that is not in the report and points at what it prints", () => {
    const findings = audit("学校有专任教师100人，双师型教师60人，占专任教师的66%。");
    expect(findings[0]?.terms.map((term) => term.raw)).toEqual(["60人", "100人", "66%"]);
    expect(findings[0]).toMatchObject({ expected: "60.00%", printed: "66%" });
  });

  it("words a finding in both languages", () => {
    const finding = audit("学校有专任教师100人，双师型教师60人，占专任教师的66%。")[0];
    if (finding === undefined) throw new Error("no finding");
    expect(wordFinding(finding, "zh")).toBe("双师型教师比例 66%，由双师型教师数 60人、专任教师数 100人算得 60.00%（60 ÷ 100 = 60.00%）。");
    expect(wordFinding(finding, "en")).toContain("but");
    expect(wordFinding(finding, "en")).toContain("60 ÷ 100 = 60.00%");
  });
});

describe("auditYears", () => {
  const years = (before: string, after: string): string[] => told(auditYears(figuresOf([before], 2020), figuresOf([after], 2021), lexicon, rules));

  it("finds a value ten times the year before's", () => {
    expect(years("固定资产总值1320万元。", "固定资产总值13200万元。")).toEqual(["jump high 132000000 ÷ 13200000 = 10.00"]);
  });
  it("leaves alone growth, small counts and what is told for single events", () => {
    expect(years("固定资产总值1320万元。", "固定资产总值1600万元。")).toEqual([]);
    expect(years("学校设有党支部1个。", "学校设有党支部4个。")).toEqual([]);
    expect(years("全年社会培训500人次。", "全年社会培训6000人次。")).toEqual([]);
  });
});

const shared = process.env.WENBAO_REPORTS ?? "../shared/reports";

describe.skipIf(!existsSync(shared))("audit over the two reports", () => {
  const formulas = (name: string): string[] => {
    const report = readReport(name, readFileSync(join(shared, name)));
    return told(auditReport(extractFigures(report, lexicon).figures, lexicon, rules, report.text)).map((line) => line.replace(/(?<=\d) (?=[人册])/g, ""));
  };

  it("finds what does not add up in the one", () => {
    expect(formulas("平湖技师学院-2021.txt")).toEqual(
      expect.arrayContaining([
        "conflict high 98.57% ≠ 98%; 414 ÷ 420 = 98.57%",
        "conflict medium 2446人 ≠ 近3000人",
        "ratio medium 2446 ÷ (155 + 29) = 13.29",
        "per_head medium 32472 ÷ 2446 = 13.28",
        "degrees low 8 + 131 + 4 = 143 ≠ 155",
        "parts_sum low 678 + 268 + 468 = 1414 ≠ 1203",
      ]),
    );
  });
  it("finds what does not add up in the other", () => {
    expect(formulas("平阳县职业中等专业学校-2020.txt")).toEqual(
      expect.arrayContaining(["per_head medium 66000 ÷ 2347 = 28.12", "degrees low 18 + 157 = 175 ≠ 183", "conflict low 23891万元 ≠ 2.38亿元"]),
    );
  });
});
