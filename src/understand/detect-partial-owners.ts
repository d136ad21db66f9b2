import { isNameStart, tailContext } from "./detect-owners.ts";
import { isPartner } from "./detect-unknown-owners.ts";
import { isNameEnd } from "./name-tail.ts";
import type { OwnerKeys } from "./owner-index.ts";
import { type Found, ofKind, type Reading } from "./reading.ts";
import { cityNames, isLooseType, isStrongType, typeWordAt } from "./school-words.ts";

const MAX_OWN_WORDS = 6;
const MIN_OWN_WORDS = 2;
const HAN = /^[\u4e00-\u9fff]+$/;
/** What may stand between two schools of one row. */
const JOINT = /^(?:[、，,]|还是|以及|和|跟|与|同|比|or|and|vs\.?)\s*/;

/** 工贸职校: the school's own words with a type word and no place, where only schools of the index bear them. */
export function detectPlacelessOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const taken = reading.found.filter((item) => item.kind === "owner" || item.kind === "unknown_owner");
  const found: Found[] = [];
  for (let at = MIN_OWN_WORDS; at < reading.text.length; at += 1) {
    const word = typeWordAt(reading.text, at);
    const end = at + (word?.text.length ?? 0);
    if (word === null || !isStrongType(word.text) || !isNameEnd(context, end) || taken.some((item) => item.start < end && at - MIN_OWN_WORDS < item.end))
      continue;
    const named = longestOwnWords(reading, at, (keys) => isLooseType(word.text) || word.class === "any" || keys.classes.has(word.class));
    if (named === null || isPartner(reading.text, named.start, end)) continue;
    found.push({ kind: "owner", start: named.start, end, ownerIds: named.bearers.map((keys) => keys.owner.id), how: "abbreviation", rule: "owner.own_words" });
    at = end - 1;
  }
  return found;
}

function longestOwnWords(
  reading: Reading,
  end: number,
  fits: (keys: OwnerKeys) => boolean,
): { readonly start: number; readonly bearers: readonly OwnerKeys[] } | null {
  for (let length = MAX_OWN_WORDS; length >= MIN_OWN_WORDS; length -= 1) {
    const start = end - length;
    if (start < 0 || !isNameStart(reading, start)) continue;
    const own = reading.text.slice(start, end);
    if (!HAN.test(own) || cityNames.has(own)) continue;
    const bearers = reading.owners.schools.filter((keys) => keys.distinct.endsWith(own) && fits(keys));
    if (bearers.length > 0) return { start, bearers };
  }
  return null;
}

/** 云岭职教中心和职专: a bare type word in a row with a school stands for the school of the same place. */
export function detectRowOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  return ofKind(reading.found, "owner").flatMap((item): Found[] => {
    const joint = JOINT.exec(reading.text.slice(item.end))?.[0].length ?? 0;
    const start = item.end + joint;
    const word = joint === 0 ? null : typeWordAt(reading.text, start);
    const end = start + (word?.text.length ?? 0);
    if (word === null || !isNameEnd(context, end)) return [];
    const bearers = reading.owners.schools
      .filter((keys) => item.ownerIds.includes(keys.owner.id))
      .flatMap((keys) => keys.cores.flatMap((core) => reading.owners.byName.get(core + word.text) ?? []))
      .filter((keys) => !item.ownerIds.includes(keys.owner.id));
    const ownerIds = [...new Set(bearers.map((keys) => keys.owner.id))];
    return ownerIds.length === 0 ? [] : [{ kind: "owner", start, end, ownerIds, how: "abbreviation", rule: "owner.type_in_row" }];
  });
}
