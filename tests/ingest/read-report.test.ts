import { describe, expect, it } from "vitest";
import { readReport } from "../../src/ingest/read-report.ts";
import golden from "../specs/ingest-outlines.json" with { type: "json" };
import outlines from "../specs/outlines.json" with { type: "json" };
import { headingsOf, outlineOf, readFixture, readText } from "./outline-of.ts";

describe("readReport", () => {
  it.each(golden)("reads $file", (wanted) => {
    const report = readFixture(wanted.file);
    expect(outlineOf(report)).toEqual(wanted.outline);
    expect([report.owner.kind, report.owner.name, report.owner.nameEn]).toEqual(wanted.owner);
    expect([report.year, report.yearKind, report.yearEvidence]).toEqual(wanted.year);
    expect(report).toMatchObject({ title: wanted.title, kind: wanted.kind });
    expect(report.issues.map((issue) => issue.code)).toEqual(wanted.issues);
  });

  it.each(outlines)("finds the headings of $name", ({ text, headings }) => {
    expect(headingsOf(readText(`云杉卫生学校2020年质量报告\n\n${text}`))).toEqual(headings);
  });

  it("gives sections their paths, spans and blocks", () => {
    const { sections, text, blocks } = readFixture("mixed-numbering.txt");
    const section = sections.find((one) => one.path.at(-1) === "1.重过程");
    expect(section?.path).toEqual(["2教学", "2.2德育", "一、共同点", "1.重过程"]);
    expect(text.slice(section?.heading?.start, section?.heading?.end)).toBe("1.重过程：");
    expect(text.slice(section?.span.start, section?.span.end).trimEnd()).toMatch(/^1\.重过程：班主任.*学习。$/);
    expect(blocks.slice(section?.firstBlock, section?.endBlock).map((block) => block.kind)).toEqual(["paragraph"]);
  });

  it("keeps the text as read: offsets count carriage returns", () => {
    const text = "云杉技工学校2020年质量报告\r\n\r\n一、概况\r\n学校占地58亩。\r\n";
    const report = readText(text);
    expect(report.text).toBe(text);
    expect(outlineOf(report).at(-1)).toBe("paragraph: 学校占地58亩。");
  });

  it("nests 1. 2. 3. below 8.2 and goes on with the outer run after it", () => {
    const body = "学校在这一方面做了很多细致的工作，取得了比较明显的成效。";
    const list = (first: string) => `1.${first}。${body}\n2.再来一项。${body}\n`;
    const text = `云杉技工学校2020年质量报告\n1.学校\n1.1概况\n${body}\n${list("走出去")}1.2学生\n${body}\n2.质量\n2.1专业\n${list("请进来")}3.特色\n${body}\n`;
    expect(headingsOf(readText(text))).toEqual([
      "1 1.学校",
      "2 1.1概况",
      "3 1.走出去",
      "3 2.再来一项",
      "2 1.2学生",
      "1 2.质量",
      "2 2.1专业",
      "3 1.请进来",
      "3 2.再来一项",
      "1 3.特色",
    ]);
  });

  it("takes a second run of the same family for a list inside the first when the first goes on", () => {
    const body = "这里写的是一段说明，说明这件事情是怎样做成的。";
    const run = (numbers: string) => [...numbers].map((number) => `${number}、标题${number}\n${body}\n`).join("");
    expect(headingsOf(readText(`云杉技工学校2020年质量报告\n${run("一二三")}案例1：锉刀\n${run("一二")}${run("四")}`))).toEqual([
      "1 一、标题一",
      "1 二、标题二",
      "1 三、标题三",
      "2 案例1：锉刀",
      "3 一、标题一",
      "3 二、标题二",
      "1 四、标题四",
    ]);
  });

  it("takes items that end in ； and sentences without anything below for a list", () => {
    const text =
      "云杉技工学校2020年质量报告\n一、问题\n主要有三个：\n（一）师资的年龄结构不合理，青年教师的比重偏大。\n（二）场地不足。\n（三）经费紧张，设备老化。\n二、打算\n逐项解决这些问题，每年检查一次。\n";
    expect(headingsOf(readText(text))).toEqual(["1 一、问题", "1 二、打算"]);
  });

  it("joins what a page break cut and leaves out page numbers, but joins no heading and no list", () => {
    const text =
      "云杉技工学校2020年质量报告\n一、概况\n学校地处河东新区，周围有十余家制造企业，学生每周三天在校、两天在厂，实训和上课\n\n- 3 -\n\n交替。师傅记考勤。\n\n8.1实训条件正处在新旧交替的阶段并且还要再等三年\n学校正在建设新的实训楼，预计明年九月投入使用。\n";
    const outline = outlineOf(readText(text));
    expect(outline).toContain("paragraph: 学校地处河东新区，周围有十余家制造企业，学生每周三天在校、两天在厂，实训和上课⏎交替。师傅记考勤。");
    expect(outline.join("\n")).not.toContain("- 3 -");
  });

  it("reads a contents page whose page numbers stand behind tabs", () => {
    const text =
      "云杉技工学校2020年质量报告\n目录\n一、概况\t1\n二、成绩\t2\n三、打算\t5\n\n一、概况\n占地58亩。\n二、成绩\n获奖三项。\n三、打算\n再接再厉。\n";
    const report = readText(text);
    expect(headingsOf(report)).toEqual(["1 一、概况", "1 二、成绩", "1 三、打算"]);
    expect(report.issues.map((issue) => issue.code)).toContain("contents_page");
  });

  it("keeps a table of numbers that no contents title stands above", () => {
    const report = readText("云杉技工学校2020年质量报告\n一、数据\n教师\t96\n学生\t1200\n班级\t30\n");
    expect(report.blocks.at(-1)?.kind).toBe("table");
  });

  it("refuses a format it does not read", () => {
    expect(() => readReport("a.pdf", new TextEncoder().encode("x"))).toThrow(/\.txt, \.md/);
  });
});
