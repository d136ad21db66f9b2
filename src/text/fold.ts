import simplifiedByTraditional from "../../data/lexicon/t2s.json" with { type: "json" };

/** Compatibility ranges whose characters fold by NFKC: Kangxi radicals (left behind by PDF converters), compatibility ideographs, full-width forms. */
const COMPATIBILITY_RANGES: readonly (readonly [number, number])[] = [
  [0x2e80, 0x2fd5],
  [0xf900, 0xfaff],
  [0xff01, 0xff5e],
  [0xffe0, 0xffe6],
];
/** Full-width marks that stay: they end Chinese sentences and clauses, which their ASCII twins do not. */
const KEPT = "，！？";
const OWN_FOLDS: Readonly<Record<string, string>> = {
  "\u00a0": " ",
  "\u3000": " ",
  "\u2002": " ",
  "\u2003": " ",
  "\u2009": " ",
  "\u202f": " ",
  "“": '"',
  "”": '"',
  "„": '"',
  "「": '"',
  "」": '"',
  "『": '"',
  "』": '"',
  "‘": '"',
  "’": '"',
  "﹪": "%",
  "〜": "~",
  "∶": ":",
  "‐": "-",
  "‑": "-",
  "‒": "-",
  "−": "-",
  "﹣": "-",
  "﹒": ".",
};

function buildFoldTable(): Uint16Array {
  const table = Uint16Array.from({ length: 0x10000 }, (_, code) => code);
  const set = (from: string, to: string): void => {
    // A fold may never change the length: pairs outside the basic plane and multi-letter results are left as they are.
    if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0);
  };
  const simplify = (character: string): string => {
    const simplified: unknown = Reflect.get(simplifiedByTraditional, character);
    return typeof simplified === "string" ? simplified : character;
  };
  for (const traditional of Object.keys(simplifiedByTraditional)) set(traditional, simplify(traditional));
  for (const [first, last] of COMPATIBILITY_RANGES) {
    for (let code = first; code <= last; code += 1) {
      const character = String.fromCharCode(code);
      if (!KEPT.includes(character)) set(character, simplify(character.normalize("NFKC").toLowerCase()));
    }
  }
  for (const [from, to] of Object.entries(OWN_FOLDS)) set(from, to);
  for (let code = 0; code < 0x0530; code += 1) {
    const character = String.fromCharCode(code);
    set(character, OWN_FOLDS[character] ?? character.toLowerCase());
  }
  return table;
}

const foldTable = buildFoldTable();
const COMMA = 0x2c;
const CHINESE_COMMA = 0xff0c;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const RIGHT_SINGLE_QUOTE = 0x2019;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isLatin = (code: number): boolean => code >= 0x61 && code <= 0x7a;
/** Argument lists of String.fromCharCode must stay short. */
const SLICE = 4096;

/** Most short texts (words of the vocabulary, Chinese questions) need no folding: telling so costs no allocation. */
function isFolded(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const folded = foldTable[code] ?? code;
    if (folded !== code || folded === COMMA || folded === QUOTE) return false;
  }
  return true;
}

/**
 * Folds width, script, case and quotes, one UTF-16 unit to one unit, so that offsets never move:
 * "“雙師型”教師８３人，占５０．６％" → "\"双师型\"教师83人，占50.6%". An ASCII comma that does not stand between two digits becomes ，.
 */
export function foldText(text: string): string {
  if (isFolded(text)) return text;
  const codes = new Uint16Array(text.length);
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    codes[index] = foldTable[code] ?? code;
  }
  for (let index = 0; index < codes.length; index += 1) {
    const before = codes[index - 1] ?? 0;
    const after = codes[index + 1] ?? 0;
    if (codes[index] === COMMA && !(isDigit(before) && isDigit(after))) codes[index] = CHINESE_COMMA;
    // "the school’s" keeps an apostrophe: only Chinese uses ’ to close a quotation between letters.
    if (codes[index] === QUOTE && text.charCodeAt(index) === RIGHT_SINGLE_QUOTE && isLatin(before) && isLatin(after)) codes[index] = APOSTROPHE;
  }
  let folded = "";
  for (let start = 0; start < codes.length; start += SLICE) folded += String.fromCharCode(...codes.subarray(start, start + SLICE));
  return folded;
}
