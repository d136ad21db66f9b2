import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const source = join(root, "src");
const REPORT = "云岭县职业中等专业学校-2020.txt";

/** How a process gets a network namespace of its own here, in which there is nothing but a loopback that is down; null where it may not. */
const isolation =
  [
    ["unshare", "-n"],
    ["unshare", "-rn"],
  ].find(([command = "", ...options]) => spawnSync(command, [...options, "true"]).status === 0) ?? null;
if (isolation === null) console.warn("offline: no network namespace can be made here (unshare -n is refused); these runs are skipped");

function sourceFiles(): string[] {
  return readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
}

describe.skipIf(isolation === null)("without any network", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "wenbao-offline-"));
    mkdirSync(join(folder, "reports"));
    copyFileSync(join(root, "tests/fixtures/reports", REPORT), join(folder, "reports", REPORT));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function run(...argv: readonly string[]) {
    const [command = "", ...options] = isolation ?? [];
    const guard = fileURLToPath(new URL("guard.ts", import.meta.url));
    const line = [...options, process.execPath, "--import", "tsx", "--import", guard, ...argv];
    return spawnSync(command, line, { cwd: root, encoding: "utf8", env: { PATH: process.env.PATH, HOME: folder } });
  }
  const wenbao = (...argv: readonly string[]) => run(join(source, "cli/main.ts"), "--index", join(folder, "index"), ...argv);

  it("the guard catches who reaches out", () => {
    for (const code of ["fetch('http://127.0.0.1:9/')", "require('node:net').connect(9, '127.0.0.1')", "require('node:dns').lookup('localhost', () => {})"]) {
      expect(run("--eval", code)).toMatchObject({ status: 97, stderr: expect.stringContaining("reached out") });
    }
  });

  it("ingests and answers, and tries to reach nobody", () => {
    expect(wenbao("ingest", join(folder, "reports"))).toMatchObject({ status: 0, stderr: expect.stringContaining("1 added") });
    const asked = wenbao("ask", "--json", "云岭县职业中等专业学校的专任教师有多少人？");
    expect([asked.status, asked.stderr]).toEqual([0, ""]);
    expect(JSON.parse(asked.stdout)).toMatchObject({ status: "answered", figures: [{ value: "120", unit: "人" }] });
    const explained = wenbao("ask", "--json", "现代学徒制是怎么开展的？");
    expect(JSON.parse(explained.stdout)).toMatchObject({
      citations: expect.arrayContaining([expect.objectContaining({ reportId: expect.any(String), quote: expect.stringContaining("学徒制") })]),
    });
  });
});

describe("the code", () => {
  const CLIENTS = /\bfetch\s*\(|\bXMLHttpRequest\b|\bWebSocket\b|\bEventSource\b|\bsendBeacon\b|from "node:(?:http2?|https|dns|tls|dgram)"|\bimport\("https?:/;
  /** The pages speak to the server that they came from; the server takes types of its listener. */
  const ALLOWED: Readonly<Record<string, RegExp>> = {
    "widget/api.ts": /fetch\(new URL\(path, document\.baseURI\)/,
    "server/serve.ts": /^import type \{ Server, ServerResponse \} from "node:http";/,
    "widget/manage-api.ts": /fetch\(new URL\(`api\/reports\?\$\{query\}`, document\.baseURI\)/,
  };

  it("has no client of any network", () => {
    const lines = sourceFiles().flatMap((file) =>
      readFileSync(join(source, file), "utf8")
        .split("\n")
        .filter((line) => CLIENTS.test(line))
        .map((line) => ({ file: relative(".", file).replaceAll("\\", "/"), line: line.trim() })),
    );
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter(({ file, line }) => !(ALLOWED[file]?.test(line) ?? false))).toEqual([]);
  });

  it("loads nothing into a page from elsewhere", () => {
    const web = sourceFiles().filter((file) => file.startsWith("widget"));
    expect(web.length).toBeGreaterThan(5);
    const foreign = web.flatMap(
      (file) => readFileSync(join(source, file), "utf8").match(/(?:src|href|url\()\s*[=(:]?\s*["'`]?(?:https?:)?\/\/[^"'`\s)]+/g) ?? [],
    );
    expect(foreign).toEqual([]);
  });
});
