import { describe, expect, it } from "vitest";
import unitEntries from "../../data/lexicon/units.json" with { type: "json" };
import { mapWhole, toSource } from "../../src/text/mapped-text.ts";
import { detectQuantities, type Quantity } from "../../src/text/quantities.ts";
import { createUnitTable, type UnitEntry } from "../../src/text/units.ts";
import cases from "../specs/quantities.json" with { type: "json" };

const units = createUnitTable(unitEntries as unknown as readonly UnitEntry[]);

/** "raw = value[..valueTo][ unit][ qualifier]", the raw text taken from the source by the span. */
function describeQuantity(raw: string, quantity: Quantity): string {
  const value = quantity.valueTo === null ? quantity.value : `${quantity.value}..${quantity.valueTo}`;
  return `${raw} = ${[value, quantity.unit, quantity.qualifier === "exact" ? "" : quantity.qualifier].filter((part) => part !== "").join(" ")}`;
}

describe("detectQuantities", () => {
  for (const { text, found, left } of cases) {
    it(`reads ${text}`, () => {
      const mapped = mapWhole(text);
      const detected = detectQuantities(mapped.text, units);
      const slice = (span: { start: number; end: number }): string => {
        const source = toSource(mapped, span);
        return text.slice(source.start, source.end);
      };
      expect(detected.quantities.map((quantity) => describeQuantity(slice(quantity), quantity))).toEqual(found);
      const leftOut = detected.leftOut.map((entry) => `${slice(entry)} ${entry.reason}`);
      expect(leftOut).toEqual(expect.arrayContaining(left));
    });
  }

  it("gives numeral and unit as spans of their own", () => {
    const { text } = mapWhole("经费近6,700.5万余元以上");
    const [quantity] = detectQuantities(text, units).quantities;
    expect(quantity && text.slice(quantity.start, quantity.end)).toBe("近6,700.5万余元以上");
    expect(quantity && text.slice(quantity.numeral.start, quantity.numeral.end)).toBe("6,700.5万");
    expect(quantity && text.slice(quantity.unitSpan.start, quantity.unitSpan.end)).toBe("元");
    expect(quantity).toMatchObject({ value: "67005000", kind: "amount", scaled: true, qualifier: "about" });
  });

  it("takes the kind from the unit table", () => {
    const kindOf = (text: string): string | undefined => detectQuantities(text, units).quantities[0]?.kind;
    expect(["83人", "50.6%", "2.3万元", "160亩", "3.5平方米/生", "542分", "17:1"].map(kindOf)).toEqual([
      "count",
      "share",
      "amount",
      "area",
      "average",
      "score",
      "ratio",
    ]);
  });
});
