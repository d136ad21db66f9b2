import type { KnownOwner } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { toPinyinWord, toSyllables } from "../detect/pinyin.ts";
import { groupBy } from "../group-by.ts";
import { memberOwners } from "./member-owners.ts";
import { classOfName, placeCores, readNameTail, type SchoolClass, withoutField } from "./school-words.ts";

/** An owner with the keys by which questions may name it. */
export interface OwnerKeys {
  readonly owner: KnownOwner;
  /** Folded Chinese names that are more than the place: full name, the same without its province, aliases. */
  readonly names: readonly string[];
  /** Levels of the place without suffix, the nearest last ("平湖"). */
  readonly cores: readonly string[];
  /** How the nearest sounds. */
  readonly syllables: readonly string[];
  readonly pinyin: string;
  /** What follows the place in each name ("县职业中等专业学校", "职专"). */
  readonly tails: readonly string[];
  readonly distinct: string;
  readonly ordinal: string;
  readonly classes: ReadonlySet<SchoolClass>;
  /** Lower-case English names and Latin aliases. */
  readonly latinNames: readonly string[];
  readonly latinWords: ReadonlySet<string>;
}

export interface PlaceKey {
  readonly core: string;
  readonly syllables: readonly string[];
  readonly pinyin: string;
  readonly schools: readonly OwnerKeys[];
  readonly regions: readonly OwnerKeys[];
}

export interface NameKey {
  readonly name: string;
  readonly bearers: readonly OwnerKeys[];
  /** Place among all names. */
  readonly order: number;
}

/** Characters of a name's head. */
export const HEAD_LENGTH = 2;

export interface OwnerIndex {
  readonly all: readonly OwnerKeys[];
  readonly schools: readonly OwnerKeys[];
  readonly regions: readonly OwnerKeys[];
  /** Full names and aliases, Chinese and Latin, with all owners that bear them. */
  readonly byName: ReadonlyMap<string, readonly OwnerKeys[]>;
  /** The same names by how they begin, so that a question is held against those alone that may stand in it. */
  readonly byHead: ReadonlyMap<string, readonly NameKey[]>;
  readonly places: readonly PlaceKey[];
  /** Indices of the places that hold a character. */
  readonly placesByCharacter: ReadonlyMap<string, readonly number[]>;
  /** Schools by the first character of their place. */
  readonly byInitial: ReadonlyMap<string, readonly OwnerKeys[]>;
  readonly byPinyin: ReadonlyMap<string, PlaceKey>;
  /** Short Chinese names of schools by their last characters: a wrong character of the same sound stands as a rule in the place or near it. */
  readonly byNameEnd: ReadonlyMap<string, readonly NameKey[]>;
  /** Schools by their own words without field, in pinyin: qifan of 启帆中等专业学校. */
  readonly byOwnPinyin: ReadonlyMap<string, readonly OwnerKeys[]>;
  /** Schools by each pair of characters of their own words. */
  readonly byOwnPair: ReadonlyMap<string, readonly OwnerKeys[]>;
}

