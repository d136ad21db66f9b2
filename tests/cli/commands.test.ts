import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerSchema } from "../../src/contract/answer.ts";
import { indexedFigureSchema } from "../../src/contract/figures.ts";
import { cli } from "./support.ts";

const fixtures = fileURLToPath(new URL("../fixtures/reports/", import.meta.url));
const NAMES = ["云岭县职业中等专业学校-2021.txt", "青原技师学院-2021.md"];

const folder = mkdtempSync(join(tmpdir(), "wenbao-cli-"));
const reports = join(folder, "reports");
const environment = { WENBAO_INDEX: join(folder, "index") };
const run = (argv: readonly string[], input = "") => cli(argv, { environment, input });

beforeAll(async () => {
  mkdirSync(reports);
  for (const name of NAMES) cpSync(join(fixtures, name), join(reports, name));
  writeFileSync(join(reports, "empty.txt"), "");
  writeFileSync(join(reports, "scan.pdf"), "%PDF-1.4");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("wenbao", () => {
  it("ingests what can be read and names each refused file with reason and remedy", async () => {
    const { code, out, err } = await run(["ingest", reports]);
    expect([code, out]).toEqual([0, ""]);
    for (const name of NAMES) expect(err).toMatch(new RegExp(`^${name}: added, \\d+ passages, \\d+ figures$`, "m"));
    for (const name of ["empty.txt", "scan.pdf"]) expect(err).toMatch(new RegExp(`^wenbao: ${name}: [^\\n]+\\. [^\\n]+\\.$`, "m"));
    expect(err).toMatch(/^2 added, 0 replaced, 0 unchanged, 0 removed, 2 refused; \d+ figures$/m);
  });

  it("skips unchanged files and still succeeds", async () => {
    const { code, err } = await run(["ingest", ...NAMES.map((name) => join(reports, name))]);
    expect([code, err.split("\n").at(-2)]).toEqual([0, expect.stringMatching(/^0 added, 0 replaced, 2 unchanged, 0 removed, 0 refused/)]);
  });

  it.each([["nothing-there"], ["empty.txt"], ["scan.pdf"]])("fails where nothing is in: %s", async (name) => {
    const { code, err } = await run(["ingest", join(reports, name)]);
    expect(code).toBe(1);
    expect(err).toMatch(/^wenbao: [^\n]+\.$/m);
  });

  it("lists figures as JSON lines, each at the characters it came from", async () => {
    const { code, out, err } = await run(["figures", "--json"]);
    expect([code, err]).toEqual([0, ""]);
    const figures = out
      .trimEnd()
      .split("\n")
      .map((line) => indexedFigureSchema.parse(JSON.parse(line)));
    expect(figures.length).toBeGreaterThan(20);
    for (const { raw, source } of figures) {
      const text = readFileSync(join(reports, source.file), "utf8");
      expect(text.slice(source.start, source.end)).toBe(raw);
      expect(text).toContain(source.quote);
    }
    const { out: narrowed } = await run(["figures", "--json", "--school", "青原", "--period", "2021"]);
    const schools = narrowed
      .trimEnd()
      .split("\n")
      .map((line) => indexedFigureSchema.parse(JSON.parse(line)).school.name);
    expect(new Set(schools)).toEqual(new Set(["青原技师学院"]));
    expect(schools.length).toBeLessThan(figures.length);
  });

  it("prints the contract's answer as JSON, asked directly or through a pipe", async () => {
    const question = "青原技师学院有多少在校生？";
    const direct = await run(["ask", question, "--json"]);
    const piped = await run(["ask", "-", "--json"], `${question}\n`);
    expect([direct.code, piped.code]).toEqual([0, 0]);
    const answer = answerSchema.parse(JSON.parse(direct.out));
    expect(answer.status).toBe("answered");
    expect(answerSchema.parse(JSON.parse(piped.out)).figures).toEqual(answer.figures);
  });

  it("prints an answer for people: words, figures, sources with file and offsets", async () => {
    const { code, out } = await run(["ask", "青原技师学院有多少在校生？"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {6}青原技师学院-2021\.md \d+-\d+$/m);
    expect(out).not.toContain("\u001b");
  });

  it("asks named reports alone and knows which there are", async () => {
    const { out } = await run(["figures", "--json", "--school", "云岭"]);
    const id = indexedFigureSchema.parse(JSON.parse(out.split("\n")[0] ?? "")).source.reportId;
    const answer = answerSchema.parse(JSON.parse((await run(["ask", "有多少在校生？", "--json", "--report", id])).out));
    expect(answer.citations.length).toBeGreaterThan(0);
    expect(new Set(answer.citations.map((citation) => citation.reportId))).toEqual(new Set([id]));
    const unknown = await run(["ask", "有多少在校生？", "--report", "none"]);
    expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('There is no report "none"')]);
  });

  it("serves until it is told to stop", async () => {
    let stop = (): void => {};
    const until = new Promise<void>((resolve) => {
      stop = resolve;
    });
    let err = "";
    const { runCli } = await import("../../src/cli/program.ts");
    const running = runCli(["serve", "--port", "0"], {
      environment,
      workingFolder: "/",
      terminal: null,
      out: () => {},
      err: (text) => {
        err += text;
      },
      readStandardInput: async () => "",
      waitForStop: () => until,
    });
    await expect.poll(() => err).toContain("http://");
    const address = /http:\/\/\S+\//.exec(err)?.[0] ?? "";
    expect(await (await fetch(`${address}healthz`)).json()).toEqual({ status: "ok", reports: 2 });
    const page = await (await fetch(address)).text();
    for (const [, file = ""] of page.matchAll(/(?:src|href)="([^"]+)"/g)) expect((await fetch(new URL(file, address))).status, file).toBe(200);
    expect(page).not.toMatch(/<style|<script>|\son\w+=|style=/);
    const { suggestions } = (await (await fetch(`${address}api/suggestions?language=zh`)).json()) as { suggestions: string[] };
    expect(suggestions.length).toBeGreaterThan(2);
    for (const question of suggestions) {
      const response = await fetch(`${address}api/ask`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ question }),
      });
      expect(["answered", "partial"], question).toContain(answerSchema.parse(await response.json()).status);
    }
    stop();
    expect(await running).toBe(0);
    await expect(fetch(`${address}healthz`)).rejects.toThrow();
  });

  it("removes what is gone when pruning", async () => {
    rmSync(join(reports, NAMES[0] ?? ""));
    const { code, err } = await run(["ingest", reports, "--prune"]);
    expect(code).toBe(0);
    expect(err).toMatch(/ 1 unchanged, 1 removed, 2 refused/);
  });
});
