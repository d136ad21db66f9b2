import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { ingestReports, openRuntime, type Runtime } from "../../src/runtime.ts";
import specs from "../specs/checking.json" with { type: "json" };

/** Whether the numbers that a question names hold together, over an invented report some of whose numbers do not. */

interface Spec {
  readonly name: string;
  readonly question: string;
  /** Words that the text must hold, and such as it may not. */
  readonly says?: readonly string[];
  readonly not?: readonly string[];
  readonly caveat?: string;
}

const folder = mkdtempSync(join(tmpdir(), "wenbao-checking-"));
let runtime: Runtime;

beforeAll(async () => {
  const config = readConfig({ index: folder }, {}, process.cwd());
  await ingestReports(config, { paths: [join(process.cwd(), "tests/fixtures/checking")], prune: false });
  runtime = await openRuntime(config);
});
afterAll(() => {
  runtime?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("numbers that a question wants checked", () => {
  it.each(specs as readonly Spec[])("$name", async ({ question, says = [], not = [], caveat }) => {
    const answer = await runtime.ask({ question });
    expect(answer.intent).toBe("audit");
    for (const words of says) expect(answer.text).toContain(words);
    for (const words of not) expect(answer.text).not.toContain(words);
    if (caveat !== undefined) expect(answer.caveats.map(({ code }) => code)).toContain(caveat);
  });
});
