import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { AppError } from "../../src/domain/issue.ts";
import { loadSchoolRegistry, registeredNames } from "../../src/lexicon/school-registry.ts";

const folder = mkdtempSync(join(tmpdir(), "wenbao-schools-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("school registry", () => {
  it("reads the shipped file", () => {
    expect(loadSchoolRegistry("data/schools.json").length).toBeGreaterThan(0);
  });

  it("takes a missing file for an empty one", () => {
    expect(loadSchoolRegistry(join(folder, "none.json"))).toEqual([]);
  });

  it.each([
    ["not JSON", "[{"],
    ["an entry without a name", '[{"aliases":[]}]'],
    ["a kind that is none", '[{"name":"某校","aliases":[{"text":"某某","kind":"nick","evidence":"x"}]}]'],
    ["an alias without evidence", '[{"name":"某校","aliases":[{"text":"某某","kind":"short","evidence":""}]}]'],
  ])("refuses %s with a clear error", (name, text) => {
    const file = written(`${name}.json`, text);
    expect(() => loadSchoolRegistry(file)).toThrow(AppError);
  });

  it("finds names with or without the province, in either script, and never another school's", () => {
    const registry = loadSchoolRegistry(
      written("some.json", '[{"name":"青原县职业学校","aliases":[{"text":"青职","kind":"short","evidence":"sign at the gate"}]}]'),
    );
    expect(registeredNames(registry, "某省青原县职业学校")).toEqual(["青职"]);
    expect(registeredNames(registry, "青原縣職業學校")).toEqual(["青职"]);
    expect(registeredNames(registry, "云岭县职业学校")).toEqual([]);
  });
});
