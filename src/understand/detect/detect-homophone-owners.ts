import { HEAD_LENGTH, type PlaceKey } from "../owners/owner-index.ts";
import { cityNames, provinceNames, typeWordAt } from "../owners/school-words.ts";
import { type Found, ofKind, type Reading } from "../reading.ts";
import { isNameEnd, type TailContext } from "./name-tail.ts";
import { MAX_HOMOPHONE_CHARACTERS, soundsAlike, toSyllables } from "./pinyin.ts";
import { differsBySound, idOf, isNameStart, readPlaced, tailContext } from "./read-placed.ts";

/** A place written with a wrong character of the same sound (平胡), where a name may stand and no other place is meant. */
export function detectHomophoneOwners(reading: Reading): readonly Found[] {
  if (ofKind(reading.found, "owner").length > 0) return [];
  const context = tailContext(reading);
  const syllables = toSyllables(reading.text.slice(0, MAX_HOMOPHONE_CHARACTERS));
  return placesAlike(reading, syllables.length).flatMap((place) => {
    const length = place.core.length;
    const found: Found[] = [];
    for (let at = 0; at + length <= syllables.length; at += 1) {
      const written = reading.text.slice(at, at + length);
      if (!isMisspelt(written, syllables.slice(at, at + length), place)) continue;
      if (!isNameStart(reading, at) || !isPlaceEnd(context, at + length)) continue;
      const named = readPlaced(context, place, at, at + length, "fuzzy");
      if (named !== null && named.kind === "owner") found.push(named);
    }
    return found;
  });
}

/** 澄佑民职校 for 澄右民职校: a short name with one character of the same sound in it, where one school alone is called so. */
export function detectHomophoneNames(reading: Reading): readonly Found[] {
  if (ofKind(reading.found, "owner").length > 0) return [];
  const context = tailContext(reading);
  const text = reading.text.slice(0, MAX_HOMOPHONE_CHARACTERS);
  const found: Found[] = [];
  for (let end = LEAST_NAME; end <= text.length; end += 1) {
    if (!isNameEnd(context, end)) continue;
    const rivals = reading.owners.byNameEnd.get(text.slice(end - HEAD_LENGTH, end)) ?? [];
    const heard = rivals.filter(
      ({ name }) => end >= name.length && isNameStart(reading, end - name.length) && differsBySound(text.slice(end - name.length, end), name),
    );
    const ids = new Set(heard.flatMap(({ bearers }) => bearers.map(idOf)));
    const [only] = heard;
    if (only === undefined || ids.size !== 1) continue;
    found.push({ kind: "owner", start: end - only.name.length, end, ownerIds: [...ids], how: "fuzzy", rule: "owner.misspelt_name" });
  }
  return found;
}

const LEAST_NAME = 4;

/** Places that share a character with the text, at whatever distance: the others cannot have been misspelt in it. */
function placesAlike({ text, owners }: Reading, length: number): readonly PlaceKey[] {
  const orders = new Set([...new Set(text.slice(0, length))].flatMap((character) => owners.placesByCharacter.get(character) ?? []));
  return [...orders].sort((a, b) => a - b).flatMap((order) => owners.places[order] ?? []);
}

function isMisspelt(written: string, syllables: readonly string[], place: PlaceKey): boolean {
  if (written === place.core || cityNames.has(written) || provinceNames.has(written)) return false;
  const same = [...written].filter((character, index) => character === place.core[index]).length;
  return same > 0 && syllables.every((syllable, index) => soundsAlike(syllable, place.syllables[index] ?? ""));
}

/** A misspelt place must be followed by a type word or by what follows a name: 义务教育 is not 义乌. */
function isPlaceEnd(context: TailContext, index: number): boolean {
  return isNameEnd(context, index) || typeWordAt(context.text, index) !== null || /^[县市区](?![级域])/.test(context.text.slice(index, index + 2));
}
