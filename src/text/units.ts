import type { QuantityKind } from "../domain/figure.ts";

export interface UnitEntry {
  /** Canonical spelling ("人", "个百分点", ":1"). */
  readonly id: string;
  readonly kind: QuantityKind;
  /** Folded spellings, the canonical one among them. */
  readonly spellings: readonly string[];
  /** Spellings that hold only with one of `near` close by ("M" is Mbps beside 带宽). */
  readonly nearSpellings?: readonly string[];
  readonly near?: readonly string[];
  /** For a spelling, what may not follow it: there it begins another word (人 before 才, 部 before 门). */
  readonly notBefore?: Readonly<Record<string, readonly string[]>>;
  /** English plural ("people") and singular ("person"). */
  readonly en: string;
  readonly enOne: string;
}

interface UnitMatch {
  readonly entry: UnitEntry;
  readonly end: number;
}

export interface UnitTable {
  readonly entries: readonly UnitEntry[];
  byId(id: string): UnitEntry | undefined;
  /** The longest spelling that stands at `index` of folded text and is a word of its own there; null when none does. */
  matchAt(text: string, index: number): UnitMatch | null;
}

interface Spelling {
  readonly text: string;
  readonly entry: UnitEntry;
  readonly near: readonly string[] | null;
  readonly notBefore: readonly string[];
}

/** How far around a spelling its `near` words are looked for. */
const NEAR_WINDOW = 14;
const LATIN = /[a-z]/;

function isWordThere(text: string, index: number, spelling: Spelling): boolean {
  const end = index + spelling.text.length;
  if (LATIN.test(spelling.text[spelling.text.length - 1] ?? "") && /[a-z0-9]/.test(text[end] ?? "")) return false;
  if (spelling.notBefore.some((word) => text.startsWith(word, end))) return false;
  if (spelling.near === null) return true;
  const around = text.slice(Math.max(0, index - NEAR_WINDOW), end + NEAR_WINDOW);
  return spelling.near.some((word) => around.includes(word));
}

/** Builds the table that reads units. Throws RangeError on two entries with one id or one spelling. */
export function createUnitTable(entries: readonly UnitEntry[]): UnitTable {
  const entriesById = new Map<string, UnitEntry>();
  const spellingsByFirst = new Map<string, Spelling[]>();
  const seen = new Set<string>();
  const add = (spelling: Spelling): void => {
    if (spelling.near === null && seen.has(spelling.text)) throw new RangeError(`unit spelling "${spelling.text}" stands twice`);
    seen.add(spelling.text);
    const first = spelling.text[0] ?? "";
    spellingsByFirst.set(first, [...(spellingsByFirst.get(first) ?? []), spelling]);
  };
  for (const entry of entries) {
    if (entriesById.has(entry.id)) throw new RangeError(`unit "${entry.id}" stands twice`);
    entriesById.set(entry.id, entry);
    for (const text of entry.spellings) add({ text, entry, near: null, notBefore: entry.notBefore?.[text] ?? [] });
    for (const text of entry.nearSpellings ?? []) add({ text, entry, near: entry.near ?? [], notBefore: entry.notBefore?.[text] ?? [] });
  }
  // Longest first; of equals the one that needs a neighbour, since it says more.
  for (const list of spellingsByFirst.values()) list.sort((a, b) => b.text.length - a.text.length || Number(a.near === null) - Number(b.near === null));
  return {
    entries,
    byId: (id) => entriesById.get(id),
    matchAt(text, index) {
      const candidates = spellingsByFirst.get(text[index] ?? "") ?? [];
      const found = candidates.find((spelling) => text.startsWith(spelling.text, index) && isWordThere(text, index, spelling));
      return found === undefined ? null : { entry: found.entry, end: index + found.text.length };
    },
  };
}
