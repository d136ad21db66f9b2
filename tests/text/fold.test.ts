import { describe, expect, it } from "vitest";
import { foldText } from "../../src/text/fold.ts";
import cases from "../specs/fold.json" with { type: "json" };

describe("foldText", () => {
  for (const { text, folded } of cases) {
    it(`folds ${JSON.stringify(text)}`, () => {
      expect(foldText(text)).toBe(folded);
      expect(foldText(text).length).toBe(text.length);
    });
  }
});
