import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { exportAnswer } from "../src/export/export-answer.ts";
import { listFigures } from "../src/list-figures.ts";
import { ingestReports, openRuntime, openShownStore, type Runtime } from "../src/runtime.ts";

const TEXT = `云溪测试职业学校2021年度质量报告

一、技能大赛
学校承办市级技能大赛，获奖学生：陆星河、夏知秋，指导教师：江晚晴。全年获奖26项。

二、学生故事
陆星河，男，2019级机电专业学生。在实训车间里，陆星河每天练习焊接，毕业后被企业录用。
`;
const NAMES = /星河|知秋|晚晴/;
const folder = mkdtempSync(join(tmpdir(), "wenbao-mask-"));
const config = readConfig({ index: join(folder, "index") }, { WENBAO_MASK_NAMES: "on" }, folder);
let runtime: Runtime;

beforeAll(async () => {
  writeFileSync(join(folder, "report.txt"), TEXT);
  await ingestReports(config, { paths: [folder], prune: false });
  runtime = await openRuntime(config);
});
afterAll(() => {
  runtime?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("with names masked", () => {
  it.each(["技能大赛的获奖学生有哪些？", "学生故事讲了什么？", "全年获奖多少项？"])("%s is answered without them, every citation exact", async (question) => {
    const answer = await runtime.ask({ question });
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(JSON.stringify(answer)).not.toMatch(NAMES);
    for (const { reportId, start, end, quote, masked } of answer.citations) {
      expect(runtime.store.readText(reportId as never)?.slice(start, end)).toBe(quote);
      expect(masked).toBe(quote === TEXT.slice(start, end) ? undefined : true);
    }
    for (const format of ["docx", "xlsx"] as const) {
      const files = unzipSync(new Uint8Array(await exportAnswer(answer, format)));
      expect(
        Object.values(files)
          .map((bytes) => strFromU8(bytes))
          .join(""),
      ).not.toMatch(NAMES);
    }
  });

  it("cites what was masked as such", async () => {
    const { citations } = await runtime.ask({ question: "技能大赛的获奖学生有哪些？" });
    expect(citations.some(({ masked, quote }) => masked === true && quote.includes("陆某某"))).toBe(true);
  });

  it("shows none of them in the text, the figures or the audit", () => {
    const [report] = runtime.store.reports();
    expect(report).toBeDefined();
    if (report === undefined) return;
    expect(runtime.store.readText(report.id)).toHaveLength(TEXT.length);
    expect(runtime.store.readText(report.id)).not.toMatch(NAMES);
    expect(JSON.stringify([runtime.matrix(), runtime.audit(report.id)])).not.toMatch(NAMES);
    const store = openShownStore(config);
    expect(JSON.stringify([...listFigures(store)])).not.toMatch(NAMES);
    store.close();
  });
});
