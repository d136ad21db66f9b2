import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { duplicateKeys } from "../support/duplicate-keys.ts";

const FOLDERS = ["data", "tests/specs"];
const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".json"))
    .map((file) => join(folder, file)),
);

describe("keys that stand twice", () => {
  it.each([
    ['{"a": 1, "b": 2, "a": 3}', ["a"]],
    ['{"a": {"b": 1, "c": {}, "b": 2}}', ["a.b"]],
    ['[{"a": 1}, {"a": 1, "a": 2}]', ["*.a"]],
    // The same key otherwise written.
    ['{"学": 1, "\\u5b66": 2}', ["学"]],
    ['{"a": {"a": 1}, "b": [{"a": 1}, {"a": 2}]}', []],
    ['{"a": "\\"b\\": {", "b": "}: [", "c": ":"}', []],
    ['{"a": ["a", "a"], "b": "a"}', []],
    ["{}", []],
  ])("are found in %s", (text, wanted) => {
    expect(duplicateKeys(text)).toEqual(wanted);
  });

  it("are in no file of the vocabulary or of the cases: the last would silently win", () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap((file) => duplicateKeys(readFileSync(file, "utf8")).map((key) => `${file}: ${key}`))).toEqual([]);
  });
});
