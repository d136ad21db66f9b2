import type { AskedContent } from "../domain/question.ts";
import type { Span } from "../domain/span.ts";
import type { Draft } from "./draft.ts";
import { typedText } from "./mentions.ts";
import type { Found } from "./reading.ts";
import { coverFound } from "./residue.ts";

export const CLAUSE = /[^，,。.；;！!？?：:\n]+/g;
/** A clause that puts the question; the others tell what it is about: 排队时间长，后来加了几个窗口. */
const ASKS = /多少|几|什么|啥|哪|谁|怎|咋|如何|何时|何地|是否|吗|呢|没有?$|([\u4e00-\u9fff])[不没]\1|多[大久长远高重宽深]|不$|^求|列出/;

/** Whether a clause puts a question. */
export const isAsking = (clause: string): boolean => ASKS.test(clause.trim());

const BESIDES: ReadonlySet<Found["kind"]> = new Set<Found["kind"]>(["owner", "unknown_owner", "period", "top"]);

/**
 * What a question says besides school and time, as typed: in its asking clauses, and in those before or behind them. Where no clause asks,
 * all do.
 */
export function readContent(draft: Draft): AskedContent {
  const { text } = draft.reading;
  const covered = coverFound(text, draft.found, (item) => BESIDES.has(item.kind) || (item.kind === "cue" && item.cue === "place_asked"));
  const clauses = [...text.matchAll(CLAUSE)].map((match): Span => ({ start: match.index, end: match.index + match[0].length }));
  const asking = clauses.filter((clause) => isAsking(text.slice(clause.start, clause.end)));
  const said = (within: readonly Span[]): string => within.flatMap((clause) => openRuns(draft, covered, clause)).join(" ");
  const core = said(asking);
  return core === "" ? { core: said(clauses), lead: "" } : { core, lead: said(clauses.filter((clause) => !asking.includes(clause))) };
}

/** The stretches of a clause that nothing covers, as typed. */
function openRuns(draft: Draft, covered: Uint8Array, { start, end }: Span): readonly string[] {
  const runs: string[] = [];
  for (let at = start; at < end; ) {
    let to = at;
    while (to < end && covered[to] !== 1) to += 1;
    const run = to > at ? typedText(draft, { start: at, end: to }).trim() : "";
    if (run !== "") runs.push(run);
    at = Math.max(to, at + 1);
  }
  return runs;
}
