import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadAuditRules } from "../../src/audit/rules.ts";
import { lexicon, rules } from "./support.ts";

const data = JSON.parse(readFileSync("data/lexicon/relations.json", "utf8")) as { relations: unknown[] };

function load(relations: readonly unknown[]): () => unknown {
  const folder = mkdtempSync(join(tmpdir(), "rules-"));
  writeFileSync(join(folder, "relations.json"), JSON.stringify({ ...data, relations }));
  return () => loadAuditRules(folder, lexicon);
}

describe("loadAuditRules", () => {
  it("derives shares from the lexicon's own denominators", () => {
    const derived = rules.relations.find((one) => one.kind === "share" && one.share === "dual_qualified_share");
    expect(derived).toMatchObject({ part: "dual_qualified_teachers", wholes: ["full_time_teachers"] });
  });
  it("names the file, the entry and the unknown indicator", () => {
    expect(load([{ kind: "at_most", part: "students", whole: "wizards" }])).toThrow(/relations\.json: entry 1 \(at_most\).*"wizards"/);
  });
  it("names an entry without the right form", () => {
    expect(load([...data.relations, { kind: "at_most", part: "students" }])).toThrow(new RegExp(`entry ${data.relations.length + 1}`));
    expect(load([{ kind: "magic" }])).toThrow(/entry 1/);
  });
});
