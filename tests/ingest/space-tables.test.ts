import { describe, expect, it } from "vitest";
import { readText } from "./outline-of.ts";

const HEAD = "云杉县职业中等专业学校2021年质量报告\n\n一、基本情况\n\n学校开设多个专业，办学条件较好。\n\n";
const read = (body: string) => readText(`${HEAD}${body}\n\n二、其他\n\n学校注重安全工作。\n`);
/** Tables as rows of "column:text", header rows with "h" before. */
const gridsOf = (body: string): string[][] => {
  const report = read(body);
  return report.blocks.flatMap((block) =>
    block.kind === "table"
      ? [
          block.rows.map((row) =>
            row
              .map(
                (cell) =>
                  `${cell.header ? "h" : ""}${cell.column}${cell.columnSpan > 1 ? `-${cell.column + cell.columnSpan - 1}` : ""}:${report.text.slice(cell.span.start, cell.span.end)}`,
              )
              .join(" | "),
          ),
        ]
      : [],
  );
};
const captionsOf = (body: string): (string | null)[] => {
  const report = read(body);
  return report.blocks.flatMap((block) =>
    block.kind === "table" ? [block.caption === null ? null : report.text.slice(block.caption.start, block.caption.end)] : [],
  );
};

describe("tables whose columns are set by blanks", () => {
  it.each<readonly [string, string, readonly string[]]>([
    [
      "columns of blanks, one name as wide as its column",
      "专业          在校生   招生\n烹饪            312     96\n木材加工与家具制造 88    30\n合  计          400    126",
      ["h0:专业 | h1:在校生 | h2:招生", "0:烹饪 | 1:312 | 2:96", "0:木材加工与家具制造 | 1:88 | 2:30", "0:合  计 | 1:400 | 2:126"],
    ],
    [
      "counts that could be years, where the rows below tell that their column counts",
      "指标            2020年   2021年\n在校生（人）    1986     2075\n招生（人）      672      705\n教学班（个）    45       47",
      ["h0:指标 | h1:2020年 | h2:2021年", "0:在校生（人） | 1:1986 | 2:2075", "0:招生（人） | 1:672 | 2:705", "0:教学班（个） | 1:45 | 2:47"],
    ],
    [
      "years that are years",
      "校区      建成    面积（亩）\n东校区    1986    120\n西校区    2009    85\n北校区    2014    60",
      ["h0:校区 | h1:建成 | h2:面积（亩）", "0:东校区 | 1:1986 | 2:120", "0:西校区 | 1:2009 | 2:85", "0:北校区 | 1:2014 | 2:60"],
    ],
    ["single blanks", "系部 学生 教师\n机电系 812 40\n财经系 640 31", ["h0:系部 | h1:学生 | h2:教师", "0:机电系 | 1:812 | 2:40", "0:财经系 | 1:640 | 2:31"]],
    [
      "full-width blanks and units",
      "项目　　2020年　2021年\n教学　　92.1%　　93.4%\n食堂　　81.0%　　85.2%",
      ["h0:项目 | h1:2020年 | h2:2021年", "0:教学 | 1:92.1% | 2:93.4%", "0:食堂 | 1:81.0% | 2:85.2%"],
    ],
    [
      "an empty corner",
      "            2020年   2021年\n在校生      1520     1604\n毕业生       480      495",
      ["h1:2020年 | h2:2021年", "0:在校生 | 1:1520 | 2:1604", "0:毕业生 | 1:480 | 2:495"],
    ],
    [
      "a row that lacks a number, below the header's cells",
      "专业      在校生   招生   毕业生\n烹饪        312     96      80\n家政         45             40\n会计        150     50      41",
      ["h0:专业 | h1:在校生 | h2:招生 | h3:毕业生", "0:烹饪 | 1:312 | 2:96 | 3:80", "0:家政 | 1:45 | 3:40", "0:会计 | 1:150 | 2:50 | 3:41"],
    ],
    [
      "two rows of headers",
      "            2020年          2021年\n专业      招生   毕业     招生   毕业\n烹饪       96     80      101     77\n会计       50     41       48     39",
      [
        "h1-2:2020年 | h3-4:2021年",
        "h0:专业 | h1:招生 | h2:毕业 | h3:招生 | h4:毕业",
        "0:烹饪 | 1:96 | 2:80 | 3:101 | 4:77",
        "0:会计 | 1:50 | 2:41 | 3:48 | 4:39",
      ],
    ],
    [
      "a number for each row first",
      "序号  专业   在校生\n1     烹饪     312\n2     会计     150",
      ["h0:序号 | h1:专业 | h2:在校生", "0:1 | 1:烹饪 | 2:312", "0:2 | 1:会计 | 2:150"],
    ],
    [
      "years as rows, a dash for nothing",
      "年份    招生（人）  毕业（人）\n2020    520        —\n2021    486        455",
      ["h0:年份 | h1:招生（人） | h2:毕业（人）", "0:2020 | 1:520 | 2:—", "0:2021 | 1:486 | 2:455"],
    ],
  ])("%s", (_name, body, rows) => {
    expect(gridsOf(body)).toEqual([rows]);
  });

  it.each([
    ["a contents page", "目    录\n\n一、学校概况    1\n二、学生发展    4\n三、教学改革    9\n四、社会服务    15"],
    ["contents with a header", "章节            页码\n一、学校概况    1\n二、学生发展    4\n三、教学改革    9"],
    ["prose with blanks", "学校 现有 学生 1520 人。\n教师 现有 教师 96 人，占 80%。\n设备 现有 设备 3台，价值较高。"],
    ["an address", "地址      云杉县学府路\n电话      0577-123456\n邮编      325000"],
    ["a signature", "云杉县职业中等专业学校      校长办公室\n2021年12月      印发"],
    ["one row alone", "专业      在校生\n烹饪      312"],
    ["a list of names", "班主任    张三    李四\n副班主任  王五    赵六\n辅导员    钱七    孙八"],
    ["rows of other widths", "专业  在校生  招生\n烹饪  312\n会计  150  20  30  40"],
  ])("not %s", (_name, body) => {
    expect(gridsOf(body)).toEqual([]);
  });

  it("end where the rows end", () => {
    const report = read("专业      在校生   招生\n烹饪        312     96\n会计        150     50\n注：学生数以学籍系统为准。");
    expect(report.blocks.filter((block) => block.kind === "table")).toHaveLength(1);
    expect(report.blocks.some((block) => block.kind === "paragraph" && report.text.slice(block.parts[0]?.start).startsWith("注："))).toBe(true);
  });

  it("take a line that leads to them, and one with the unit, as caption", () => {
    const table = "专业      在校生   招生\n烹饪        312     96\n会计        150     50";
    expect(captionsOf(`各专业学生数如下：\n${table}`)).toEqual(["各专业学生数如下："]);
    expect(captionsOf(`表2 各专业学生\n单位：人\n${table}`)).toEqual(["表2 各专业学生\n单位：人"]);
    expect(captionsOf(`（单位：人）\n${table}`)).toEqual(["（单位：人）"]);
    // A line that tells a number is prose.
    expect(captionsOf(`全校学生462人，各专业学生数如下：\n${table}`)).toEqual([null]);
  });
});
