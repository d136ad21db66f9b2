import { strFromU8, unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import type { Answer } from "../../src/contract/answer.ts";
import { toAnswerTables, toCell, toPlainText } from "../../src/export/answer-tables.ts";
import { exportAnswer } from "../../src/export/export-answer.ts";
import { createFakeApp, fakeAnswer } from "../http/fakes.ts";

const SCHOOL = { id: "qingshi", name: "青石职业学校", nameEn: "Qingshi Vocational School", kind: "school" } as const;

const BASE: Answer = {
  ...fakeAnswer("在校生有多少？"),
  figures: [
    {
      school: SCHOOL,
      subject: null,
      indicator: { id: "students.enrolled", name: "在校生数", nameEn: "Enrolled students" },
      value: "1200",
      valueTo: null,
      unit: "人",
      kind: "count",
      aspect: "actual",
      population: null,
      denominator: null,
      raw: "1200人",
      qualifier: "exact",
      period: { kind: "report", year: 2021, label: "2021年度", evidence: "title" },
      derived: false,
      formula: null,
      operands: [],
      citation: 1,
    },
  ],
  citations: [
    {
      number: 1,
      reportId: "qingshi-2021",
      school: SCHOOL,
      title: "青石职业学校质量报告",
      year: 2021,
      section: ["一、概况"],
      page: 3,
      start: 17,
      end: 40,
      quote: "全校😀在校生1200人，就业率98.5%。",
      marks: [],
      url: "/reader",
    },
  ],
};

/** Texts as a document reader shows them: of the part's text runs, joined. */
const textOf = (bytes: Uint8Array, part: RegExp): string =>
  Object.entries(unzipSync(bytes))
    .filter(([name]) => part.test(name))
    .map(([, xml]) =>
      [...strFromU8(xml).matchAll(/<(?:w:)?t(?:\s[^>]*)?>([^<]*)</g)]
        .map((match) => match[1])
        .join("\n")
        .replaceAll("&lt;", "<")
        .replaceAll("&gt;", ">")
        .replaceAll("&quot;", '"')
        .replaceAll("&amp;", "&"),
    )
    .join("\n");

describe("exportAnswer", () => {
  it.each([
    ["docx" as const, /^word\/document\.xml$/],
    ["xlsx" as const, /^xl\//],
  ])("writes answer, figures and every quote as %s", async (format, part) => {
    const text = textOf(await exportAnswer(BASE, format), part);
    expect(text).toContain(BASE.question);
    expect(BASE.citations.length).toBeGreaterThan(0);
    for (const { quote } of BASE.citations) expect(text).toContain(quote.split("\n")[0]);
    for (const { raw } of BASE.figures) if (raw !== null) expect(text).toContain(raw);
    expect(text).toContain(BASE.version);
  });

  it.each(["docx", "xlsx"] as const)("keeps markup, formulas and control characters of a question as harmless text in %s", async (format) => {
    const question = '=HYPERLINK("http://x.example") <w:p/> & \u0001\ud800';
    const bytes = await exportAnswer({ ...BASE, question }, format);
    const files = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith(".xml"));
    expect(files.length).toBeGreaterThan(2);
    for (const [, xml] of files) {
      const text = strFromU8(xml);
      expect(text).not.toMatch(/[\u0000-\u0008]/);
      expect(text).not.toContain("<f>");
      expect(text).not.toContain("<w:p/> &amp;");
    }
    expect(textOf(bytes, /document\.xml$|^xl\//)).toContain('=HYPERLINK("http://x.example") <w:p/> & ');
  });
});

describe("toAnswerTables", () => {
  it("names schools and indicators in both languages in English answers", () => {
    const english: Answer = { ...BASE, language: "en" };
    expect(toAnswerTables(english).figures.rows[0]?.[0]).toBe("Qingshi Vocational School (青石职业学校)");
    expect(toAnswerTables(BASE).figures.rows[0]?.[0]).toBe("青石职业学校");
  });

  it("marks near misses, so that no sheet shows them as the answer", () => {
    const tables = toAnswerTables({ ...BASE, figures: [], nearest: BASE.figures });
    expect(tables.figures.rows.length).toBe(BASE.figures.length);
    for (const row of tables.figures.rows) expect(row.join("|")).toContain("相近");
  });
});

describe("toCell", () => {
  it.each([
    ["2446", 2446],
    ["50.6", 50.6],
    ["0.10", "0.10"],
    ["12345678901234567890", "12345678901234567890"],
    ["", ""],
  ])("%s", (value, cell) => expect(toCell(value)).toBe(cell));
});

describe("toPlainText", () => {
  it.each([
    ["a\r\nb\u0007", "a\nb"],
    ["甲\ud800乙", "甲乙"],
    ["甲\tb", "甲\tb"],
  ])("%j", (given, wanted) => expect(toPlainText(given)).toBe(wanted));
});

describe("POST /api/export", () => {
  const post = (format: string, body: unknown = { question: "在校生有多少？" }) =>
    createFakeApp().app.request(`/api/export?format=${format}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });

  it.each([
    ["docx", "wordprocessingml.document"],
    ["xlsx", "spreadsheetml.sheet"],
  ])("gives a file: %s", async (format, type) => {
    const response = await post(format);
    expect(response.status).toBe(200);
    expect(response.headers.get("Content-Type")).toContain(type);
    expect(response.headers.get("Content-Disposition")).toMatch(new RegExp(`^attachment; filename="wenbao-[\\w-]*\\.${format}"$`));
    expect(Object.keys(unzipSync(new Uint8Array(await response.arrayBuffer()))).length).toBeGreaterThan(3);
  });

  it("refuses another format and an empty question in the one shape of errors", async () => {
    for (const response of [await post("exe"), await post("docx", { question: " " })]) {
      expect(response.status).toBe(400);
      expect(await response.json()).toHaveProperty("error.code");
    }
  });
});
