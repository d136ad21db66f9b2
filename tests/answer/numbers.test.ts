import { describe, expect, it } from "vitest";
import { valueFollowsFromRaw } from "../../src/answer/output/numbers.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import cases from "../specs/quantities.json" with { type: "json" };
import { aFigure, aReport } from "../support/builders.ts";

const { units } = loadLexicon("data/lexicon");
/** As written in the cases: raw = value[..valueTo][ unit][ qualifier]. */
const FOUND = /^(.+) = (-?[\d.]+)(?:\s|$)/;

describe("valueFollowsFromRaw", () => {
  for (const { text, found } of cases) {
    for (const one of found) {
      const [, raw = "", value = ""] = FOUND.exec(one.replace(/ = (-?\d+(?:\.\d+)?)\.\..*/, " = $1")) ?? [];
      it(`holds for ${raw} of ${text}`, () => {
        expect(valueFollowsFromRaw(aFigure(aReport(text), raw, { value }), units)).toBe(true);
      });
    }
  }

  it.each([
    ["机床有1/3超过年限", "1/3", "25"],
    ["普职比为7:4", "7:4", "1.6"],
    ["教师83人", "83人", "84"],
    ["占50.6%", "50.6%", "50.5"],
  ])("does not hold in %s for %s as %s", (text, raw, value) => {
    expect(valueFollowsFromRaw(aFigure(aReport(text), raw, { value }), units)).toBe(false);
  });
});
