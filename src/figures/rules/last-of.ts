import type { Reading, ReadingContext } from "../reading.ts";

/** How many numbers back a short word may take its name from. */
const REACH = 3;

/** What the last few numbers were read as, the nearest first; those of the sentence before where this number is the first of its own. */
export function lastOf({ index, earlier, before }: ReadingContext): Reading[] {
  const readings = index === 0 ? before.map(({ reading }) => reading) : earlier.slice(0, index);
  const last: Reading[] = [];
  for (let at = readings.length - 1; at >= Math.max(0, readings.length - REACH); at -= 1) {
    const reading = readings[at];
    if (reading != null) last.push(reading);
  }
  return last;
}
