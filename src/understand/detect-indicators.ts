import type { Found, Reading } from "./reading.ts";

/** How many, with its unit, between a verb and its noun: 新增*了多少家*合作企业. */
const HOW_MANY = /(?:了|过)?(?:多少|几)(?:[名个位家项所人台套本册篇门次间])?/g;

/** Every indicator name, nested and overlapping ones too: refining chooses. A name may be parted by the words that ask how many. */
export function detectIndicators(reading: Reading): readonly Found[] {
  const from = ["zh", "ask", "en"] as const;
  const whole = reading.lexicon.aliases.find(reading.text, from);
  // The matcher passes quotes over, so words made of them leave the offsets as they are.
  const parted = reading.text.replace(HOW_MANY, (words) => '"'.repeat(words.length));
  const known = new Set(whole.map((match) => `${match.start}:${match.end}`));
  const across = parted === reading.text ? [] : reading.lexicon.aliases.find(parted, ["zh"]).filter((match) => !known.has(`${match.start}:${match.end}`));
  return [...whole, ...across].map((match) => ({
    kind: "indicator",
    start: match.start,
    end: match.end,
    ids: match.indicatorIds,
    from: match.from,
    rule: `indicator.${match.from}`,
  }));
}
