import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { type Answer, type AnswerFigure, answerSchema } from "../../src/contract/answer.ts";
import { toReportId } from "../../src/domain/ids.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";
import cases from "./cases.json" with { type: "json" };

/** Questions whose answers must hold over the reports of WENBAO_REPORTS (data/reports unless set), through every part and with the real model. */

interface Wanted {
  readonly school: string;
  readonly value: string;
  readonly unit: string;
}
interface Case {
  readonly name: string;
  readonly question: string;
  readonly language?: string;
  readonly status?: readonly string[];
  /** Part of the winner's name; null = there must be none. */
  readonly winner?: string | null;
  readonly first?: Wanted;
  readonly figures?: readonly Wanted[];
  readonly notValues?: readonly string[];
  readonly caveats?: readonly string[];
  readonly cites?: readonly string[];
  readonly textHas?: readonly string[];
  readonly topSection?: string;
  readonly quoteHas?: string;
}

const folder = mkdtempSync(join(tmpdir(), "wenbao-acceptance-"));
const config = readConfig({ index: folder }, process.env, process.cwd());
let runtime: Runtime;

beforeAll(async () => {
  await ingestReports(config, { paths: [config.reportsFolder], prune: false });
  runtime = await openRuntime(config);
});
afterAll(() => {
  runtime?.close();
  rmSync(folder, { recursive: true, force: true });
});

const plain = (figure: AnswerFigure) => `${figure.school?.name ?? ""} ${figure.value}${figure.unit}`;
const isWanted =
  ({ school, value, unit }: Wanted) =>
  (figure: AnswerFigure): boolean =>
    (figure.school?.name ?? "").includes(school) && figure.value === value && figure.unit === unit;

function assertQuotesAreExact(answer: Answer): void {
  for (const { reportId, start, end, quote, marks, parts } of answer.citations) {
    const text = runtime.store.readText(toReportId(reportId)) ?? "";
    expect(text.slice(start, end)).toBe(quote);
    for (const span of [...marks, ...(parts ?? [])]) {
      expect(span.start).toBeGreaterThanOrEqual(start);
      expect(span.end).toBeLessThanOrEqual(end);
    }
  }
}

describe("acceptance", () => {
  it.each((cases as readonly Case[]).map((one) => [one.name, one] as const))("%s", async (_, wanted) => {
    const answer = await runtime.ask({ question: wanted.question });
    expect(() => answerSchema.parse(answer)).not.toThrow();
    assertQuotesAreExact(answer);
    expect(answer.question).toBe(wanted.question);
    if (wanted.language !== undefined) expect(answer.language).toBe(wanted.language);
    if (wanted.status !== undefined) expect(wanted.status).toContain(answer.status);
    if (wanted.winner === null) expect(answer.winner).toBeNull();
    if (typeof wanted.winner === "string") expect(answer.winner?.school.name).toContain(wanted.winner);
    const shown = answer.figures.map(plain);
    if (wanted.first !== undefined) expect(answer.figures.slice(0, 1).filter(isWanted(wanted.first)), shown.join("; ")).toHaveLength(1);
    for (const figure of wanted.figures ?? [])
      expect(answer.figures.filter(isWanted(figure)).length, `${figure.value} in ${shown.join("; ")}`).toBeGreaterThan(0);
    for (const value of wanted.notValues ?? []) expect(answer.figures.map((figure) => figure.value)).not.toContain(value);
    const caveats: readonly string[] = answer.caveats.map((caveat) => caveat.code);
    for (const code of wanted.caveats ?? []) expect(caveats).toContain(code);
    const cited = answer.citations.map((citation) => citation.school.name).join(" ");
    for (const school of wanted.cites ?? []) expect(cited).toContain(school);
    for (const part of wanted.textHas ?? []) expect(answer.text).toContain(part);
    if (wanted.topSection !== undefined) expect(answer.citations[0]?.section.join(" ")).toContain(wanted.topSection);
    if (wanted.quoteHas !== undefined) expect(answer.citations[0]?.quote).toContain(wanted.quoteHas);
  });

  it("gives the same answer to the same question", async () => {
    const question = "哪个学校的双师型教师更多？";
    const [first, second] = [await runtime.ask({ question }), await runtime.ask({ question })];
    expect({ ...second, elapsedMs: 0 }).toEqual({ ...first, elapsedMs: 0 });
  });

  it("keeps to the reports asked", async () => {
    const report = runtime.store.reports().find((one) => one.owner.name.includes("平阳"));
    const answer = await runtime.ask({ question: "哪个学校的双师型教师更多？", reportIds: [report?.id ?? ""] });
    expect(new Set(answer.citations.map((citation) => citation.reportId))).toEqual(new Set([report?.id]));
  });

  it("follows a question up", async () => {
    const question = "平阳职专的就业率是多少";
    const { text } = await runtime.ask({ question });
    const answer = await runtime.ask({
      question: "那平湖呢？",
      history: [
        { role: "user", content: question },
        { role: "assistant", content: text },
      ],
    });
    expect(answer.figures[0]?.school?.name).toContain("平湖");
    expect(["98.57", "98"]).toContain(answer.figures[0]?.value);
  });
});
