import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { extractFigures } from "../../src/figures/extract-figures.ts";
import { readDocument } from "../../src/ingest/read-document.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { makeXlsx } from "../support/documents/make-xlsx.ts";
import { assertInvariants } from "./assert-invariants.ts";
import { captionsOf, gridsOf } from "./grid-of.ts";

const FILE = "云杉卫生学校2020年质量报告";
const lexicon = loadLexicon(fileURLToPath(new URL("../../data/lexicon", import.meta.url)));

describe("workbooks", () => {
  it("give a captioned table for each visible sheet, numbers as they are shown", async () => {
    const report = await readDocument(
      `${FILE}.xlsx`,
      makeXlsx([
        {
          name: "计分卡",
          rows: [
            ["云杉卫生学校2020年度质量报告计分卡", null, null],
            ["指标", "单位", "2020年"],
            ["就业率", "%", { value: 0.9857, style: 1 }],
            ["在校生数", "人", { value: 2446, style: 2 }],
            ["填报日期", null, { value: 44166, style: 3 }],
            ["生师比", "", 13.370000000000001],
            ["升学率", "", { value: 0.29, style: 4 }],
            ["班额", "", { value: 41.26, style: 5 }],
          ],
          merges: ["A1:C1"],
        },
        { name: "Sheet2", rows: [["专业", "人数"], ["护理", 512], [], ["名称", "数量"], ["实训室", 28]] },
        {
          name: "底稿",
          rows: [
            ["x", "y"],
            ["1", "2"],
          ],
          hidden: true,
        },
      ]),
    );
    expect(captionsOf(report)).toEqual(["计分卡", null, null]);
    expect(gridsOf(report)).toEqual([
      [
        ["[指标]", "[单位]", "[2020年]"],
        ["就业率", "%", "98.57%"],
        ["在校生数", "人", "2,446"],
        ["填报日期", "2020年12月1日"],
        ["生师比", "13.37"],
        ["升学率", "29%"],
        ["班额", "41.3人"],
      ],
      [
        ["[专业]", "[人数]"],
        ["护理", "512"],
      ],
      [
        ["[名称]", "[数量]"],
        ["实训室", "28"],
      ],
    ]);
    expect(report.title).toContain("计分卡");
    expect(report.issues.map((issue) => issue.code)).toContain("hidden_sheet");
    assertInvariants(report, 500);
    const figures = extractFigures(report, lexicon).figures.map((figure) => [figure.indicator.name, figure.value, figure.unit]);
    expect(figures).toContainEqual(["就业率", "98.57", "%"]);
    expect(figures).toContainEqual(["在校生数", "2446", "人"]);
  });

  it("keep cells merged down and across", async () => {
    const rows = [
      ["类别", "人数", null],
      [null, "男", "女"],
      ["教师", 40, 56],
    ];
    const report = await readDocument(`${FILE}.xlsx`, makeXlsx([{ name: "师资", rows, merges: ["A1:A2", "B1:C1"] }]));
    expect(gridsOf(report)).toEqual([
      [
        ["[类别 0,0,2×1]", "[人数 0,1,1×2]"],
        ["[男]", "[女]"],
        ["教师", "40", "56"],
      ],
    ]);
  });
});

describe("separated values", () => {
  it.each([
    ["commas", '指标,单位,"2020, 全年"\n就业率,%,98.57\n"教师\n（专任）",人,"1,096"\n'],
    ["tabs", '指标\t单位\t"2020, 全年"\r\n就业率\t%\t98.57\r\n"教师\n（专任）"\t人\t1,096'],
    ["full-width commas", '指标，单位，"2020, 全年"\n就业率，%，98.57\n"教师\n（专任）"，人，"1,096"'],
  ])("give one table: %s", async (_, text) => {
    const report = await readDocument(`${FILE}.csv`, new TextEncoder().encode(text));
    expect(gridsOf(report)).toEqual([
      [
        ["[指标]", "[单位]", "[2020, 全年]"],
        ["就业率", "%", "98.57"],
        ["教师\n（专任）", "人", "1,096"],
      ],
    ]);
    assertInvariants(report, 500);
  });

  it("keep doubled quotes and blank fields, and read old Chinese encodings", async () => {
    const report = await readDocument(`${FILE}.csv`, new TextEncoder().encode('名称,说明,数\n"""双高""建设",,3\n,空,4\n'));
    expect(gridsOf(report)[0]?.slice(1)).toEqual([
      ['"双高"建设', "3"],
      ["空", "4"],
    ]);
    const row = report.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []))[1];
    expect(row?.map((cell) => cell.column)).toEqual([0, 2]);
    const gb = Uint8Array.from([0xd1, 0xa7, 0xd0, 0xa3, 0x2c, 0xca, 0xfd, 0x0a, 0x61, 0x2c, 0x31, 0x0a]);
    expect((await readDocument(`${FILE}.csv`, gb)).text).toBe("学校\t数\na\t1\n");
  });
});
