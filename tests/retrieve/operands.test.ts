import { describe, expect, it } from "vitest";
import type { Figure } from "../../src/domain/figure.ts";
import { type IndicatorId, toIndicatorId } from "../../src/domain/ids.ts";
import { findOperands, type QuotientRule } from "../../src/retrieve/figures/operands.ts";
import { figuresOf, lexicon } from "../audit/support.ts";

const rule: QuotientRule = {
  result: toIndicatorId("employment_rate"),
  kind: "share",
  tops: [toIndicatorId("employed_graduates")],
  bottoms: [toIndicatorId("graduates")],
  includes: [toIndicatorId("further_study_rate"), toIndicatorId("further_study_students")],
};

function operandsOf(...paragraphs: readonly string[]): readonly string[] | null {
  const figures = figuresOf(paragraphs);
  const held = (id: IndicatorId): readonly Figure[] => figures.filter((figure) => figure.indicator.id === id);
  const found = findOperands([rule], (id) => lexicon.indicator(id), held);
  return found === null ? null : [found.top.value, found.bottom.value];
}

describe("findOperands", () => {
  it("takes a part and its whole", () => {
    expect(operandsOf("毕业生200人，就业人数190人。")).toEqual(["190", "200"]);
    expect(operandsOf("毕业生200人，就业人数190人，升学率40%。")).toEqual(["190", "200"]);
  });
  it("leaves a part that is less than what it takes in", () => {
    expect(operandsOf("毕业生200人，就业人数40人，升学率78%。")).toBeNull();
    expect(operandsOf("毕业生200人，就业人数40人，升学人数156人。")).toBeNull();
  });
});
