import { describe, expect, it } from "vitest";
import { displayWidth, renderAnswer } from "../../src/cli/render-answer.ts";
import { fakeAnswer } from "../http/fakes.ts";
import { cli } from "./support.ts";

const LONG = "问".repeat(2001);

describe("wrong calls", () => {
  const wrong: readonly [argv: readonly string[], told: RegExp][] = [
    [["look"], /unknown command 'look'/],
    [["ask"], /missing required argument 'question'/],
    [["ask", "q", "--jsn"], /unknown option '--jsn'.*--json/],
    [["ingest"], /missing required argument 'path'/],
    [["serve", "--port", "high"], /--port \(or PORT\) is "high"/],
    [["ask", " \u200b"], /The question is empty/],
    [["ask", LONG], /2001 characters; at most 2000/],
    [["ask", "q", "--language", "fr"], /--language is "fr"/],
    [["figures", "--period", "last"], /period is a year/],
  ];
  it.each(wrong.map(([argv, told]) => [argv.join(" ").slice(0, 40), argv, told] as const))(
    "%s: one line that says what to do, exit 2",
    async (_, argv, told) => {
      const { code, out, err } = await cli(argv);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/^wenbao: [^\n]+\.\n$/);
      expect(err).toMatch(told);
    },
  );

  it("refuses a setting that is none", async () => {
    const { code, err } = await cli(["serve"], { environment: { WENBAO_REPORT: "x" } });
    expect([code, err]).toEqual([2, "wenbao: WENBAO_REPORT is not a setting. The nearest is WENBAO_REPORTS; unset the other.\n"]);
  });

  it.each([["ask", "在校生有多少"], ["figures"], ["serve"]])("%s without an index: says so, exit 1", async (...argv) => {
    const { code, out, err } = await cli([...argv, "--index", "/nowhere/index"]);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^wenbao: [^\n]*ingest[^\n]*\.\n$/);
  });
});

describe("help", () => {
  it.each([[[]], [["ingest"]], [["ask"]], [["figures"]], [["serve"]], [["start"]]])("explains wenbao %j", async (argv) => {
    const { code, out, err } = await cli([...argv, "--help"]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("--index <folder>");
  });
});

describe("an answer in the terminal", () => {
  const citation = {
    number: 1,
    reportId: "r",
    school: { id: "s", name: "青石职业学校", nameEn: "Qingshi", kind: "school" as const },
    title: "质量报告",
    year: 2021,
    section: ["一、概况", "（一）学生"],
    page: null,
    start: 10,
    end: 20,
    quote: "在校生\n1200人。",
    marks: [],
    url: "/reader",
  };

  it("tells the source with file, offsets and quote", () => {
    const text = renderAnswer({ ...fakeAnswer("q"), citations: [citation] }, () => "qingshi.txt");
    expect(text).toBe(
      "青石职业学校在校生1200人。[1]\n\n出处\n  [1] 青石职业学校 · 2021 · 一、概况 › （一）学生\n      qingshi.txt 10-20\n      > 在校生\n      > 1200人。\n",
    );
  });

  it("tells the page of a source that has pages, in the answer's language", () => {
    const paged = { ...fakeAnswer("q"), citations: [{ ...citation, page: 3 }] };
    expect(renderAnswer(paged, () => "qingshi.pdf")).toContain("\n      qingshi.pdf 第3页 10-20\n");
    expect(renderAnswer({ ...paged, language: "en" }, () => "qingshi.pdf")).toContain("\n      qingshi.pdf p. 3 10-20\n");
  });

  it("counts two columns for a Chinese character", () => {
    expect(displayWidth("平湖 2021％")).toBe(11);
  });
});
