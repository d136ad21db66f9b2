import type { IndicatorId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import type { Quantity } from "../text/quantities.ts";
import { unitFits } from "./reading.ts";

/** An entry and what it was read from. */
export interface NamedEntry {
  /** Headers and labels that the name was read from. */
  readonly names: readonly string[];
  readonly words: string;
  readonly entry: Indicator;
}

/** Label and header together: 国家助学金 under 受助人数, 食堂 under 满意度. */
export function composedName(
  found: { readonly headers: readonly string[]; readonly labels: readonly string[] },
  quantity: Quantity,
  lexicon: Lexicon,
): NamedEntry | null {
  for (const label of found.labels)
    for (const header of found.headers) {
      const words = label + header;
      const entry = fittingEntry(words, quantity, lexicon, true);
      if (entry !== undefined) return { names: [label, header], words, entry };
    }
  return null;
}

/** The first name that an entry covers whole, else one that it ends with; a bare number takes any entry. */
export function indicatorOf(names: readonly string[], quantity: Quantity, lexicon: Lexicon): NamedEntry | null {
  for (const whole of [true, false])
    for (const name of names) {
      const entry = fittingEntry(name, quantity, lexicon, whole);
      if (entry !== undefined) return { names: [name], words: name, entry };
    }
  return null;
}

function fittingEntry(name: string, quantity: Quantity, lexicon: Lexicon, whole: boolean): Indicator | undefined {
  for (const alias of lexicon.aliases.find(name, ["zh", "prose"])) {
    if (whole ? alias.start !== 0 || alias.end !== name.length : alias.end !== name.length) continue;
    const entry = alias.indicatorIds
      .map((id) => lexicon.indicator(id))
      .find((found) => found !== undefined && (quantity.unit === "" || unitFits(found, quantity)));
    const relative = entry ?? alias.indicatorIds.flatMap((id) => shareOf(lexicon, id, quantity)).find((found) => found !== undefined);
    if (relative !== undefined) return relative;
  }
  return undefined;
}

/** Under 占比 the share of what the label counts. */
function shareOf(lexicon: Lexicon, id: IndicatorId, quantity: Quantity): Indicator[] {
  if (quantity.unit !== "%") return [];
  const named = lexicon.indicator(id);
  return named === undefined ? [] : lexicon.family(named.family).filter((entry) => unitFits(entry, quantity));
}
