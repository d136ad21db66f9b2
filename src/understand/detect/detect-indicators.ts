import { isStrongType, typeWordAt } from "../owners/school-words.ts";
import type { Found, Reading } from "../reading.ts";

/** How many, with its unit, between a verb and its noun: 新增*了多少家*合作企业. */
const HOW_MANY = /(?:了|过)?(?:多少|几)(?:[名个位家项所人台套本册篇门次间])?/g;

/** Every indicator name, nested and overlapping ones too: refining chooses. A name may be parted by the words that ask how many. */
export function detectIndicators(reading: Reading): readonly Found[] {
  const from = ["zh", "ask", "en"] as const;
  const whole = reading.lexicon.aliases.find(reading.text, from);
  // The matcher passes quotes over, so words made of them leave the offsets as they are.
  const parted = reading.text.replace(HOW_MANY, (words) => '"'.repeat(words.length));
  const known = new Set(whole.map((match) => `${match.start}:${match.end}`));
  const across = parted === reading.text ? [] : reading.lexicon.aliases.find(parted, ["zh"]).filter((match) => !known.has(`${match.start}:${match.end}`));
  const isName = (match: { readonly start: number; readonly end: number }): boolean =>
    !cutsTypeWord(reading.text, match.start) &&
    !beginsInUnit(reading.text, match.start) &&
    !(reading.text[match.end - 1] === "数" && /[据字学控]/.test(reading.text[match.end] ?? "")) &&
    !SCHOOL_BEHIND.test(reading.text.slice(match.end)) &&
    !isVerb(reading.text, match);
  const names = [...whole, ...across].filter(isName);
  return names.map((match) => ({
    kind: "indicator",
    start: match.start,
    end: match.end,
    ids: match.indicatorIds,
    from: match.from,
    rule: `indicator.${match.from}`,
  }));
}

/** A technician college is a kind of school, and asks for no technicians. */
const SCHOOL_BEHIND = /^ (?:school|college|institute|academy|university)s?\b/;

/** "who major in accounting" */
const isVerb = (text: string, { start, end }: { readonly start: number; readonly end: number }): boolean =>
  /^majors?$/.test(text.slice(start, end)) &&
  /^ in (?!the\b|this\b|total\b|all\b)/.test(text.slice(end)) &&
  / $/.test(text.slice(0, start)) &&
  !/\b(?:many|the|which|what|of) $/.test(text.slice(0, start));

/** 200名教师 counts teachers, and no 名教师. */
const beginsInUnit = (text: string, start: number): boolean => /\d$/.test(text.slice(0, start)) && /^[名位个家所]/.test(text.slice(start));

const MAX_TYPE_WORD = 10;

/** 学院的在校生 inside 技师学院的在校生: the name begins with the end of a longer word for a kind of school, and is none there. */
function cutsTypeWord(text: string, start: number): boolean {
  const own = typeWordAt(text, start);
  if (own === null) return false;
  for (let at = Math.max(0, start - MAX_TYPE_WORD); at < start; at += 1) {
    const longer = typeWordAt(text, at);
    if (longer !== null && isStrongType(longer.text) && at + longer.text.length === start + own.text.length) return true;
  }
  return false;
}
