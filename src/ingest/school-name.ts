import { NEVER_NAMES, SCHOOL_TYPES, type SchoolType, STEM_WORDS } from "./vocabulary.ts";

/** A school's name in folded text: stem ("云杉") and kind ("技师学院"). */
export interface SchoolName {
  readonly name: string;
  readonly stem: string;
  readonly type: SchoolType;
  readonly start: number;
  readonly end: number;
}

/** The kinds that any school may be called by: no name is told from them in prose. */
const GENERIC = new Set(["学校", "学院", "中学", "专业学校", "技术学校", "技术学院"]);
const TYPE_PATTERN = new RegExp(SCHOOL_TYPES.map((type) => type.zh).join("|"), "g");
const TYPE_BY_WORD = new Map(SCHOOL_TYPES.map((type) => [type.zh, type]));
/** Longest stem read: autonomous counties of several peoples are the longest places. */
const MAX_STEM = 18;
const CHINESE_TAIL = new RegExp(`[\\u3400-\\u9fff]{1,${MAX_STEM}}$`);
const LEADING_NOISE = /^(?:学年度?|年度?|度|关于|由|在|与|和|及|的|是|了|到|对|为|向|以|从|让|把|被|经|原|原名|前身|称为|更名为|命名为|组建)+/;

export const isGeneric = (type: SchoolType): boolean => GENERIC.has(type.zh);

/** Every name of a school that the text could hold, with the whole run of Chinese characters before its kind as stem. */
export function findSchoolNames(folded: string): SchoolName[] {
  const names: SchoolName[] = [];
  for (const match of folded.matchAll(TYPE_PATTERN)) {
    const type = TYPE_BY_WORD.get(match[0]);
    const end = match.index + match[0].length;
    if (type === undefined || /^[生长]/.test(folded.slice(end, end + 1))) continue;
    const run = CHINESE_TAIL.exec(folded.slice(Math.max(0, match.index - MAX_STEM), match.index))?.[0] ?? "";
    const stem = run.replace(LEADING_NOISE, "");
    if (stem.length < 2 || NEVER_NAMES.has(stem + type.zh)) continue;
    names.push({ name: stem + type.zh, stem, type, start: match.index - stem.length, end });
  }
  return names;
}

const TYPE_BY_SHORT = new Map(
  SCHOOL_TYPES.flatMap((type) => type.short.filter((short) => /[校专高中心]$/.test(short)).map((short) => [short, type] as const)).reverse(),
);
const SHORT_PATTERN = new RegExp([...TYPE_BY_SHORT.keys()].sort((a, b) => b.length - a.length).join("|"), "g");

/** A name in its short form, as titles and file names have it: "云杉职校". The name stays as printed. */
export function findShortName(folded: string): SchoolName | null {
  for (const match of folded.matchAll(SHORT_PATTERN)) {
    const type = TYPE_BY_SHORT.get(match[0]);
    const stem = (CHINESE_TAIL.exec(folded.slice(Math.max(0, match.index - MAX_STEM), match.index))?.[0] ?? "").replace(LEADING_NOISE, "");
    const end = match.index + match[0].length;
    if (type !== undefined && stem.length >= 2 && stem.length <= 8)
      return { name: stem + match[0], stem, type: { ...type, zh: match[0] }, start: match.index - stem.length, end };
  }
  return null;
}

/** Whether a stem is made of nothing but words that name no place: 信息工程. */
export function isStemOfWords(stem: string): boolean {
  return stripStemWords(stem) === "";
}

/** Takes known words off the end of a stem: "杭州商贸" → "杭州". */
export function stripStemWords(stem: string): string {
  let rest = stem;
  for (;;) {
    const word = STEM_WORDS.find(([zh]) => rest.endsWith(zh));
    if (word === undefined) return rest;
    rest = rest.slice(0, rest.length - word[0].length);
  }
}

const MIN_MENTIONS = 2;
/** A stem grows to the left as long as this share of its mentions goes with it. */
const KEEP_SHARE = 0.55;

/** The school that a body speaks of most: counts mentions by kind, then lets the stem grow to the left while most mentions agree. */
export function mostNamedSchool(folded: string, foundingWords: readonly string[]): SchoolName | null {
  const byType = new Map<string, SchoolName[]>();
  for (const name of findSchoolNames(folded)) if (!isGeneric(name.type)) byType.set(name.type.zh, [...(byType.get(name.type.zh) ?? []), name]);
  let best: { readonly name: SchoolName; readonly weight: number } | null = null;
  for (const mentions of byType.values()) {
    const grown = growStem(mentions);
    if (grown === null) continue;
    const founded = mentions.some((one) => one.stem.endsWith(grown.stem) && foundingWords.some((word) => followsClosely(folded, one.end, word)));
    const weight = grown.count + (founded ? 3 : 0);
    if (weight > (best?.weight ?? MIN_MENTIONS - 1)) best = { name: grown.name, weight };
  }
  return best?.name ?? foundedSchool(folded, foundingWords);
}

const followsClosely = (text: string, at: number, word: string): boolean =>
  text
    .slice(at, at + 14)
    .replace(/^\([^()]{0,40}\)/, "")
    .startsWith(word) || text.slice(at, at + 4).includes(word);

function growStem(mentions: readonly SchoolName[]): { readonly name: SchoolName; readonly stem: string; readonly count: number } | null {
  let stem = "";
  let members = mentions;
  for (;;) {
    const byCharacter = new Map<string, SchoolName[]>();
    for (const one of members) {
      const character = one.stem[one.stem.length - stem.length - 1];
      if (character !== undefined) byCharacter.set(character, [...(byCharacter.get(character) ?? []), one]);
    }
    const [character, agreeing] = [...byCharacter].sort((a, b) => b[1].length - a[1].length)[0] ?? ["", []];
    const needed = stem.length < 2 ? MIN_MENTIONS : Math.max(MIN_MENTIONS, members.length * KEEP_SHARE);
    if (agreeing.length < needed) break;
    stem = character + stem;
    members = agreeing;
  }
  const first = members[0];
  if (stem.length < 2 || first === undefined) return null;
  const name = { ...first, stem, name: stem + first.type.zh, start: first.end - stem.length - first.type.zh.length };
  return { name, stem, count: members.length };
}

/** A school named once, at a sentence's start and with words of founding behind it: "…。云杉技师学院创办于1985年". */
function foundedSchool(folded: string, foundingWords: readonly string[]): SchoolName | null {
  const starts = (at: number): boolean => at === 0 || /[\n。"《(:，]/.test(folded[at - 1] ?? "");
  return findSchoolNames(folded).find((one) => starts(one.start) && foundingWords.some((word) => followsClosely(folded, one.end, word))) ?? null;
}
