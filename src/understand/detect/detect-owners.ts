import { cueFile } from "../cues.ts";
import { HEAD_LENGTH, type NameKey, type OwnerKeys, type PlaceKey } from "../owners/owner-index.ts";
import { cityNames, isStrongType, provinceNames, typeWordAt, typeWords } from "../owners/school-words.ts";
import { type Found, type FoundOf, ofKind, type Reading } from "../reading.ts";
import { isNameEnd, readTail, skipPlaceSuffix, type TailContext, type TailReading } from "./name-tail.ts";
import { readSchoolOfPlace } from "./other-school.ts";
import { MAX_HOMOPHONE_CHARACTERS, soundsAlike, toSyllables } from "./pinyin.ts";

type OwnerFound = FoundOf<"owner"> | FoundOf<"unknown_owner">;

/** Full names and aliases as they stand: 平阳职专. The longest at a place; an alias of several owners brings them all. */
export function detectNamedOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const found: Found[] = [];
  for (const { name, bearers } of namesWithin(reading)) {
    for (let at = reading.text.indexOf(name); at !== -1; at = reading.text.indexOf(name, at + name.length)) {
      if (!standsAlone(reading.text, at, at + name.length) || headsIndicator(context, at, at + name.length)) continue;
      const how = bearers.some((keys) => keys.names[0] === name) ? "exact" : "alias";
      found.push({ kind: "owner", start: at, end: at + name.length, ownerIds: bearers.map(idOf), how, rule: "owner.name" });
    }
  }
  return found;
}

/** Names whose head stands in the text, in the order of all names: thousands of schools need not be looked for one by one. */
function namesWithin({ text, owners }: Reading): readonly NameKey[] {
  const heads = new Set<string>();
  for (let at = 0; at < text.length; at += 1) heads.add(text.slice(at, at + HEAD_LENGTH));
  return [...heads].flatMap((head) => owners.byHead.get(head) ?? []).sort((a, b) => a.order - b.order);
}

/** 平湖技师有多少: the short name's end is the rank that is counted, so the place alone is meant. */
function headsIndicator(context: TailContext, start: number, end: number): boolean {
  if (!/[有是]/.test(context.text[end] ?? "")) return false;
  for (let at = start + 1; at < end; at += 1) {
    const aliasEnd = context.aliasEnds.get(at) ?? 0;
    // 平湖技师有多少学生 goes on with a name: then it is the students that are counted.
    const goesOn = [...context.aliasEnds].some(([from, to]) => from >= end && from <= aliasEnd && to > aliasEnd);
    if (aliasEnd > end && !goesOn) return true;
  }
  return false;
}

/** 青原重型机械公司 lies in a place that a school is named after, and is none. */
const ORGANISATION = /^[县市区]?[\u4e00-\u9fff]{1,10}?(?:有限公司|公司|集团|工厂|医院|银行)(?=(?:的|有|共有|现有|目前)|$)/;

/** A place and what follows it: 平阳职高, 平湖技师, 平湖 alone; another kind of school of that place is an unknown one (平湖一中). */
export function detectPlacedOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  return reading.owners.places.flatMap((place) => {
    const found: Found[] = [];
    for (let at = reading.text.indexOf(place.core); at !== -1; at = reading.text.indexOf(place.core, at + place.core.length)) {
      const firm = ORGANISATION.exec(reading.text.slice(at + place.core.length));
      // 青原卫校附属医院 is a part of the school that is named.
      const isOfSchool = ofKind(reading.found, "owner").some((item) => item.start === at && item.end > at + place.core.length);
      if (firm !== null && !isOfSchool) {
        found.push({
          kind: "unknown_owner",
          start: at,
          end: at + place.core.length + firm[0].length,
          how: "abbreviation",
          rule: "owner.organisation_of_place",
        });
        continue;
      }
      const named = readPlaced(context, place, at, at + place.core.length, "abbreviation");
      if (named !== null) found.push(named);
    }
    return found;
  });
}

/** One character of the place with a short type word, never seen before: 平技, 平职专. Only where a name may stand. */
export function detectInitialOwners(reading: Reading): readonly Found[] {
  const context = tailContext(reading);
  const found: Found[] = [];
  for (let at = 0; at + 1 < reading.text.length; at += 1) {
    const rivals = reading.owners.byInitial.get(reading.text[at] ?? "");
    if (rivals === undefined || !isNameStart(reading, at) || isOwnFirst(reading, found, at - 1)) continue;
    const readings = rivals.flatMap((keys) => readInitials(context, keys, at + 1));
    const longest = Math.max(0, ...readings.map((entry) => entry.end));
    const best = readings.filter((entry) => entry.end === longest);
    if (best.length === 0) continue;
    found.push({ kind: "owner", start: at, end: longest, ownerIds: best.map((entry) => idOf(entry.keys)), how: "abbreviation", rule: "owner.initials" });
  }
  return found;
}

/** 和平职专: a particle without a school before it is the first character of a name of its own. */
function isOwnFirst({ text, found }: Reading, own: readonly Found[], index: number): boolean {
  if (!NAME_OWN.test(text[index] ?? "")) return false;
  // 平职的就业率和平技的就业率: there it joins two.
  const opens =
    index === 0 || AFTER_MARK.test(text[index - 1] ?? "") || found.some((item) => item.kind === "cue" && item.cue === "polite" && item.end === index);
  return opens && ![...found, ...own].some((item) => (item.kind === "owner" || item.kind === "unknown_owner") && item.end === index);
}

function readInitials(context: TailContext, keys: OwnerKeys, index: number): { readonly keys: OwnerKeys; readonly end: number }[] {
  const { text } = context;
  const word = typeWordAt(text, index);
  const byWord = word !== null && word.class !== "any" && keys.classes.has(word.class) && word.text.length <= 3 ? [index + word.text.length] : [];
  const tail = keys.tails[0] ?? "";
  const head = typeWords.find((entry) => tail.endsWith(entry.text))?.text ?? tail;
  const single = head[0] !== undefined && text[index] === head[0] ? [index + 1] : [];
  return [...byWord, ...single].filter((end) => isNameEnd(context, end)).map((end) => ({ keys, end }));
}

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

/** One character is another of the same sound, all others are the same. */
function differsBySound(written: string, name: string): boolean {
  const at = [...name].findIndex((character, index) => character !== written[index]);
  if (at === -1 || written.slice(at + 1) !== name.slice(at + 1)) return false;
  return soundsAlike(toSyllables(written[at] ?? "")[0] ?? "", toSyllables(name[at] ?? "")[0] ?? "");
}

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
const NAME_OWN = /[和向从与]/;
const AFTER_MARK = /[、，,。？！?!\s]/;
const NAME_START = /[的和与跟及或比在是问请让把对说向从到查看有校、，,。？！?!:：;；\s"()那了吗呢a-z0-9]/;

/** Whether a name may begin at `index`: at the start, after a particle or a mark, or after words that were understood. */
export function isNameStart(reading: Reading, index: number): boolean {
  const before = reading.text[index - 1];
  if (before === undefined || NAME_START.test(before)) return true;
  return reading.found.some((item) => (item.kind === "cue" || item.kind === "owner" || item.kind === "period") && item.end === index);
}

function standsAlone(text: string, start: number, end: number): boolean {
  const cut = (inner: number, outer: number): boolean => /[a-z0-9]/.test(text[inner] ?? "") && /[a-z0-9]/.test(text[outer] ?? "");
  return !cut(start, start - 1) && !cut(end - 1, end);
}

const idOf = (keys: OwnerKeys) => keys.owner.id;
