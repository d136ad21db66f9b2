import { type Draft, traced } from "./draft.ts";
import { ofKind } from "./reading.ts";

const CHINESE = /((?:19|20)\d{2})(?:学?年度?)?(及|和|或|含|不含)?(以后|之后|后|以来|起|以前|之前|前)/;
const ENGLISH =
  /\b(after|since|from|before|until|up to|later than|newer than|older than|earlier than|prior to) (?:the year )?((?:19|20)\d{2})( on(?:wards?)?| (?:and|or) (?:later|after|earlier|before))?/;
const ENGLISH_BEHIND = /\b((?:19|20)\d{2})() (?:and|or) (later|earlier|newer|older)/;
const EARLIER = /前|before|until|up to|older|earlier|prior/;
/** After 2021 and later than 2021 leave that year out; 2021年以后 and since 2021 do not; before leaves it out in either language. */
const LEAVES_OUT = /^(?:after|later than|newer than|older than|earlier than|before|prior to|以前|之前|前)$/;
const REPORTS = /报告|年报|\breports?\b/;
/** All that such a question may say beside the bound: what asks, counts and names reports and schools. */
const FRAME =
  /质量|报告|年报|有|没|哪些|哪几|哪|几[份所个篇]?|多少|份|所|学校|是|的|了|都|吗|呢|请|列出?|查|看|给我|目前|现在|现有|一共|总共|系统|库|里|中|收录|出|发布|which|what|how|many|schools?|have|has|are|is|there|do|does|we|you|any|list|show|me|all|the|of|in|from|reports?|quality|annual|available|later|earlier|onwards?|on|and|or|数量|单位|分别|[\s，,。？?!！、；;:：]/g;

/** 2023年以后的报告有哪些, "reports since 2022": all reports from a year on, or up to it, where nothing but reports is asked for. */
export function concludeReportSpan(draft: Draft): Draft {
  const { text } = draft.reading;
  if (!REPORTS.test(text) || draft.reportYears !== undefined || ofKind(draft.found, "indicator").length > 0) return draft;
  const bound = readBound(text);
  if (bound === null || (draft.scope === "named" && draft.owners.certainty !== "missing") || text.replace(bound.written, "").replace(FRAME, "") !== "")
    return draft;
  const years = draft.reading.owners.all.flatMap(({ owner }) => owner.years);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const from = bound.earlier ? Math.min(first, bound.year) : bound.year;
  const to = bound.earlier ? bound.year : Math.max(last, bound.year);
  if (years.length === 0) return draft;
  const value = from === to ? ({ kind: "calendar", year: from } as const) : ({ kind: "years", from, to } as const);
  return {
    ...draft,
    intent: "coverage",
    scope: "all_schools",
    indicators: { certainty: "missing" },
    period: { certainty: "stated", value, mentions: draft.period.certainty === "stated" ? draft.period.mentions : [] },
    trace: traced(draft, "report_span"),
  };
}

interface Bound {
  readonly written: string;
  /** The first year that is meant, or the last where earlier ones are. */
  readonly year: number;
  readonly earlier: boolean;
}

function readBound(text: string): Bound | null {
  const chinese = CHINESE.exec(text);
  if (chinese !== null)
    return boundOf(chinese[0], Number(chinese[1]), chinese[3] ?? "", /^[及和或含]/.test(chinese[2] ?? "") ? "in" : chinese[2] === "不含" ? "out" : null);
  const english = ENGLISH.exec(text);
  if (english !== null) {
    // "From 2022" alone names the year of a report, not the first of several.
    if (english[1] === "from" && english[3] === undefined) return null;
    return boundOf(english[0], Number(english[2]), english[1] ?? "", null);
  }
  const behind = ENGLISH_BEHIND.exec(text);
  return behind === null ? null : boundOf(behind[0], Number(behind[1]), behind[3] ?? "", "in");
}

function boundOf(written: string, year: number, word: string, said: "in" | "out" | null): Bound {
  const earlier = EARLIER.test(word);
  const out = said === "out" || (said === null && LEAVES_OUT.test(word));
  return { written, year: out ? year + (earlier ? -1 : 1) : year, earlier };
}
