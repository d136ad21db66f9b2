import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";
import cases from "../specs/english-questions.json" with { type: "json" };

/** What is said of people, parts and years in English and mixed questions, over two invented reports, with the real model. */

const folder = mkdtempSync(join(tmpdir(), "wenbao-english-"));
let runtime: Runtime;

beforeAll(async () => {
  const files = cases.reports.map(({ file, text }) => {
    writeFileSync(join(folder, file), text);
    return join(folder, file);
  });
  const config = readConfig({ index: join(folder, "index") }, process.env, process.cwd());
  await ingestReports(config, { paths: files, prune: false });
  runtime = await openRuntime(config);
});
afterAll(() => {
  runtime?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("an English question over Chinese reports", () => {
  it.each(cases.answered.map((one) => [one.question, one] as const))("%s", async (question, { value, unit }) => {
    const { figures, text } = await runtime.ask({ question });
    expect(`${figures[0]?.value}${figures[0]?.unit}`, text).toBe(`${value}${unit}`);
  });

  it.each(cases.abstained)("no other number stands in: %s", async (question) => {
    const { figures, text } = await runtime.ask({ question });
    expect(
      figures.map((figure) => `${figure.value}${figure.unit}`),
      text,
    ).toEqual([]);
  });

  it.each(cases.said.map((one) => [one.question, one] as const))("in the report's words: %s", async (question, { quote, not }) => {
    const { citations, status, text } = await runtime.ask({ question });
    expect(status, text).not.toBe("not_found");
    expect(citations[0]?.quote, text).toContain(quote);
    if (not !== undefined) expect(citations.map((one) => one.quote).join(" "), text).not.toContain(not);
  });
});
