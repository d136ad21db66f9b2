/** What names of persons are known by; lists of the vocabulary, longest first where one may begin another. */
export interface NameWords {
  /** Surnames of one character, one after another. */
  readonly surnames: string;
  readonly compoundSurnames: readonly string[];
  /** Characters that given names are made of. */
  readonly givenCharacters: string;
  /** Words right before a name (教师王…) and right behind one (王…老师). */
  readonly rolesBefore: readonly string[];
  readonly rolesAfter: readonly string[];
  /** Words before a colon, or over a column, whose list is of names. */
  readonly labels: readonly string[];
  /** "Is called". */
  readonly callings: readonly string[];
  /** Words that may stand right before a name, and right behind one. */
  readonly leads: readonly string[];
  readonly followers: readonly string[];
  /** Beginnings of words that look like a name and are none. */
  readonly notNames: readonly string[];
  /** People of public life and history. */
  readonly publicNames: readonly string[];
}

/** The same, ready to be asked. */
export interface NameVocabulary {
  /** Length of the surname that a text begins with; 0 = none. */
  surnameLength(text: string): number;
  isGiven(character: string): boolean;
  isOrdinary(text: string): boolean;
  isPublic(name: string): boolean;
  isLabel(text: string): boolean;
  readonly roleBefore: RegExp;
  readonly roleAfter: RegExp;
  readonly labelled: RegExp;
  readonly lead: RegExp;
  readonly follower: RegExp;
  readonly roleEnding: RegExp;
}

const HAN = /^\p{Script=Han}$/u;
export const isHan = (character: string | undefined): boolean => character !== undefined && HAN.test(character);

/** Prepares the words; they are plain text, never patterns. */
export function toNameVocabulary(words: NameWords): NameVocabulary {
  const surnames = new Set(words.surnames);
  const compound = new Set(words.compoundSurnames);
  const given = new Set(words.givenCharacters);
  const ordinary = new Set(words.notNames);
  const publicNames = new Set(words.publicNames);
  const labels = new Set(words.labels);
  const any = (list: readonly string[]): string => [...list].sort((a, b) => b.length - a.length).join("|");
  return {
    surnameLength: (text) => (compound.has(text.slice(0, 2)) ? 2 : surnames.has(text.slice(0, 1)) ? 1 : 0),
    isGiven: (character) => given.has(character),
    isOrdinary: (text) => [2, 3, 4].some((length) => text.length >= length && ordinary.has(text.slice(0, length))),
    isPublic: (name) => publicNames.has(name) || publicNames.has(name.slice(0, 3)) || publicNames.has(name.slice(0, 2)),
    isLabel: (text) => labels.has(text),
    roleBefore: new RegExp(`(?:${any([...words.rolesBefore, ...words.callings])})[ \u3000]?`, "g"),
    roleAfter: new RegExp(`(?:等?(?:[两三四五六七八九十]|\\d{1,3})余?(?:位|名))?(?:${any(words.rolesAfter)})`, "g"),
    labelled: new RegExp(`(?:${any(words.labels)})[ \u3000]{0,2}[:：]`, "g"),
    lead: new RegExp(`(?:${any(words.leads)})$`),
    follower: new RegExp(`^(?:${any([...words.followers, ...words.rolesAfter])})`),
    roleEnding: new RegExp(`(?:${any(words.rolesAfter)}|等)$`),
  };
}

/** How much of a given name must be of the characters that names are made of: all of it, or one character where the place vouches for it. */
export type Strictness = "strict" | "loose";

/** Whether a whole text is a Chinese name: a surname and one or two characters more. "张晓明" yes, "安全" and "高级工" no. */
export function isName(text: string, words: NameVocabulary, strictness: Strictness): boolean {
  const surname = words.surnameLength(text);
  const given = [...text.slice(surname)];
  if (surname === 0 || given.length < 1 || given.length > 2 || !given.every(isHan)) return false;
  if (words.isOrdinary(text) || words.isPublic(text)) return false;
  const fitting = given.filter((character) => words.isGiven(character)).length;
  return strictness === "strict" || given.length === 1 ? fitting === given.length : fitting > 0;
}

/** Length of the name that begins at `at`, bounded on its right by something that may follow one; 0 = none. */
export function nameLengthAt(text: string, at: number, words: NameVocabulary): number {
  const foreign = transliteratedLengthAt(text, at, words);
  if (foreign > 0) return foreign;
  for (const length of [4, 3, 2]) {
    const end = at + length;
    if (isName(text.slice(at, end), words, "strict") && endsHere(text, end, words)) return length;
  }
  return 0;
}

/** Length of the name that ends at `end`; 0 = none. Two characters are a name only behind something that may lead to one. */
export function nameLengthBefore(text: string, end: number, words: NameVocabulary): number {
  const beginsAt = (start: number): boolean => start <= 0 || !isHan(text[start - 1]) || words.lead.test(text.slice(Math.max(0, start - 4), start));
  const isShort = isName(text.slice(Math.max(0, end - 2), end), words, "strict") && beginsAt(end - 2);
  for (const length of [4, 3]) {
    if (end < length || !isName(text.slice(end - length, end), words, "strict")) continue;
    // 向李平老师: what looks like a surname is the word before one.
    if (length === 3 && isShort && words.lead.test(text.slice(end - 3, end - 2)) && !beginsAt(end - 3)) return 2;
    if (length === 3 && isShort && words.lead.test(text.slice(end - 3, end - 2)) && words.surnameLength(text.slice(end - 2, end)) > 0) return 2;
    return length;
  }
  return isShort ? 2 : 0;
}

const DOT = /[·•・]/;
const SHORTEST_PART = 2;
const LONGEST_PART = 7;

/** 阿依古丽·买买提 with what may follow a name; 0 = none. */
function transliteratedLengthAt(text: string, at: number, words: NameVocabulary): number {
  let dot = at;
  while (dot - at < LONGEST_PART && isHan(text[dot])) dot += 1;
  if (dot - at < SHORTEST_PART || !DOT.test(text[dot] ?? "")) return 0;
  for (let length = SHORTEST_PART; length <= LONGEST_PART; length += 1) {
    const end = dot + 1 + length;
    if (!isHan(text[end - 1])) return 0;
    if (endsHere(text, end, words)) return end - at;
  }
  return 0;
}

function endsHere(text: string, end: number, words: NameVocabulary): boolean {
  return !isHan(text[end]) || words.follower.test(text.slice(end, end + 6));
}
