import type { Found, Reading } from "./reading.ts";

/** Every indicator name, nested and overlapping ones too: refining chooses. */
export function detectIndicators(reading: Reading): readonly Found[] {
  return reading.lexicon.aliases.find(reading.text, ["zh", "ask", "en"]).map((match) => ({
    kind: "indicator",
    start: match.start,
    end: match.end,
    ids: match.indicatorIds,
    from: match.from,
    rule: `indicator.${match.from}`,
  }));
}
