import type { OwnerAlias } from "../domain/report.ts";
import { type StemParts, splitStem, suffixOf, withoutSuffix } from "./place-name.ts";
import { romanize, syllables } from "./romanize.ts";
import { isStemOfWords } from "./school-name.ts";
import { FIELD_NAMES, PROVINCES, type SchoolType, STEM_WORDS } from "./vocabulary.ts";

/** Names that follow from a school's full name: what people call it, its English name, its slug. */
export interface DerivedNames {
  readonly nameEn: string;
  readonly place: string | null;
  readonly slug: string;
  readonly aliases: readonly OwnerAlias[];
}

/** "云杉县" + 职业中等专业学校 → Yunshan County Vocational Secondary School; 云杉职专, 云杉县职专, 云杉职业中专, 云杉职中 … */
export function deriveSchoolNames(stem: string, type: SchoolType, provinceZh: string | null): DerivedNames {
  const parts = splitStem(stem);
  const full = stem + type.zh;
  const texts = [
    ...shortNames(parts, type),
    ...(provinceZh === null || full.startsWith(provinceZh) ? [] : [provinceZh + full]),
    ...englishShortNames(parts, type),
  ];
  const aliases = unique(texts).filter((text) => text !== full && text.length > 1);
  return {
    nameEn: englishName(parts, type),
    place: parts.place,
    slug: `${syllables(withoutSuffixes(parts)).join("") || "school"}-${type.slug}`,
    aliases: aliases.map((text) => ({ text, evidence: "derived" })),
  };
}

/** A region's names: 宜春市 → 宜春, Yichun City. */
export function deriveRegionNames(name: string): DerivedNames {
  const short = withoutSuffix(name);
  const suffix = suffixOf(name);
  const english = romanize(short);
  const aliases = unique([short, english]).filter((text) => text !== name);
  return {
    nameEn: suffix === null ? english : `${english} ${suffix.en}`,
    place: name,
    slug: `${syllables(short).join("") || "region"}-${suffix === null ? "region" : syllables(suffix.zh).join("")}`,
    aliases: aliases.map((text) => ({ text, evidence: "derived" })),
  };
}

export const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** A province's bare name stands for the province, not for one school in it. */
const isProvince = (name: string): boolean => PROVINCES.some((province) => province.short === name || province.zh === name);

const withoutSuffixes = (parts: StemParts): string =>
  `${parts.place === null ? (parts.province?.short ?? "") : ""}${parts.above === "" ? "" : withoutSuffix(parts.above)}${parts.place === null ? "" : withoutSuffix(parts.place)}${parts.rest}`;

function shortNames(parts: StemParts, type: SchoolType): string[] {
  const { place, rest, above } = parts;
  const bases: string[] = [];
  const short = place === null ? null : withoutSuffix(place);
  if (short !== null && place !== null) bases.push(short + rest, place + rest);
  const isProperName = rest.length >= 2 && !isStemOfWords(rest);
  if (above !== "" && short !== null) bases.push(above + place + rest, withoutSuffix(above) + short + rest);
  if (above !== "" && isProperName) bases.push(withoutSuffix(above) + rest);
  if (place === null && parts.province !== null) bases.push(parts.province.short + rest);
  else if (isProperName || place === null) bases.push(rest);
  const kept = unique(bases).filter((base) => base.length >= 2);
  const words = [...type.short, type.zh];
  const combined = kept.flatMap((base) => words.map((word) => base + word));
  const byField = place === null || short === null ? [] : fieldNames(rest).flatMap((name) => [short + name, place + name]);
  // A place alone stands for its school where the name holds nothing else.
  const alone = short === null || (rest === "" && isProvince(short)) ? [] : [short + rest];
  return [...combined, ...byField, ...alone].filter((name) => name.length >= 2);
}

/** "农牧" → 农校; none where the name holds two fields, for nobody says which people go by. */
function fieldNames(rest: string): string[] {
  const names = unique(FIELD_NAMES.flatMap(([field, name]) => (rest.includes(field) ? [name] : [])));
  return names.length === 1 ? names : [];
}

function englishName(parts: StemParts, type: SchoolType): string {
  return [...englishPlaces(parts), ...englishRest(parts.rest), type.en].join(" ");
}

function englishPlaces(parts: StemParts): string[] {
  if (parts.place === null) return parts.province === null ? [] : [parts.province.en];
  const places = [parts.above, parts.place].filter((place) => place !== "");
  return places.map((place) => {
    const suffix = suffixOf(place);
    // A city's school goes by the city's bare name, a county's by "… County".
    return suffix === null || suffix.zh === "市" ? romanize(withoutSuffix(place)) : `${romanize(withoutSuffix(place))} ${suffix.en}`;
  });
}

/** Words of a field are translated, proper names spelt: 第一 → No. 1, 中策 → Zhongce. */
function englishRest(rest: string): string[] {
  const words: string[] = [];
  let proper = "";
  for (let at = 0; at < rest.length; ) {
    const word = STEM_WORDS.find(([zh]) => rest.startsWith(zh, at));
    if (word === undefined) {
      proper += rest[at];
      at += 1;
      continue;
    }
    if (proper !== "") words.push(romanize(proper));
    proper = "";
    words.push(word[1]);
    at += word[0].length;
  }
  if (proper !== "") words.push(romanize(proper));
  return words;
}

function englishShortNames(parts: StemParts, type: SchoolType): string[] {
  const short = parts.place === null ? "" : romanize(withoutSuffix(parts.place));
  const rest = englishRest(parts.rest).join(" ");
  const name = [short, rest].filter((part) => part !== "").join(" ");
  return name === "" ? [] : [...(rest === "" && parts.place !== null && isProvince(withoutSuffix(parts.place)) ? [] : [name]), `${name} ${type.en}`];
}
