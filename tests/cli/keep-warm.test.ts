import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepWarm } from "../../src/cli/keep-warm.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function indexOf(generations: readonly number[]) {
  let at = 0;
  return { generation: () => generations[Math.min(at++, generations.length - 1)] ?? 0 };
}

test("warms once the index is left alone, and again after a change", async () => {
  const warm = vi.fn(async () => true);
  const stop = keepWarm({ store: indexOf([1, 2, 3, 3, 3, 3, 4, 4, 4]), warm }, () => {});
  await vi.advanceTimersByTimeAsync(3_000);
  expect(warm).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(warm).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(warm).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(warm).toHaveBeenCalledTimes(2);
  stop();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(warm).toHaveBeenCalledTimes(2);
});

test("goes on where it was stopped by a change, and waits for what is under way", async () => {
  const ends: ((whole: boolean) => void)[] = [];
  const warm = vi.fn(() => new Promise<boolean>((resolve) => ends.push(resolve)));
  const stop = keepWarm({ store: indexOf([1]), warm }, () => {});
  await vi.advanceTimersByTimeAsync(5_000);
  expect(warm).toHaveBeenCalledTimes(1);
  ends[0]?.(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(warm).toHaveBeenCalledTimes(2);
  stop();
});

test("tells a failure once for each state of the index", async () => {
  const failure = new Error("disk");
  const told = vi.fn();
  const stop = keepWarm({ store: indexOf([1, 1, 1, 1, 2]), warm: () => Promise.reject(failure) }, told);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(told.mock.calls).toEqual([[failure]]);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(told).toHaveBeenCalledTimes(2);
  stop();
});
