import { appendFileSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cli } from "./support.ts";

const FILE = "云岭县职业中等专业学校-2020.txt";
const QUESTION = "云岭职专在校生多少人";
const reports = fileURLToPath(new URL("../fixtures/reports", import.meta.url));
const models = fileURLToPath(new URL("../../data/models", import.meta.url));

let folder = "";
let index = "";
let environment: Record<string, string> = {};
const model = () => join(folder, "wenbao-tiny-own");
const run = (...words: readonly string[]) => cli(["--index", index, ...words], { environment });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-model-"));
  index = join(folder, "index");
  mkdirSync(join(folder, "reports"));
  copyFileSync(join(reports, FILE), join(folder, "reports", FILE));
  cpSync(join(models, "wenbao-tiny-zh-en"), model(), { recursive: true });
  environment = { WENBAO_MODEL: model() };
  expect((await run("ingest", join(folder, "reports"))).code).toBe(0);
  expect((await run("ask", QUESTION)).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("an index of another model", () => {
  it("is refused under another name", async () => {
    const { code, err } = await cli(["--index", index, "ask", QUESTION], { environment: { WENBAO_MODEL: "wenbao-static-zh-en" } });
    expect([code, err]).toEqual([1, expect.stringContaining("another embedding model")]);
  });

  it("is refused where weights were made again under the old name, and the next ingest embeds anew", async () => {
    // An empty remark (field 6 of the file's format): other bytes, and still a model.
    appendFileSync(join(model(), "onnx/model_quantized.onnx"), Buffer.from([0x32, 0x00]));
    expect(await run("ask", QUESTION)).toMatchObject({ code: 1, out: "", err: expect.stringContaining("another embedding model") });
    expect((await run("--port", "0", "doctor")).out).toMatch(/^fail {2}index +was built with other weights/m);
    const again = await run("ingest", join(folder, "reports"));
    expect([again.code, again.out + again.err]).toEqual([0, expect.stringContaining("1 added, 0 replaced, 0 unchanged")]);
    expect((await run("ask", QUESTION)).code).toBe(0);
  });
});
