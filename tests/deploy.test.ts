import { existsSync, readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { describe, expect, it } from "vitest";
import { BUNDLED_PATHS, isLeftOut, type Lock, productionPackages } from "../scripts/bundle-contents.ts";
import { SETTINGS } from "../src/settings.ts";

const at = (path: string): URL => new URL(`../${path}`, import.meta.url);
const read = (path: string): string => readFileSync(at(path), "utf8");
const deployFiles = readdirSync(at("deploy")).map((name) => `deploy/${name}`);

describe("files for installing", () => {
  it.each(["Dockerfile", "docs/operations.md", ...deployFiles])("names no setting that is none: %s", (path) => {
    const named = read(path).match(/\bWENBAO_[A-Z_]+/g) ?? [];
    expect(named.filter((name) => !SETTINGS.some((setting) => setting.name === name))).toEqual([]);
  });

  it("speaks of no command and file that is not there", () => {
    const text = read("docs/operations.md");
    for (const [, target = ""] of text.matchAll(/\]\(\.\.\/([^)#]+)\)/g)) expect(existsSync(at(target)), target).toBe(true);
    for (const [, name = ""] of text.matchAll(/\bdeploy\/([\w.]+)/g)) expect(existsSync(at(`deploy/${name}`)), name).toBe(true);
    const anchors = [...text.matchAll(/^#{2,3} (.+)$/gm)].map(([, heading = ""]) => heading.toLowerCase().replace(/,/g, "").replaceAll(" ", "-"));
    for (const [, anchor = ""] of text.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});

describe("the image", () => {
  const lines = read("Dockerfile")
    .replace(/\\\n/g, " ")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  const lastStage = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));

  it("is not root when it runs, and says how it is", () => {
    expect(lastStage.findLast((line) => line.startsWith("USER "))).toBe("USER node");
    const after = lastStage.slice(lastStage.findIndex((line) => line.startsWith("USER ")));
    expect(after.filter((line) => /^(?:RUN|COPY|ADD) /.test(line))).toEqual([]);
    expect(lastStage.some((line) => line.startsWith("HEALTHCHECK "))).toBe(true);
  });

  it("fetches nothing in the stage that runs, and pins its base to a release", () => {
    expect(lastStage.filter((line) => /\b(?:npm|apt|curl|wget|ADD)\b/.test(line))).toEqual([]);
    for (const line of lines.filter((one) => one.startsWith("FROM "))) expect(line).toMatch(/^FROM node:\d+-\w+/);
  });

  it("holds what the bundle holds that a server reads", () => {
    const copied = lastStage.filter((line) => line.startsWith("COPY ")).join(" ");
    for (const path of ["dist", "data", "node_modules", "package.json"]) expect(copied).toContain(`/app/${path}`);
    const left = read(".dockerignore").split("\n");
    expect(left.filter((line) => ["data", "src", "scripts", "package.json", "package-lock.json", ".npmrc"].includes(line))).toEqual([]);
    for (const [, from = ""] of lines
      .slice(0, lines.lastIndexOf("FROM"))
      .join("\n")
      .matchAll(/^COPY (?!--from)(.+) \S+$/gm)) {
      for (const path of from.split(" ")) expect(existsSync(at(path)), path).toBe(true);
    }
  });
});

describe("the service", () => {
  const unit = read("deploy/wenbao.service");
  it.each([
    "User=wenbao",
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "PrivateTmp=yes",
    "CapabilityBoundingSet=",
    "RestrictNamespaces=yes",
    "IPAddressDeny=any",
    "KillSignal=SIGTERM",
    "SystemCallFilter=@system-service",
  ])("holds to %s", (line) => {
    expect(unit.split("\n")).toContain(line);
  });

  it("waits longer than a stop may take", () => {
    const limit = Number(/STOP_LIMIT_MS = ([\d_]+)/.exec(read("src/server/serve.ts"))?.[1]?.replaceAll("_", ""));
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) * 1_000).toBeGreaterThan(limit);
  });
});

describe("the bundle", () => {
  const lock = JSON.parse(read("package-lock.json")) as Lock;
  const packages = productionPackages(lock);
  const machine = { platform: "linux", arch: "x64" };

  it("holds every package that the program imports, and none for development", () => {
    const imported = readdirSync(at("src"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !file.startsWith("widget"))
      .flatMap((file) =>
        [...read(`src/${file.replaceAll("\\", "/")}`).matchAll(/^(?:import|export)\s[^"';]*\bfrom "([^."][^"]*)"|\bimport\("([^."][^"]*)"\)/gm)].map(
          (match) => match[1] ?? match[2] ?? "",
        ),
      )
      .filter((specifier) => !specifier.startsWith("node:") && !builtinModules.includes(specifier))
      .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "");
    expect(imported.length).toBeGreaterThan(10);
    for (const name of new Set(imported)) expect(packages, name).toContain(`node_modules/${name}`);
    for (const name of ["vitest", "typescript", "@biomejs/biome", "esbuild", "playwright-core"]) expect(packages).not.toContain(`node_modules/${name}`);
  });

  it("leaves out other machines' parts and what nothing reads, and no more", () => {
    const leftOut = (path: string) => isLeftOut(path, machine);
    for (const path of [
      "node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll",
      "node_modules/onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so.1",
      "node_modules/zod/index.d.ts",
      "node_modules/hono/dist/index.js.map",
      "node_modules/better-sqlite3/deps/sqlite3/sqlite3.c",
    ]) {
      expect(leftOut(path), path).toBe(true);
    }
    for (const path of [
      "node_modules/onnxruntime-node/bin/napi-v6/linux/x64/onnxruntime_binding.node",
      "node_modules/better-sqlite3/build/Release/better_sqlite3.node",
      "node_modules/nodejieba/submodules/cppjieba/dict/jieba.dict.utf8",
      "node_modules/zod/index.js",
      "data/lexicon/units.json",
      "dist/wenbao.js",
    ]) {
      expect(leftOut(path), path).toBe(false);
    }
  });

  it("names only what is there", () => {
    for (const path of BUNDLED_PATHS) expect(path === "dist" || existsSync(at(path)), path).toBe(true);
  });
});
