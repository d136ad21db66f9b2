import type { Indicator } from "../domain/indicator.ts";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { sharesPair } from "../text/pairs.ts";
import type { Quantity } from "../text/quantities.ts";
import { indicatorOf, type NamedEntry } from "./table-names.ts";
import { partName } from "./table-outline.ts";

/**
 * What a row below 其中 tells of the row above it: where it has no name of its own, the same for a part; where it counts something else (在校生 below
 * 中外合作办学专业), its own for those alone.
 */
export function partOfWhole(
  whole: string,
  labels: readonly string[],
  own: NamedEntry | null,
  quantity: Quantity,
  lexicon: Lexicon,
): { readonly name: string; readonly entry: NamedEntry | null } | null {
  const label = labels[labels.length - 1];
  if (label === undefined) return null;
  if (own === null) {
    const entry = indicatorOf([whole], quantity, lexicon);
    return entry === null ? null : { name: partName(label), entry: { ...entry, names: [...entry.names, label] } };
  }
  if (own.entry.kind !== "count" || sharesPair(partName(label), whole)) return null;
  const above = wholeEntry(whole, lexicon);
  const apart = above !== undefined && above.kind === "count" && !above.units.some((unit) => own.entry.units.includes(unit));
  return apart ? { name: partName(whole), entry: null } : null;
}

const wholeEntry = (name: string, lexicon: Lexicon): Indicator | undefined =>
  lexicon.aliases
    .find(name, ["zh"])
    .filter((alias) => alias.end === name.length)
    .flatMap((alias) => alias.indicatorIds.map((id) => lexicon.indicator(id)))
    .find((entry) => entry !== undefined);
