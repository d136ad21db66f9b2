import { describe, expect, it } from "vitest";
import { foldText } from "../../src/text/fold.ts";
import { cueFile, cuePatterns } from "../../src/understand/cues.ts";

describe("question-cues.json", () => {
  it("names in its lists only cues that it holds", () => {
    const known = Object.keys(cueFile.cues);
    for (const name of [...cueFile.erased, ...cueFile.transparent, ...cueFile.numberCues]) expect(known).toContain(name);
  });

  it("gives every rule a name of its own and a condition that can hold", () => {
    const names = cueFile.intents.map((rule) => rule.rule);
    expect(new Set(names).size).toBe(names.length);
    for (const rule of cueFile.intents) {
      expect(rule.any.length, rule.rule).toBeGreaterThan(0);
      expect(
        rule.all.filter((name) => rule.none.includes(name)),
        rule.rule,
      ).toEqual([]);
    }
  });

  it("names a reason exactly where a rule puts a question out of scope", () => {
    for (const rule of cueFile.intents) expect(rule.reason !== undefined, rule.rule).toBe(rule.intent === "out_of_scope");
  });

  it("holds patterns that folded text can match", () => {
    for (const [id, pattern] of cuePatterns) {
      for (const form of pattern.forms) {
        expect(form.pieces.length, id).toBeGreaterThan(0);
        for (const piece of form.pieces) expect(foldText(piece), id).toBe(piece);
      }
    }
  });
});
