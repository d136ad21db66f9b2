import { cueFile } from "../cues.ts";
import type { OwnerKeys, PlaceKey } from "../owners/owner-index.ts";
import { isStrongType, typeWordAt } from "../owners/school-words.ts";
import { type FoundOf, ofKind, type Reading } from "../reading.ts";
import { isNameEnd, readTail, skipPlaceSuffix, type TailContext, type TailReading } from "./name-tail.ts";
import { readSchoolOfPlace } from "./other-school.ts";
import { soundsAlike, toSyllables } from "./pinyin.ts";

/** One character is another of the same sound, all others are the same. */
export function differsBySound(written: string, name: string): boolean {
  const at = [...name].findIndex((character, index) => character !== written[index]);
  if (at === -1 || written.slice(at + 1) !== name.slice(at + 1)) return false;
  return soundsAlike(toSyllables(written[at] ?? "")[0] ?? "", toSyllables(name[at] ?? "")[0] ?? "");
}

type OwnerFound = FoundOf<"owner"> | FoundOf<"unknown_owner">;

/** Reads place and tail for every owner of the place and keeps the best; a name that fits none of them is a school that is not known. */
export function readPlaced(context: TailContext, place: PlaceKey, start: number, end: number, how: "abbreviation" | "fuzzy" | "pinyin"): OwnerFound | null {
  const whole = readWholeRegion(context, place, start, end, how);
  if (whole !== null) return whole;
  const said = how === "fuzzy" ? null : readSchoolOfPlace(context, place, end);
  if (said !== null && said.heard.length === 0) return { kind: "unknown_owner", start, end: said.end, how, rule: "owner.other_school_of_place" };
  const readings = place.schools.map((keys) => readTail(context, keys, end));
  const open = readings.filter((entry) => entry.verdict !== "conflict");
  const region = place.regions[0];
  if (readings.length === 0) return region === undefined ? null : readRegion(context, region, start, end, how);
  const conflict = readings.find((entry) => entry.verdict === "conflict");
  if (open.length === 0 || (conflict !== undefined && open.every((entry) => entry.end < conflict.end))) {
    return { kind: "unknown_owner", start, end: conflict?.end ?? end, how, rule: "owner.other_school_of_place" };
  }
  const best = bestReadings(open);
  const misspelt = best[0]?.verdict === "place" && said?.heard.length === 1 ? said.heard[0] : undefined;
  if (misspelt !== undefined) return { kind: "owner", start, end: said?.end ?? end, ownerIds: [idOf(misspelt)], how: "fuzzy", rule: "owner.misspelt_name" };
  const misheard = best[0]?.verdict === "place" && how !== "pinyin" ? misheardName(context, place, start, end) : null;
  if (misheard !== null) return { kind: "owner", start, end: misheard.end, ownerIds: [idOf(misheard.keys)], how: "fuzzy", rule: "owner.misspelt_name" };
  const last = best[0]?.end ?? end;
  return {
    kind: "owner",
    start,
    end: last,
    ownerIds: best.map((entry) => idOf(entry.keys)),
    how,
    rule: best[0]?.verdict === "place" ? "owner.place" : "owner.abbreviation",
  };
}

/** 平阳职砖 for 平阳职专: behind the place, a name of a school of it with one character of the same sound; where one school alone is called so. */
function misheardName(context: TailContext, place: PlaceKey, start: number, end: number): { readonly keys: OwnerKeys; readonly end: number } | null {
  const head = context.text.slice(start, end);
  const heard = place.schools.flatMap((keys) =>
    keys.names
      .filter((name) => name.length >= end - start + 2 && name.startsWith(head))
      .filter((name) => isNameEnd(context, start + name.length) && differsBySound(context.text.slice(start, start + name.length), name))
      .map((name) => ({ keys, end: start + name.length })),
  );
  const [only] = heard;
  return only === undefined || heard.some(({ keys }) => keys !== only.keys) ? null : only;
}

const WHOLE_AFTER = /^[省市县区州]?全[省市县区州](?![级域])/;

