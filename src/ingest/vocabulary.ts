import placesData from "../../data/lexicon/places.json" with { type: "json" };
import reportWordsData from "../../data/lexicon/report-words.json" with { type: "json" };
import schoolTypesData from "../../data/lexicon/school-types.json" with { type: "json" };
import unitsData from "../../data/lexicon/units.json" with { type: "json" };

/** A word that names a kind of school, with its English, its slug and the short forms people use. */
export interface SchoolType {
  readonly zh: string;
  readonly en: string;
  readonly slug: string;
  readonly short: readonly string[];
}

export interface Province {
  readonly zh: string;
  readonly short: string;
  readonly en: string;
  /** A municipality: its name is part of its schools' names. */
  readonly city: boolean;
}

/** Longest first, so that 职业中等专业学校 is tried before 学校. */
export const SCHOOL_TYPES: readonly SchoolType[] = [...schoolTypesData.types].sort((a, b) => b.zh.length - a.zh.length);
/** Words inside a school's name that are no place, with their English; longest first. */
export const STEM_WORDS: readonly (readonly [string, string])[] = Object.entries(schoolTypesData.stemWords).sort((a, b) => b[0].length - a[0].length);
/** What people call a school of a field, whatever its kind is called in full: 农牧职业技术学校 is a 农校. */
export const FIELD_NAMES: readonly (readonly [string, string])[] = Object.entries(schoolTypesData.fieldNames);
/** What looks like a school's name and is none. */
export const NEVER_NAMES: ReadonlySet<string> = new Set(schoolTypesData.neverNames);
export const PROVINCES: readonly Province[] = placesData.provinces.map((province) => ({ city: false, ...province }));
/** Longest first. */
export const PLACE_SUFFIXES: readonly { readonly zh: string; readonly en: string }[] = [...placesData.suffixes].sort((a, b) => b.zh.length - a.zh.length);
export const NATIONS: readonly string[] = placesData.nations;
export const REPORT_WORDS = reportWordsData;

/** How units are written. */
export const UNIT_SPELLINGS: readonly string[] = unitsData.flatMap((unit) => unit.spellings);

/** Changes whenever a vocabulary of identity does; part of what decides whether a file must be read again. */
export const VOCABULARY_TEXT: string = JSON.stringify([placesData, reportWordsData, schoolTypesData]);
