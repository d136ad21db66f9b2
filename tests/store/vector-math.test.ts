import { describe, expect, it } from "vitest";
import { unitMean } from "../../src/store/vector-math.ts";
import { fc } from "../support/property.ts";

describe("unitMean", () => {
  it("is the mean of the rows, at length 1", () => {
    const mean = unitMean(Float32Array.from([3, 0, 0, 5, 0, 3]), 3, 2);
    expect([...mean]).toEqual([expect.closeTo(3 / Math.hypot(3, 8)), expect.closeTo(8 / Math.hypot(3, 8))]);
  });

  it("is zero for no row and for rows that cancel out", () => {
    expect([...unitMean(new Float32Array(0), 0, 3)]).toEqual([0, 0, 0]);
    expect([...unitMean(Float32Array.from([1, -2, -1, 2]), 2, 2)]).toEqual([0, 0]);
  });

  it("has length 1 or 0, and points where the sum of the rows points", () => {
    const cell = fc.float({ noNaN: true, noDefaultInfinity: true, min: -4, max: 4 });
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 }), (rows) => {
        const mean = unitMean(Float32Array.from(rows.flat()), rows.length, 3);
        const length = Math.hypot(...mean);
        expect(length === 0 || Math.abs(length - 1) < 1e-5).toBe(true);
        const sums = [0, 1, 2].map((column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0));
        const size = Math.hypot(...sums);
        if (size > 1e-2) for (const column of [0, 1, 2]) expect(mean[column]).toBeCloseTo((sums[column] ?? 0) / size, 2);
      }),
    );
  });
});