/** 临溪全市, 全临溪市: the region itself, where the index has its report; never one school that lies there. */
function readWholeRegion(context: TailContext, place: PlaceKey, start: number, end: number, how: "abbreviation" | "fuzzy" | "pinyin"): OwnerFound | null {
  const region = place.regions[0];
  const after = WHOLE_AFTER.exec(context.text.slice(end, end + 4))?.[0].length ?? 0;
  const suffix = skipPlaceSuffix(context.text, end);
  if (region === undefined) return after > 0 ? { kind: "unknown_owner", start, end: end + after, how, rule: "owner.other_school_of_place" } : null;
  const isWhole = after > 0 || (context.text[start - 1] === "全" && suffix > end);
  return isWhole ? { kind: "owner", start, end: after > 0 ? end + after : suffix, ownerIds: [idOf(region)], how, rule: "owner.whole_region" } : null;
}

function bestReadings(readings: readonly TailReading[]): readonly TailReading[] {
  const longest = Math.max(...readings.map((entry) => entry.end));
  const reaching = readings.filter((entry) => entry.end === longest);
  const score = Math.max(...reaching.map((entry) => entry.score));
  const best = reaching.filter((entry) => entry.score === score);
  // Of schools that fit equally, one without words of its own is the plain one that people mean by place and type.
  const plain = best.filter((entry) => entry.keys.distinct === "" && entry.keys.ordinal === "");
  return best[0]?.verdict === "fits" && plain.length > 0 ? plain : best;
}

/** A region is named by its place where no school lies there under that name, or a school's type word does not follow. */
function readRegion(context: TailContext, region: OwnerKeys, start: number, end: number, how: "abbreviation" | "fuzzy" | "pinyin"): OwnerFound | null {
  const word = typeWordAt(context.text, end);
  if (word !== null && isStrongType(word.text) && !/^(?:学校|中职学校|职业学校)$/.test(word.text)) return null;
  return { kind: "owner", start, end, ownerIds: [idOf(region)], how, rule: "owner.region" };
}

/** Cues that may as well be a word of a name (酒店). */
const contentCues = new Set(cueFile.transparent);

/** Ends of indicator names by their starts, for telling 平湖技师 (a school) from 技师 (a rank). */
export function tailContext(reading: Reading): TailContext {
  const aliasEnds = new Map<number, number>();
  for (const item of ofKind(reading.found, "indicator")) aliasEnds.set(item.start, Math.max(item.end, aliasEnds.get(item.start) ?? 0));
  const wordStarts = new Set(
    reading.found.filter((item) => item.kind === "period" || (item.kind === "cue" && !contentCues.has(item.cue))).map((item) => item.start),
  );
  // 青原南屿云岭职专 are three places in a row, and no name reaches over one.
  for (const { core } of reading.owners.places)
    for (let at = reading.text.indexOf(core); at !== -1; at = reading.text.indexOf(core, at + core.length)) wordStarts.add(at);
  return { text: reading.text, aliasEnds, wordStarts };
}

/** Particles that are as well first characters of names of places. */
export const NAME_OWN = /[和向从与]/;
export const AFTER_MARK = /[、，,。？！?!\s]/;
const NAME_START = /[的和与跟及或比在是问请让把对说向从到查看有校、，,。？！?!:：;；\s"()那了吗呢a-z0-9]/;

/** Whether a name may begin at `index`: at the start, after a particle or a mark, or after words that were understood. */
export function isNameStart(reading: Reading, index: number): boolean {
  const before = reading.text[index - 1];
  if (before === undefined || NAME_START.test(before)) return true;
  return reading.found.some((item) => (item.kind === "cue" || item.kind === "owner" || item.kind === "period") && item.end === index);
}

export function standsAlone(text: string, start: number, end: number): boolean {
  const cut = (inner: number, outer: number): boolean => /[a-z0-9]/.test(text[inner] ?? "") && /[a-z0-9]/.test(text[outer] ?? "");
  return !cut(start, start - 1) && !cut(end - 1, end);
}

export const idOf = (keys: OwnerKeys) => keys.owner.id;
