import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCli } from "../src/cli/program.ts";
import { ERROR_STATUS } from "../src/contract/errors.ts";
import { ROUTES } from "../src/server/routes.ts";
import { SETTINGS } from "../src/settings.ts";

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const readme = read("README.md");
const scripts = (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts;

/** First cells of the table under a heading, backticks and pipes as written. */
function rowsUnder(heading: string): string[][] {
  const part = readme.split(new RegExp(`^${heading}$`, "m"))[1]?.split(/^## /m)[0] ?? "";
  return part
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

async function help(...argv: string[]): Promise<string> {
  let out = "";
  const io = {
    environment: {},
    workingFolder: "/",
    terminal: null,
    out: (text: string) => {
      out += text;
    },
    err: () => {},
    readStandardInput: async () => "",
    waitForStop: async () => {},
  };
  expect(await runCli([...argv, "--help"], io)).toBe(0);
  return out;
}

describe("README", () => {
  it("opens with the two commands that install, start and test", () => {
    const lines = readme.split("\n").slice(0, 6).join("\n");
    expect(lines).toContain("npm ci && npm start");
    expect(lines).toContain("npm ci && npm test");
  });

  it("lists every setting with its flag, default and meaning, and no other", () => {
    expect(rowsUnder("## Settings")).toEqual(
      SETTINGS.map(({ name, flag, fallback, meaning }) => [
        `\`${name}\``,
        flag === null ? "" : `\`${flag}\``,
        fallback === "" ? "" : `\`${fallback}\``,
        meaning.replaceAll("|", "\\|"),
      ]),
    );
  });

  it("lists every address, and no other", () => {
    const rows = rowsUnder("## HTTP interface").map(([cell = ""]) => cell.replaceAll("`", ""));
    expect(rows.filter((cell) => cell.includes(" /"))).toEqual(ROUTES.map(({ method, path }) => `${method} ${path}`));
  });

  it("lists every error with its status, and no other", () => {
    const rows = rowsUnder("## HTTP interface").filter(([, status = ""]) => /^\d{3}$/.test(status));
    expect(Object.fromEntries(rows.map(([code = "", status]) => [code.replaceAll("`", ""), Number(status)]))).toEqual(ERROR_STATUS);
  });

  it("lists every command with its options, and no other", async () => {
    const documented = rowsUnder("## Ask").map(([cell = ""]) => cell.replaceAll("`", ""));
    const commands = [...(await help()).matchAll(/^ {2}([a-z]+)(?: \[options\])?(?: <.*)?(?= {2})/gm)].map((match) => match[1]);
    expect(documented.map((cell) => cell.split(" ")[0])).toEqual(commands);
    for (const row of documented) {
      const [command = "", ...rest] = row.split(" ");
      const options = rest.join(" ").match(/--[a-z]+/g) ?? [];
      const own = (await help(command)).split("Global Options:")[0] ?? "";
      const offered = (own.match(/^ {2}(?:-\w, )?(--[a-z]+)/gm) ?? []).map((line) => line.trim()).filter((option) => !option.includes("--help"));
      expect(options, command).toEqual(offered);
    }
  });

  it("names only scripts that are there", () => {
    const named = [...readme.matchAll(/npm run (?:-s )?([a-z:]+)/g)].map((match) => match[1] ?? "");
    expect(named.length).toBeGreaterThan(3);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it("links only to files that are there", () => {
    for (const [, target = ""] of readme.matchAll(/\]\(([^)#]+)\)/g)) expect(read(target).length, target).toBeGreaterThan(0);
  });
});

describe("ARCHITECTURE", () => {
  it("speaks of every folder of src", async () => {
    const architecture = read("ARCHITECTURE.md");
    const { readdirSync } = await import("node:fs");
    const names = readdirSync(new URL("../src", import.meta.url), { withFileTypes: true }).map((entry) =>
      entry.isDirectory() ? `${entry.name}/` : entry.name,
    );
    expect(names.filter((name) => !architecture.includes(`\`${name}\``))).toEqual([]);
  });
});
