import { expect, test } from "vitest";
import { createLimited } from "../../src/store/limited.ts";

test("what was used longest ago goes first, by number and by size", () => {
  const map = createLimited<string, number>(3, 10);
  for (const key of ["a", "b", "c"]) map.set(key, 1, 2);
  map.get("a");
  map.set("d", 1, 2);
  expect(["a", "b", "c", "d"].map((key) => map.get(key))).toEqual([1, undefined, 1, 1]);
  map.set("e", 5, 7);
  expect(["a", "c", "d", "e"].map((key) => map.get(key))).toEqual([undefined, undefined, 1, 5]);
});

test("a value too large is not kept and drives nothing out; one set again counts once", () => {
  const map = createLimited<string, number>(3, 10);
  map.set("a", 1, 4);
  map.set("b", 2, 11);
  expect([map.get("a"), map.get("b")]).toEqual([1, undefined]);
  for (let round = 0; round < 5; round++) map.set("a", round, 4);
  map.set("c", 3, 6);
  expect([map.get("a"), map.get("c")]).toEqual([4, 3]);
  map.clear();
  expect(map.get("a")).toBeUndefined();
});
