import { describe, expect, it } from "vitest";
import { readDocument } from "../../src/ingest/read-document.ts";
import { captionsOf, gridsOf } from "./grid-of.ts";
import { headingsOf, outlineOf } from "./outline-of.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const TITLE = "<h1>云杉卫生学校2020年度质量报告</h1>";
const read = (body: string, file = "云杉.html") => readDocument(file, encode(`<!doctype html><html><body>${body}</body></html>`));
const PROSE = "学校现有专任教师96人，其中高级职称教师31人，占专任教师总数的百分之三十二。";

describe("web pages", () => {
  it("give headings, paragraphs and lists, and nothing of what stands around them", async () => {
    const report = await read(
      `<header><a href="/">首页</a> 访问 99 次</header><div class="breadcrumb">首页 &gt; 报告</div><ul class="x"><li><a>a1</a></li><li><a>a2</a></li><li><a>a3</a></li></ul>` +
        `<div id="content">${TITLE}<h2>一、师资</h2><p>${PROSE}<br>另有<b>兼职</b>教师&nbsp;12 人。</p><ul><li>建成实训室28间</li></ul><p hidden>没有</p><p style="display: none">没有</p></div>` +
        "<div class='footer'>没有</div><script>var x = '<p>没有</p>'</script>",
    );
    expect(outlineOf(report).slice(1)).toEqual(["1 markdown 一、|师资", `paragraph: ${PROSE}`, "paragraph: 另有兼职教师 12 人。", "paragraph: 建成实训室28间"]);
    expect(report.text).not.toMatch(/没有|首页|99/);
  });

  it("take the main part where a page has one", async () => {
    const report = await read(`<div>推荐阅读 其他学校的消息</div><article><header>${TITLE}</header><h2>一、师资</h2><p>${PROSE}</p></article>`);
    expect(headingsOf(report)).toEqual(["1 一、师资"]);
    expect(report.text).not.toContain("推荐");
  });

  it("read data tables with merged cells and captions, and see through tables that lay out the page", async () => {
    const data =
      "<table><caption>表1 教师</caption><thead><tr><th rowspan=2>类别<th colspan=2>人数</tr><tr><th>男<th>女</tr></thead><tr><td>专任<td>40<td>56</tr></table>";
    const report = await read(`<table><tr><td>${TITLE}<p>一、师资</p><p>${PROSE}</p>${data}</td></tr></table>`);
    expect(gridsOf(report)).toEqual([
      [
        ["[类别 0,0,2×1]", "[人数 0,1,1×2]"],
        ["[男]", "[女]"],
        ["专任", "40", "56"],
      ],
    ]);
    expect(captionsOf(report)).toEqual(["表1 教师"]);
  });

  it("follow the encoding that the page declares, its mark, or its bytes", async () => {
    const gb = Uint8Array.from([
      ...encode('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body><p>'),
      0xd1,
      0xa7,
      0xd0,
      0xa3,
      ...encode("</p>"),
    ]);
    expect((await readDocument("云杉卫生学校2020.html", gb)).text).toBe("学校\n");
    const wrong = encode('<html><head><meta charset="gb2312"></head><body><p>云杉卫生学校概况</p>');
    expect((await readDocument("云杉卫生学校2020.html", wrong)).text).toBe("云杉卫生学校概况\n");
    const wide = Uint8Array.from([0xff, 0xfe, ...Buffer.from("<html><body><p>学校</p></body></html>", "utf16le")]);
    expect((await readDocument("云杉卫生学校2020.txt", wide)).text).toBe("学校\n");
  });

  it("are known by their content under another name", async () => {
    for (const file of ["云杉.doc", "云杉.txt", "云杉.xls"]) {
      const report = await read(`${TITLE}<h2>一、师资</h2><p>${PROSE}</p>`, file);
      expect([report.format, report.issues.map((issue) => issue.code)]).toEqual(["html", ["wrong_extension"]]);
    }
  });

  it("are read to their end however deep they nest", async () => {
    const report = await read(`${TITLE}${"<div>".repeat(20_000)}<p>深处</p>`);
    expect(report.title).toContain("云杉");
  });
});
