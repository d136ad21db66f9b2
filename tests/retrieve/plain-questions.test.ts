import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";
import cases from "../specs/plain-questions.json" with { type: "json" };

/** Everyday words for what a report says in its own, over one invented report, with the real model. */

const folder = mkdtempSync(join(tmpdir(), "wenbao-plain-"));
let runtime: Runtime;

beforeAll(async () => {
  const file = join(folder, cases.report.file);
  writeFileSync(file, cases.report.text);
  const config = readConfig({ index: join(folder, "index") }, process.env, process.cwd());
  await ingestReports(config, { paths: [file], prune: false });
  runtime = await openRuntime(config);
});
afterAll(() => {
  runtime?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a number asked for in everyday words", () => {
  it.each(cases.answered.map((one) => [one.question, one] as const))("%s", async (question, { value, unit }) => {
    const { figures, status, text } = await runtime.ask({ question });
    expect({ status, first: `${figures[0]?.value}${figures[0]?.unit}` }, text).toEqual({ status: "answered", first: `${value}${unit}` });
  });

  it.each(cases.abstained)("no other number stands in: %s", async (question) => {
    const { figures, text } = await runtime.ask({ question });
    expect(
      figures.map((figure) => `${figure.value}${figure.unit}`),
      text,
    ).toEqual([]);
  });
});
