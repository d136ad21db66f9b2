import { walkXml } from "./xml-events.ts";

/** Where a paragraph stands in a numbered list. */
export interface NumberingPlace {
  readonly numId: string;
  readonly level: number;
}

/** What Word prints before a paragraph: a label, or a bullet, which is no text. */
export type PrintedLabel = { readonly kind: "label"; readonly text: string } | { readonly kind: "bullet" } | null;

interface LevelRule {
  readonly start: number;
  readonly format: string;
  readonly pattern: string;
  readonly suffix: string;
}

/** Counts through a document: each call of `next` is one numbered paragraph in reading order. */
export interface NumberingCounter {
  next(place: NumberingPlace): PrintedLabel;
}

const NO_RULE: LevelRule = { start: 1, format: "decimal", pattern: "", suffix: "tab" };
const MAX_LEVEL = 9;

/** Reads word/numbering.xml ("" when there is none): automatic numbers stand nowhere else, and headings are often numbered by them. */
export function createNumberingCounter(xml: string): NumberingCounter {
  const { lists, abstractOf } = readRules(xml);
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return {
    next: ({ numId, level }) => {
      const abstractId = abstractOf.get(numId);
      if (abstractId === undefined || level < 0 || level >= MAX_LEVEL) return null;
      const ruleOf = (at: number): LevelRule => lists.get(`num:${numId}`)?.get(at) ?? lists.get(abstractId)?.get(at) ?? NO_RULE;
      const rule = ruleOf(level);
      if (rule.format === "bullet") return { kind: "bullet" };
      const counts = counters.get(abstractId) ?? [];
      counters.set(abstractId, counts);
      // A list with a start of its own begins anew where it is first used; without one it counts on.
      const own = `${numId}:${level}`;
      if (!begun.has(own) && lists.get(`num:${numId}`)?.has(level)) counts[level] = rule.start - 1;
      begun.add(own);
      counts[level] = (counts[level] ?? rule.start - 1) + 1;
      counts.length = level + 1;
      for (let at = 0; at < level; at += 1) counts[at] ??= ruleOf(at).start;
      if (rule.format === "none" && !rule.pattern.includes("%")) return rule.pattern === "" ? null : { kind: "label", text: rule.pattern };
      const text = rule.pattern.replace(/%([1-9])/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        return formatNumber(counts[at] ?? 1, ruleOf(at).format);
      });
      return text === "" ? null : { kind: "label", text: text + blankAfter(text, rule.suffix) };
    },
  };
}

/** A tab or blank stands behind the label; behind 、 and brackets nobody types one. */
const blankAfter = (label: string, suffix: string): string => (suffix === "nothing" || /[、，：）)】]$/.test(label) ? "" : " ");

interface Rules {
  /** By abstract id, and "num:" + id for what a list overrides. */
  readonly lists: ReadonlyMap<string, ReadonlyMap<number, LevelRule>>;
  readonly abstractOf: ReadonlyMap<string, string>;
}

function readRules(xml: string): Rules {
  const lists = new Map<string, Map<number, LevelRule>>();
  const abstractOf = new Map<string, string>();
  if (xml === "") return { lists, abstractOf };
  let list = "";
  let num = "";
  let level = 0;
  const change = (part: Partial<LevelRule>): void => {
    const key = num === "" ? list : `num:${num}`;
    const levels = lists.get(key) ?? new Map<number, LevelRule>();
    lists.set(key, levels);
    levels.set(level, { ...(levels.get(level) ?? lists.get(abstractOf.get(num) ?? "")?.get(level) ?? NO_RULE), ...part });
  };
  walkXml(xml, {
    open: (name, { abstractNumId = "", numId = "", ilvl = "0", val = "" }) => {
      if (name === "abstractNum") list = abstractNumId;
      else if (name === "num") num = numId;
      else if (name === "abstractNumId") abstractOf.set(num, val);
      else if (name === "lvl" || name === "lvlOverride") level = Number(ilvl);
      else if (name === "start" || name === "startOverride") change({ start: Number(val) || 0 });
      else if (name === "numFmt") change({ format: val });
      else if (name === "lvlText") change({ pattern: val });
      else if (name === "suff") change({ suffix: val });
    },
    close: (name) => {
      if (name === "num") num = "";
    },
    text: () => undefined,
  });
  return { lists, abstractOf };
}

const CHINESE_DIGITS = "〇一二三四五六七八九";
const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";

/** A whole number as Word's format of that name prints it: (12, "chineseCounting") → "十二". */
function formatNumber(value: number, format: string): string {
  if (/^(?:chineseCounting|chineseCountingThousand|japaneseCounting|taiwaneseCounting|taiwaneseCountingThousand|ideographDigital)$/.test(format))
    return chineseNumber(value);
  if (/^(?:decimalEnclosedCircle|decimalEnclosedCircleChinese)$/.test(format)) return within(value, 20, 0x2460);
  if (format === "decimalEnclosedParen") return within(value, 20, 0x2474);
  if (format === "decimalEnclosedFullstop") return within(value, 20, 0x2488);
  if (format === "decimalZero") return String(value).padStart(2, "0");
  if (format === "decimalFullWidth") return String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
  if (format === "ideographTraditional") return STEMS[value - 1] ?? String(value);
  if (format === "ideographZodiac") return BRANCHES[value - 1] ?? String(value);
  if (format === "upperLetter" || format === "lowerLetter") return inCase(letters(value), format);
  if (format === "upperRoman" || format === "lowerRoman") return inCase(roman(value), format);
  return String(value);
}

const within = (value: number, most: number, base: number): string => (value >= 1 && value <= most ? String.fromCharCode(base + value - 1) : String(value));
const inCase = (text: string, format: string): string => (format.startsWith("upper") ? text.toUpperCase() : text);

function chineseNumber(value: number): string {
  if (value < 10) return CHINESE_DIGITS[value] ?? String(value);
  if (value < 20) return `十${value === 10 ? "" : CHINESE_DIGITS[value - 10]}`;
  if (value < 100) return `${CHINESE_DIGITS[Math.floor(value / 10)]}十${value % 10 === 0 ? "" : CHINESE_DIGITS[value % 10]}`;
  return String(value);
}

const letters = (value: number): string => String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.min(10, Math.floor((value - 1) / 26) + 1));

function roman(value: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [50, "l"],
    [40, "xl"],
    [10, "x"],
    [9, "ix"],
    [5, "v"],
    [4, "iv"],
    [1, "i"],
  ];
  if (value < 1 || value > 89) return String(value);
  let rest = value;
  let text = "";
  for (const [worth, sign] of steps)
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  return text;
}
