import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { cli } from "./support.ts";

const reports = fileURLToPath(new URL("../fixtures/reports", import.meta.url));
let folder = "";
let index = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "wenbao-upkeep-"));
  index = join(folder, "index");
  const one = join(folder, "reports");
  mkdirSync(one);
  copyFileSync(join(reports, "云岭县职业中等专业学校-2020.txt"), join(one, "云岭县职业中等专业学校-2020.txt"));
  expect((await cli(["--index", index, "ingest", one])).code).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("wenbao check, backup and restore", () => {
  it("tell of a sound index, keep it, and bring it back", async () => {
    const kept = join(folder, "kept.db");
    expect(await cli(["--index", index, "check"])).toMatchObject({
      code: 0,
      out: "",
      err: expect.stringMatching(/^sound: 1 reports, \d+ passages, \d+ figures\n$/),
    });
    expect(await cli(["--index", index, "backup", kept])).toMatchObject({ code: 0, err: expect.stringContaining("backed up: 1 reports") });
    expect(await cli(["--index", index, "backup", kept])).toMatchObject({ code: 1, err: expect.stringMatching(/^wenbao: The backup file is there already/) });
    const before = await cli(["--index", index, "figures", "--json"]);
    const other = join(folder, "other");
    expect(await cli(["--index", other, "restore", kept])).toMatchObject({ code: 0, err: expect.stringContaining("restored: 1 reports") });
    expect(await cli(["--index", other, "figures", "--json"])).toEqual(before);
  });

  it("tell faults one a line, and refuse to keep them", async () => {
    const spoilt = join(folder, "spoilt");
    expect((await cli(["--index", spoilt, "restore", join(folder, "kept.db")])).code).toBe(0);
    const db = openDatabase(join(spoilt, "wenbao.db"), { readonly: false });
    db.exec("DELETE FROM passage_vectors WHERE label = 3");
    db.close();
    expect(await cli(["--index", spoilt, "check"])).toMatchObject({ code: 1, out: "vectors\tpassage_vectors\t1 rows missing, 0 left over\n" });
    expect(await cli(["--index", spoilt, "backup", join(folder, "never.db")])).toMatchObject({ code: 1, err: expect.stringContaining("`wenbao check`") });
  });

  it("say what is missing", async () => {
    for (const command of [["check"], ["backup", join(folder, "x.db")]]) {
      expect(await cli(["--index", join(folder, "none"), ...command])).toMatchObject({ code: 1, err: expect.stringMatching(/^wenbao: There is no index yet/) });
    }
    expect(await cli(["--index", index, "restore", join(folder, "no.db")])).toMatchObject({ code: 1, err: "wenbao: There is no such backup file.\n" });
  });
});

describe("wenbao doctor", () => {
  it("finds a sound installation sound", async () => {
    const { code, out } = await cli(["--index", index, "--port", "0", "doctor"]);
    expect(out.split("\n").filter((line) => line !== "" && !line.startsWith("ok"))).toEqual([]);
    expect(code).toBe(0);
  });

  it("names what fails, and what only wants doing", async () => {
    const model = join(folder, "model");
    mkdirSync(model);
    writeFileSync(join(model, "config.json"), "{}");
    writeFileSync(join(model, "SHA256SUMS"), `${"0".repeat(64)}  config.json\n${"0".repeat(64)}  gone.onnx\n`);
    const { code, out } = await cli(["--index", join(folder, "none"), "--port", "0", "doctor"], {
      environment: { WENBAO_MODEL: model, WENBAO_LEXICON: folder },
    });
    expect(code).toBe(1);
    expect(out).toMatch(/^fail {2}model files +config\.json is not the file that was shipped, gone\.onnx is missing/m);
    expect(out).toMatch(/^fail {2}model +The embedding model/m);
    expect(out).toMatch(/^fail {2}vocabulary /m);
    expect(out).toMatch(/^warn {2}index +There is no index yet/m);
  });

  it("tells who may read and administer, and what a slip leaves open", async () => {
    const other = join(folder, "access");
    expect((await cli(["--index", other, "restore", join(folder, "kept.db")])).code).toBe(0);
    const groups = join(folder, "groups.json");
    const line = async (name: string, environment: Record<string, string>, ...flags: readonly string[]) => {
      const { code, out } = await cli(["--index", other, "--port", "0", ...flags, "doctor"], { environment });
      return `${code} ${out.split("\n").find((one) => one.includes(`  ${name} `)) ?? ""}`;
    };
    expect(await line("access", {})).toMatch(/^0 ok {4}access +reading open, 0 tokens in force, no administrator$/);
    expect(await line("access", {}, "--host", "0.0.0.0")).toMatch(/^0 warn {2}access .*whoever reaches 0\.0\.0\.0/);
    expect(await line("access", { WENBAO_ACCESS: "token" })).toMatch(/^1 fail {2}access .*nobody can read/);
    await cli(["--index", other, "token", "create", "--name", "office", "--role", "admin"]);
    expect(await line("access", { WENBAO_ACCESS: "token" })).toMatch(/^0 ok {4}access +reading token, 1 tokens in force, 1 administrators$/);
    const secret = "0123456789abcdef0123456789abcdef";
    const settings = await line("settings", { WENBAO_ADMIN_TOKEN: secret, WENBAO_METRICS: "on" });
    expect(settings).toMatch(/^0 ok {4}settings +valid; set: WENBAO_ADMIN_TOKEN, WENBAO_METRICS$/);
    writeFileSync(groups, JSON.stringify({ groups: [{ name: "city", schools: ["云岭县职业中等专业学校", "云岭职业学校（旧）"] }] }));
    expect(await line("groups", { WENBAO_GROUPS: groups })).toMatch(/^0 warn {2}groups +1 groups.*1 entries fit no report.*city: school 云岭职业学校（旧）$/);
    writeFileSync(groups, "{");
    expect(await line("groups", { WENBAO_GROUPS: groups })).toMatch(/^1 fail {2}groups +The file of WENBAO_GROUPS is not valid/);
    expect(await line("groups", { WENBAO_GROUPS: join(folder, "none.json") })).toMatch(/^1 fail {2}groups +The file of WENBAO_GROUPS cannot be read/);
  });
});