/** Names that are typed by ear; a full name is long enough to be told from its rivals letter by letter. */
const SHORT_NAME = /^[\u4e00-\u9fff]{4,8}$/;
const LATIN_NAME = /^[a-z0-9 .,'&-]+$/;
const PROVINCE_PREFIX = /^(?:[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,6}自治区)/;
const NAME_PLACE_SUFFIX = /^[省市县区州旗盟]/;

/** The same list of owners comes with every question of one catalogue: its keys are made once. */
const indexes = new WeakMap<readonly KnownOwner[], OwnerIndex>();

/** The keys of all owners; cached by the identity of the list. */
export function indexOwners(owners: readonly KnownOwner[]): OwnerIndex {
  const held = indexes.get(owners);
  if (held !== undefined) return held;
  const made = buildIndex(owners);
  indexes.set(owners, made);
  return made;
}

function buildIndex(owners: readonly KnownOwner[]): OwnerIndex {
  const all = owners.map(keysOf);
  const schools = all.filter((keys) => keys.owner.kind === "school");
  const members = owners.flatMap(memberOwners).map(keysOf);
  const regions = all.filter((keys) => keys.owner.kind !== "school");
  const byName = new Map<string, OwnerKeys[]>();
  for (const keys of [...all, ...members]) {
    for (const name of new Set([...keys.names, ...keys.latinNames])) {
      const bearers = byName.get(name);
      if (bearers === undefined) byName.set(name, [keys]);
      else bearers.push(keys);
    }
  }
  const named = [...schools, ...members];
  const places = buildPlaces(named, regions);
  const byInitial = groupBy(
    named.filter((keys) => keys.cores.length > 0),
    (keys) => (keys.cores[keys.cores.length - 1] ?? "")[0] ?? "",
  );
  const names = [...byName].map(([name, bearers], order): NameKey => ({ name, bearers, order }));
  const byHead = groupBy(names, ({ name }) => name.slice(0, HEAD_LENGTH));
  const placesByCharacter = indexCharacters(places);
  const byNameEnd = groupBy(
    names.filter(({ name, bearers }) => SHORT_NAME.test(name) && bearers.every(({ owner }) => owner.kind === "school")),
    ({ name }) => name.slice(-HEAD_LENGTH),
  );
  const byPinyin = new Map(places.map((place) => [place.pinyin, place]));
  return {
    all,
    schools,
    regions,
    byName,
    byHead,
    places,
    placesByCharacter,
    byInitial,
    byPinyin,
    byNameEnd,
    byOwnPinyin: indexOwnPinyin(named),
    byOwnPair: indexOwnPairs(named),
  };
}

function buildPlaces(schools: readonly OwnerKeys[], regions: readonly OwnerKeys[]): PlaceKey[] {
  const nearest = (keys: OwnerKeys): string => keys.cores[keys.cores.length - 1] ?? "";
  const schoolsOf = groupBy(schools, nearest);
  const regionsOf = groupBy(regions, nearest);
  const cores = [...new Set([...schoolsOf.keys(), ...regionsOf.keys()])].filter((core) => core !== "");
  return cores.map((core) => {
    const [ofPlace, inPlace] = [schoolsOf.get(core) ?? [], regionsOf.get(core) ?? []];
    const { syllables, pinyin } = ofPlace[0] ?? inPlace[0] ?? { syllables: [], pinyin: "" };
    return { core, syllables, pinyin, schools: ofPlace, regions: inPlace };
  });
}

/** Own words shorter than this are too near to English words. */
const LEAST_OWN_SYLLABLES = 2;

function indexOwnPinyin(schools: readonly OwnerKeys[]): Map<string, OwnerKeys[]> {
  const proper = (keys: OwnerKeys): string => withoutField(keys.distinct);
  return groupBy(
    schools.filter((keys) => proper(keys).length >= LEAST_OWN_SYLLABLES),
    (keys) => toPinyinWord(proper(keys)),
  );
}

function indexOwnPairs(schools: readonly OwnerKeys[]): Map<string, OwnerKeys[]> {
  const index = new Map<string, OwnerKeys[]>();
  for (const keys of schools) {
    for (const pair of new Set(characterBigrams(keys.distinct))) {
      const held = index.get(pair);
      if (held === undefined) index.set(pair, [keys]);
      else held.push(keys);
    }
  }
  return index;
}

function indexCharacters(places: readonly PlaceKey[]): Map<string, number[]> {
  const index = new Map<string, number[]>();
  places.forEach(({ core }, order) => {
    for (const character of new Set(core)) {
      const held = index.get(character);
      if (held === undefined) index.set(character, [order]);
      else held.push(order);
    }
  });
  return index;
}

/** A list with one school more holds the other owners as they were. */
const keysByOwner = new WeakMap<KnownOwner, OwnerKeys>();

function keysOf(owner: KnownOwner): OwnerKeys {
  const held = keysByOwner.get(owner);
  if (held !== undefined) return held;
  const made = toKeys(owner);
  keysByOwner.set(owner, made);
  return made;
}

function toKeys(owner: KnownOwner): OwnerKeys {
  const folded = [owner.name, ...owner.aliases].map((name) => foldText(name).trim()).filter((name) => name.length >= 2);
  const full = folded[0] ?? foldText(owner.name);
  const cores = owner.place === null ? [] : placeCores(foldText(owner.place).trim());
  const core = cores[cores.length - 1] ?? "";
  const chinese = folded.filter((name) => !LATIN_NAME.test(name));
  // An alias that is the place alone is read as a place: it may be another's place too, and a region is meant only when named as one.
  const isPlaceAlone = (name: string): boolean =>
    core !== "" && (name === core || (owner.kind === "school" && name.startsWith(core) && name.length <= core.length + 1));
  const pinyin = toPinyinWord(core);
  const names = chinese.flatMap((name) => [name, name.replace(PROVINCE_PREFIX, "")]).filter((name) => name.length >= 2 && !isPlaceAlone(name));
  const tails = names.flatMap((name) => tailAfter(name, core));
  const { distinct, ordinal } = readNameTail(tailAfter(full, core)[0] ?? full.replace(PROVINCE_PREFIX, ""));
  const latinNames = [foldText(owner.nameEn).trim(), ...folded.filter((name) => LATIN_NAME.test(name))].filter((name) => name.length >= 3 && name !== pinyin);
  return {
    owner,
    names: [...new Set(names)],
    cores,
    syllables: toSyllables(core),
    pinyin,
    tails: [...new Set(tails)],
    distinct,
    ordinal,
    classes: new Set([full, ...names].map(classOfName)),
    latinNames: [...new Set(latinNames)],
    latinWords: new Set(latinNames.flatMap((name) => name.split(/[^a-z0-9]+/)).filter((word) => word !== "")),
  };
}

function tailAfter(name: string, core: string): string[] {
  const at = core === "" ? -1 : name.indexOf(core);
  return at === -1 ? [] : [name.slice(at + core.length).replace(NAME_PLACE_SUFFIX, "")];
}
