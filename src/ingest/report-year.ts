/** A year read from a title, a body or a file name. */
export interface YearReading {
  readonly year: number;
  readonly kind: "calendar" | "academic";
}

const CHINESE_YEAR = /二[零〇○0][零〇○一二三四五六七八九0-9]{2}/g;
const CHINESE_DIGITS = "零一二三四五六七八九";

/** "二〇二一年" → "2021年"; one digit to one character, so offsets stay. */
export function withArabicYears(text: string): string {
  return text.replace(CHINESE_YEAR, (year) =>
    [...year].map((digit) => (/[〇○零0]/.test(digit) ? "0" : /\d/.test(digit) ? digit : String(CHINESE_DIGITS.indexOf(digit)))).join(""),
  );
}

const PATTERNS: readonly { readonly pattern: RegExp; readonly kind: YearReading["kind"] }[] = [
  { pattern: /(20\d{2})[-—–~至/]{1,2}(?:20)?\d{2}学年/, kind: "academic" },
  { pattern: /(20\d{2})学年/, kind: "academic" },
  { pattern: /(20\d{2})[-—–~至]{1,2}20\d{2}年?度?/, kind: "academic" },
  { pattern: /(20\d{2})年?度/, kind: "calendar" },
  { pattern: /(20\d{2})年?[\u3400-\u9fff]{0,24}(?:报告|年报)/, kind: "calendar" },
  { pattern: /(?:报告|年报)[^\d]{0,6}(20\d{2})/, kind: "calendar" },
  { pattern: /(20\d{2})年/, kind: "calendar" },
  { pattern: /(?:^|\D)(20\d{2})(?!\d)/, kind: "calendar" },
];

/** The year that a title (folded, without blanks) gives its report: an academic or report year before a date of print. */
export function readTitleYear(title: string): YearReading | null {
  const text = withArabicYears(title);
  const last = lastOfSeveral(text);
  if (last !== null) return last;
  for (const { pattern, kind } of PATTERNS) {
    const year = Number(pattern.exec(text)?.[1]);
    if (plausible(year)) return { year, kind };
  }
  return null;
}

const SPANS = /(20\d{2})年?[-—–~至到/]{1,2}(20\d{2}|\d{2}(?!\d))/g;

/** 2022—2024年, 2022—2023、2023—2024两个学年: a report over several years is known by the last of them. Null for one year or one academic year. */
function lastOfSeveral(title: string): YearReading | null {
  const spans = [...title.matchAll(SPANS)].map(([, from = "", to = ""]) => ({ from: Number(from), to: Number(to.length === 2 ? from.slice(0, 2) + to : to) }));
  const isAcademic = title.includes("学年");
  const wide = spans.filter(({ from, to }) => to - from >= 2 && to - from < 10 && plausible(to));
  const single = spans.filter(({ from, to }) => to - from === 1);
  if (isAcademic && single.length > 1) return { year: Math.max(...single.map(({ from }) => from)), kind: "academic" };
  if (wide.length === 0) return null;
  const year = Math.max(...wide.map(({ to }) => to));
  return isAcademic ? { year: year - 1, kind: "academic" } : { year, kind: "calendar" };
}

const plausible = (year: number): boolean => year >= 2000 && year <= 2099;

/** The year that a body (folded, without blanks) gives: the report named in it, the date it is signed with, or the 年度 that it speaks of most. */
export function readBodyYear(body: string): { readonly reading: YearReading; readonly certain: boolean } | null {
  const text = withArabicYears(body);
  const named = /(20\d{2})(?:[-—–~至]{1,2}(?:20)?\d{2})?(学年度?|年度|年)[^。，;\n]{0,20}质量(?:年度)?报告/.exec(text.slice(0, 5000));
  if (named !== null && plausible(Number(named[1])))
    return { reading: { year: Number(named[1]), kind: named[2]?.startsWith("学年") ? "academic" : "calendar" }, certain: true };
  const signed = /(20\d{2})年\d{1,2}月(?:\d{1,2}日)?$/.exec(text.slice(-30));
  if (signed !== null && plausible(Number(signed[1]))) return { reading: { year: Number(signed[1]), kind: "calendar" }, certain: true };
  const counts = new Map<string, number>();
  for (const match of text.matchAll(/(20\d{2})(?:[-—–~至]{1,2}(?:20)?\d{2})?(学年|年度)/g)) {
    const key = `${match[1]}${match[2]}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const most = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? 1 : -1))[0];
  if (most === undefined || most[1] < 2) return null;
  return { reading: { year: Number(most[0].slice(0, 4)), kind: most[0].endsWith("学年") ? "academic" : "calendar" }, certain: false };
}
