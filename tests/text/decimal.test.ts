import { describe, expect, it } from "vitest";
import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  multiplyDecimals,
  scaleDecimal,
  sortByDecimal,
  subtractDecimals,
  trimDecimal,
} from "../../src/text/decimal.ts";
import { fc } from "../support/property.ts";

describe("decimal strings", () => {
  it("scales by powers of ten without losing a digit", () => {
    expect(scaleDecimal("6658.14", 4)).toBe("66581400");
    expect(scaleDecimal("2.38", 8)).toBe("238000000");
    expect(scaleDecimal("1.23456", 2)).toBe("123.456");
    expect(scaleDecimal("98.50", 0)).toBe("98.50");
    expect(scaleDecimal("83", -2)).toBe("0.83");
  });

  it("adds and subtracts with the decimals of the finer operand", () => {
    expect(addDecimals("0.1", "0.2")).toBe("0.3");
    expect(addDecimals("1.50", "1.5")).toBe("3.00");
    expect(subtractDecimals("98.57", "98")).toBe("0.57");
    expect(subtractDecimals("1", "1.25")).toBe("-0.25");
  });

  it("multiplies exactly and divides to a number of places, half away from zero", () => {
    expect(multiplyDecimals("2.5", "4")).toBe("10");
    expect(multiplyDecimals("-0.1", "0.1")).toBe("-0.01");
    expect(divideDecimals("83", "164", 2)).toBe("0.51");
    expect(divideDecimals("1", "8", 2)).toBe("0.13");
    expect(divideDecimals("-1", "8", 2)).toBe("-0.13");
    expect(divideDecimals("2000", "3", 0)).toBe("667");
    expect(() => divideDecimals("1", "0.0", 2)).toThrow(RangeError);
  });

  it("compares by value", () => {
    expect(compareDecimals("1.50", "1.5")).toBe(0);
    expect(compareDecimals("9", "10")).toBe(-1);
    expect(compareDecimals("-1", "-2")).toBe(1);
    expect(() => compareDecimals("1e3", "1")).toThrow(RangeError);
    expect(() => compareDecimals("1", "")).toThrow(RangeError);
  });

  it("compares short and long decimals by the very digits", () => {
    const digits = (most: number) => fc.stringMatching(new RegExp(`^-?[0-9]{1,${most}}(?:\\.[0-9]{1,8})?$`));
    fc.assert(
      fc.property(digits(12), digits(24), fc.constantFrom("0", "0.00000001", "1"), (a, b, step) => {
        for (const other of [b, addDecimals(a, step), subtractDecimals(a, step)]) {
          const difference = subtractDecimals(a, other);
          const sign = /^-?0+(?:\.0+)?$/.test(difference) ? 0 : difference.startsWith("-") ? -1 : 1;
          expect(compareDecimals(a, other)).toBe(sign);
        }
      }),
    );
  });

  it("sorts as comparing each with each does, whatever their length", () => {
    const decimal = fc.stringMatching(/^-?[0-9]{1,20}(?:\.[0-9]{1,4})?$/);
    fc.assert(
      fc.property(
        fc.array(fc.oneof(decimal, fc.constantFrom("1", "1.0", "10", "2")), { maxLength: 30 }),
        fc.constantFrom(1 as const, -1 as const),
        (values, sign) => {
          const expected = values.map((value, place) => ({ value, place })).sort((a, b) => sign * compareDecimals(a.value, b.value) || b.place - a.place);
          const items = values.map((value, place) => ({ value, place }));
          expect(
            sortByDecimal(
              items,
              ({ value }) => value,
              sign,
              (a, b) => b.place - a.place,
            ),
          ).toEqual(expected);
        },
      ),
    );
  });

  it("trims zeros and refuses what is no decimal", () => {
    expect([trimDecimal("98.50"), trimDecimal("3.0"), trimDecimal("100"), trimDecimal("-0.0")]).toEqual(["98.5", "3", "100", "0"]);
    expect(() => addDecimals("1e3", "1")).toThrow(RangeError);
    expect(() => addDecimals("", "1")).toThrow(RangeError);
  });
});
