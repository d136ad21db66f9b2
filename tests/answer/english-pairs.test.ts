import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import type { Answer } from "../../src/contract/answer.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";
import cases from "../specs/english-pairs.json" with { type: "json" };

/** The same thing asked in Chinese and in other wordings: the same figures, or the same sentence, must come back. */

const folder = mkdtempSync(join(tmpdir(), "wenbao-pairs-"));
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

const told = ({ figures, citations }: Answer): readonly string[] =>
  figures.length > 0 ? [...new Set(figures.map(({ value, unit }) => `${value} ${unit}`))].sort() : citations.slice(0, 1).map(({ quote }) => quote);

describe("one question in several wordings", () => {
  const asked = cases.pairs.flatMap(({ zh, same }) => same.map((question) => [question, zh] as const));
  it.each(asked)("%s = %s", async (question, zh) => {
    const [chinese, other] = [await runtime.ask({ question: zh }), await runtime.ask({ question })];
    expect(told(chinese), chinese.text).not.toEqual([]);
    expect({ status: other.status, told: told(other) }, other.text).toEqual({ status: chinese.status, told: told(chinese) });
    expect(other.question).toBe(question);
  });

  it.each(cases.abstained)("nothing is made up: %s", async (question) => {
    const { figures, text, status } = await runtime.ask({ question });
    expect({ status, figures: figures.map(({ value }) => value) }, text).toEqual({ status: "not_found", figures: [] });
  });
});
