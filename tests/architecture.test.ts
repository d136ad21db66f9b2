import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const sourceFolder = fileURLToPath(new URL("../src", import.meta.url));

/** What each layer may import besides itself. A layer is a folder of src, or a file at its top. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  text: ["domain"],
  lexicon: ["domain", "text"],
  ingest: ["domain", "text", "lexicon"],
  figures: ["domain", "text", "lexicon"],
  audit: ["domain", "text", "lexicon"],
  understand: ["domain", "text", "lexicon", "contract"],
  store: ["domain", "text", "lexicon"],
  retrieve: ["domain", "text", "lexicon", "store"],
  contract: ["domain"],
  access: ["domain", "store", "contract"],
  "settings.ts": [],
  "setting-values.ts": [],
  "config.ts": ["domain", "settings.ts", "setting-values.ts"],
  answer: ["domain", "text", "lexicon", "ingest", "figures", "understand", "audit", "store", "retrieve", "contract"],
  indexing: ["domain", "lexicon", "ingest", "audit", "store"],
  "build-index.ts": ["domain", "ingest", "store", "indexing"],
  drafting: ["domain", "text", "lexicon", "understand", "audit", "store", "retrieve", "answer", "contract"],
  "answer-question.ts": ["domain", "text", "understand", "retrieve", "answer", "drafting", "contract"],
  "diff-reports.ts": ["domain", "store", "contract", "list-figures.ts"],
  "list-figures.ts": ["domain", "store", "contract"],
  "runtime.ts": [
    "domain",
    "access",
    "text",
    "lexicon",
    "ingest",
    "figures",
    "audit",
    "store",
    "retrieve",
    "contract",
    "config.ts",
    "audit-index.ts",
    "indexing",
    "build-index.ts",
    "answer",
    "answer-question.ts",
    "drafting",
    "tabulate-figures.ts",
    "warm-index.ts",
  ],
  writing: ["domain", "ingest", "figures", "audit", "indexing", "build-index.ts", "store", "contract", "config.ts", "runtime.ts"],
  "audit-index.ts": ["domain", "lexicon", "audit", "store", "contract"],
  "warm-index.ts": ["domain", "lexicon", "store", "retrieve", "answer"],
  "tabulate-figures.ts": ["domain", "lexicon", "store", "answer", "contract"],
  "feedback.ts": ["domain", "contract"],
  "describe-index.ts": ["domain", "lexicon", "ingest", "figures", "audit", "store"],
  export: ["contract"],
  server: ["domain", "access", "store", "contract", "export", "config.ts", "list-figures.ts", "diff-reports.ts", "indexing", "writing", "runtime.ts"],
  cli: [
    "domain",
    "access",
    "audit",
    "eval",
    "export",
    "store",
    "contract",
    "settings.ts",
    "config.ts",
    "indexing",
    "build-index.ts",
    "audit-index.ts",
    "describe-index.ts",
    "list-figures.ts",
    "feedback.ts",
    "runtime.ts",
    "diff-reports.ts",
    "writing",
    "server",
  ],
  eval: ["domain", "text", "contract"],
  widget: ["contract"],
};

/** Native and heavy packages: one file each may import them. */
const HEAVY = [
  "better-sqlite3",
  "hnswlib-node",
  "nodejieba",
  "@xenova/transformers",
  "pdfjs-dist/legacy/build/pdf.mjs",
  "parse5",
  "saxes",
  "fflate",
  "docx",
  "write-excel-file/node",
];

/** What pages take from packages, by file. */
const LAZY: Readonly<Record<string, string>> = { "widget/chart-canvas.ts": "chart.js", "widget/workbook.ts": "write-excel-file/universal" };

interface Import {
  readonly file: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly dynamic: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => relative(sourceFolder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(sourceFolder, file), "utf8");
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^"';]*?\sfrom\s+)?"([^"]+)"/gm)) {
    found.push({ file, specifier: match[2] ?? "", typeOnly: match[1] !== undefined, dynamic: false });
  }
  for (const match of text.matchAll(/\bimport\(\s*"([^"]+)"/g)) found.push({ file, specifier: match[1] ?? "", typeOnly: false, dynamic: true });
  return found;
}

const layerOf = (path: string): string => path.split("/")[0] ?? path;
const targetOf = (one: Import): string => relative(sourceFolder, join(sourceFolder, dirname(one.file), one.specifier)).replaceAll("\\", "/");
const isLocal = (one: Import): boolean => one.specifier.startsWith(".");
const isBuiltin = (specifier: string): boolean => specifier.startsWith("node:") || builtinModules.includes(specifier);
const tell = (one: Import): string => `${one.file} imports ${one.specifier}`;

const files = sourceFiles(sourceFolder);
const imports = files.flatMap(importsOf);

describe("architecture", () => {
  it("reads imports in every form that the code uses", () => {
    expect(files.length).toBeGreaterThan(10);
    expect(imports.filter(isLocal).length).toBeGreaterThan(20);
    expect(imports.some((one) => one.typeOnly)).toBe(true);
  });

  it("knows every folder and file at the top of src", () => {
    expect([...new Set(files.map(layerOf))].filter((layer) => !(layer in ALLOWED))).toEqual([]);
  });

  it("has no layer in the table that leads back to itself", () => {
    const reaches = (from: string, seen: readonly string[]): boolean =>
      (ALLOWED[from] ?? []).some((next) => seen.includes(next) || reaches(next, [...seen, next]));
    expect(Object.keys(ALLOWED).filter((layer) => reaches(layer, [layer]))).toEqual([]);
  });

  it("lets imports go one way", () => {
    const wrong = imports.filter(isLocal).filter((one) => {
      const from = layerOf(one.file);
      const to = layerOf(targetOf(one));
      if (targetOf(one).startsWith("..")) return !/^\.\.\/data\/.*\.json$/.test(targetOf(one));
      return from !== to && !(ALLOWED[from] ?? []).includes(to);
    });
    expect(wrong.map(tell)).toEqual([]);
  });

  it("lets understand and the page take types alone from the contract", () => {
    const wrong = imports.filter(
      (one) => isLocal(one) && ["understand", "widget"].includes(layerOf(one.file)) && layerOf(targetOf(one)) === "contract" && !one.typeOnly,
    );
    expect(wrong.map(tell)).toEqual([]);
  });

  it("keeps packages and Node out of the vocabulary, the contract and the page", () => {
    const wrong = imports.filter((one) => {
      if (isLocal(one)) return false;
      const layer = layerOf(one.file);
      if (layer === "domain") return true;
      // Each in a file of its own, which a page loads when it is asked for.
      if (layer === "widget") return !(one.file in LAZY) || LAZY[one.file] !== one.specifier;
      if (layer === "contract") return one.specifier !== "zod";
      if (layer === "config.ts") return one.specifier !== "zod" && !isBuiltin(one.specifier);
      return false;
    });
    expect(wrong.map(tell)).toEqual([]);
  });

  it("loads what pages take from packages only when it is asked for", () => {
    const eager = imports.filter((one) => isLocal(one) && targetOf(one) in LAZY && !one.dynamic);
    expect(eager.map(tell)).toEqual([]);
    expect(imports.filter((one) => isLocal(one) && targetOf(one) in LAZY).length).toBe(Object.keys(LAZY).length);
  });

  it.each(HEAVY)("imports %s in one file", (name) => {
    expect(new Set(imports.filter((one) => one.specifier === name).map((one) => one.file)).size).toBeLessThanOrEqual(1);
  });
});
