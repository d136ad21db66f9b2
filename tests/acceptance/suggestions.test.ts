import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { intents } from "../../src/domain/question.ts";
import { goldSetSchema } from "../../src/eval/gold.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";

/** Whatever is asked, each suggestion asked again is answered; a refusal offers three. */

const SET = "tests/fixtures/reports/planted.json";
const REFUSALS: readonly string[] = ["not_found", "out_of_scope", "clarify"];
/** Of the intents that the set lacks. */
const MORE = ["云岭职专2021年的数据有没有自相矛盾", "云岭职专2021年每个专任教师带几个学生", "临溪工贸2021年的在校生是云岭职专的几倍"];
const questions = [...goldSetSchema.parse(JSON.parse(readFileSync(SET, "utf8"))), ...MORE.map((question) => ({ question, history: [] }))];
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
  it("can each be answered, and there are three of them below a refusal", { timeout: 480_000 }, async () => {
    const refused = new Map<string, string>();
    const strange: string[] = [];
    const met = new Set<string>();
    const known = new Set<string>();
    const poor: string[] = [];
    for (const { question, history = [] } of questions) {
      const answer = await runtime.ask({ question, history });
      met.add(answer.intent);
      if (answer.suggestions.length < (REFUSALS.includes(answer.status) ? 3 : 1)) poor.push(question);
      const { values, scope, certainty } = answer.interpretation.schools;
      const only = scope === "named" && (certainty === "stated" || certainty === "inherited") && values.length === 1 ? values[0] : undefined;
      for (const suggestion of answer.suggestions) {
        const names = only === undefined ? [] : [only.name, only.nameEn];
        if (only?.kind === "school" && !names.some((name) => suggestion.includes(name)) && !/哪|Which/.test(suggestion))
          strange.push(`${question} → ${suggestion}`);
        if (known.has(suggestion)) continue;
        known.add(suggestion);
        const again = await runtime.ask({ question: suggestion, language: answer.language });
        if (REFUSALS.includes(again.status)) refused.set(suggestion, again.text);
      }
    }
    expect([...refused]).toEqual([]);
    expect(poor).toEqual([]);
    expect(strange).toEqual([]);
    expect([...met].sort()).toEqual([...intents].sort());
    expect(known.size).toBeGreaterThan(questions.length / 2);
  });
});
