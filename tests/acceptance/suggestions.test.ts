import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { goldSetSchema } from "../../src/eval/gold.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";

/** Whatever is asked, each suggestion asked again is answered; a refusal offers three. */

const SET = "tests/fixtures/reports/planted.json";
const REFUSALS: readonly string[] = ["not_found", "out_of_scope", "clarify"];
const questions = goldSetSchema.parse(JSON.parse(readFileSync(SET, "utf8")));
const folder = mkdtempSync(join(tmpdir(), "wenbao-suggestions-"));
let runtime: Runtime;

beforeAll(async () => {
  const config = readConfig({ index: folder }, process.env, process.cwd());
  await ingestReports(config, { paths: ["tests/fixtures/reports"], prune: false });
  runtime = await openRuntime(config);
});
afterAll(() => {
  runtime?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("suggestions", () => {
  it("can each be answered, and there are three of them below a refusal", { timeout: 120_000 }, async () => {
    const refused = new Map<string, string>();
    const known = new Set<string>();
    const poor: string[] = [];
    for (const { question, history = [] } of questions) {
      const answer = await runtime.ask({ question, history });
      if (answer.suggestions.length < (REFUSALS.includes(answer.status) ? 3 : 1)) poor.push(question);
      for (const suggestion of answer.suggestions) {
        if (known.has(suggestion)) continue;
        known.add(suggestion);
        const again = await runtime.ask({ question: suggestion, language: answer.language });
        if (REFUSALS.includes(again.status)) refused.set(suggestion, again.text);
      }
    }
    expect([...refused]).toEqual([]);
    expect(poor).toEqual([]);
    expect(known.size).toBeGreaterThan(questions.length / 2);
  });
});
