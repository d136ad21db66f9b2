import { stripStemWords } from "./school-name.ts";
import { PLACE_SUFFIXES, PROVINCES, type Province } from "./vocabulary.ts";

/** A school's stem taken apart: 浙江省 | 云杉县 | (rest). */
export interface StemParts {
  readonly province: Province | null;
  /** The most specific place as written, with its suffix where it has one. */
  readonly place: string | null;
  /** Places above it in the name, without the province ("宜春市" in 宜春市袁州区). */
  readonly above: string;
  /** What is left: a proper name ("中策") or words of a field ("商贸"). */
  readonly rest: string;
}

const SUFFIX_PATTERN = new RegExp(`^([\\u3400-\\u9fff]{1,12}?)(${PLACE_SUFFIXES.map((suffix) => suffix.zh).join("|")})`);
/** Words that end like a place and are none. */
const NO_PLACE = /(?:城市|社区|县域|地市|园区?市|学区|市区|校区)$/;

/** Takes a stem apart: "浙江省云杉县" → province 浙江省, place 云杉县; "杭州市中策" → place 杭州市, rest 中策; "云杉" → place 云杉. */
export function splitStem(stem: string): StemParts {
  const province = PROVINCES.find((candidate) => stem.startsWith(candidate.zh)) ?? bareProvince(stem);
  let rest = province === null ? stem : stem.slice(stem.startsWith(province.zh) ? province.zh.length : province.short.length);
  const places: string[] = [];
  for (let place = leadingPlace(rest); place !== null; place = leadingPlace(rest)) {
    places.push(place);
    rest = rest.slice(place.length);
  }
  const last = places.pop();
  if (last !== undefined) return { province, place: last, above: places.join(""), rest };
  if (province?.city) return { province, place: province.zh, above: "", rest };
  const short = PROVINCES.find((candidate) => rest.startsWith(candidate.short));
  if (short !== undefined && province === null && rest.length >= short.short.length) {
    const below = rest.slice(short.short.length);
    // Below a province even a long word that no field explains is a name people go by: 新疆塔林河农牧.
    const place = plainPlace(below, MOST_BELOW_PROVINCE);
    return place === null
      ? { province: null, place: short.short, above: "", rest: below }
      : { province: short, place, above: "", rest: below.slice(place.length) };
  }
  const plain = plainPlace(rest);
  return plain === null ? { province, place: null, above: "", rest } : { province, place: plain, above: "", rest: rest.slice(plain.length) };
}

const MOST_BELOW_PROVINCE = 5;

/** 广西梧岭县: a province by its bare name before a place with a suffix of its own; 吉林市 and 海南州 are places themselves. */
function bareProvince(stem: string): Province | null {
  const province = PROVINCES.find((candidate) => !candidate.city && stem.startsWith(candidate.short));
  const place = province === undefined ? null : leadingPlace(stem.slice(province.short.length));
  return province !== undefined && place !== null && withoutSuffix(place).length >= 2 && withoutSuffix(place) !== place ? province : null;
}

function leadingPlace(text: string): string | null {
  const match = SUFFIX_PATTERN.exec(text);
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const found = match[0];
  // 杭州 ends in 州 without being a prefecture's full name; 县 alone may follow one character (歙县).
  if (match[1].length < 2) {
    if (match[2] === "县" || match[2] === "旗") return found;
    const longer = new RegExp(`^([\\u3400-\\u9fff]{2,12}?)(${PLACE_SUFFIXES.map((suffix) => suffix.zh).join("|")})`).exec(text)?.[0];
    return longer === undefined || NO_PLACE.test(longer) || longer.length > 8 ? null : longer;
  }
  return NO_PLACE.test(found) ? null : found;
}

/** A place without a suffix is what two or three characters are left once words of a field are taken off. */
function plainPlace(text: string, most = 3): string | null {
  const core = stripStemWords(text);
  return core.length >= 2 && core.length <= most ? core : null;
}

/** "云杉县" → "云杉"; a name of one character keeps its suffix (歙县). */
export function withoutSuffix(place: string): string {
  const suffix = PLACE_SUFFIXES.find((candidate) => place.endsWith(candidate.zh) && place.length - candidate.zh.length >= 2);
  return suffix === undefined ? place : place.slice(0, place.length - suffix.zh.length);
}

/** The suffix of a place with its English; null when it has none. */
export function suffixOf(place: string): { readonly zh: string; readonly en: string } | null {
  return PLACE_SUFFIXES.find((candidate) => place.endsWith(candidate.zh) && place.length - candidate.zh.length >= 1 && withoutSuffix(place) !== place) ?? null;
}
