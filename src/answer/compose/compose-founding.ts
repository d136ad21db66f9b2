import type { ReportId } from "../../domain/ids.ts";
import type { Owner } from "../../domain/report.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { splitSentences } from "../../text/sentences.ts";
import { splitAtBreaks, trimSpan } from "../citations.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_ROWS } from "../limits.ts";
import { type Part, say } from "../parts.ts";
import { countOwners, discloseSlots, ownerPieces } from "../pieces.ts";

/** Schools whose reports are opened for it. */
const MOST_OWNERS = 60;
/** A report tells where its school comes from near its head. */
const HEAD = 4_000;
const BEGUN = "创办|创建|始建|建校|兴办|兴建|开办|创立|成立|建成|建于|追溯|之名建|组建|改建而成|整合而成|前身";
const FOUNDED = new RegExp(`(?:${BEGUN})[^。；;]{0,24}?((?:18|19|20)\\d{2})年|((?:18|19|20)\\d{2})年[^。；;，,]{0,28}?(?:${BEGUN})`);
/** Others than the school are founded as well. */
const OF_OTHERS = /联盟|集团|工作室|产业学院|研究[所院会]|领导小组|委员会|中心成立/;

const ASKS = /创办|创建|建校|始建|成立|[建办]的(?!.{0,6}[楼馆室])|办学|\b(?:founded|established|set up|opened|built|started|date back|dates back)\b/;
const OLDEST =
  /\b(?:oldest|longest history|longest-running|founded (?:first|earliest)|earliest (?:founded|established))\b(?! (?!schools?\b|colleges?\b|of\b|one\b|in\b|among\b)[a-z])|历史(?:最|更)(?:悠久|久|长)|最(?:早|先)(?:成立|创办|创建|建校|建立|办学)|(?:创办|成立|建校|办学|创建)(?:时间|年份|历史)?最(?:早|久|长)|最老的(?:学校|院校|一所)|最老$/;
const NEWEST =
  /\b(?:youngest|newest|most recently (?:founded|established)|founded (?:last|latest))\b(?! (?!schools?\b|colleges?\b|of\b|one\b|in\b|among\b)[a-z])|(?:创办|成立|建校|办学|创建)(?:时间|年份|历史)?最(?:晚|短)|最(?:晚|后)(?:成立|创办|创建|建校)|最年轻的(?:学校|院校)/;
const LIMITS: readonly { readonly pattern: RegExp; readonly fits: (year: number, bounds: readonly number[]) => boolean }[] = [
  { pattern: /between (\d{4}) and (\d{4})|(\d{4})年?(?:到|至|-|—)(\d{4})年?(?:之间|间)?/, fits: (year, [from = 0, to = 0]) => year >= from && year <= to },
  { pattern: /(?:in|during) the (\d{3}0)s|(?:上世纪|20世纪)?(\d{4})年代/, fits: (year, [from = 0]) => year >= from && year < from + 10 },
  { pattern: /(?:before|earlier than|prior to) (\d{4})|(\d{4})年?(?:以前|之前|前)|早于(\d{4})年?/, fits: (year, [bound = 0]) => year < bound },
  { pattern: /(?:after|later than) (\d{4})|(\d{4})年?(?:以后|之后|后)|晚于(\d{4})年?/, fits: (year, [bound = 0]) => year > bound },
  { pattern: /(?:since|from) (\d{4})/, fits: (year, [bound = 0]) => year >= bound },
];

interface Founded {
  readonly owner: Owner;
  readonly reportId: ReportId;
  readonly year: number;
  readonly span: Span;
}

/**
 * "Which schools were founded before 1960", 哪所学校历史最久: the years in which schools were begun stand in no figure; each report's own sentence
 * tells its year, and is quoted. Null where several schools are not asked for it.
 */
export function composeFounding(context: ComposeContext): Draft | null {
  const { evidence, parsed, wording } = context;
  const asked = foldText(parsed.question);
  const owners = evidence.owners.filter(({ kind }) => kind === "school");
  const limit = ASKS.test(asked) ? readLimit(asked) : null;
  const order = OLDEST.test(asked) ? 1 : NEWEST.test(asked) ? -1 : 0;
  if ((limit === null && order === 0) || owners.length < 2 || owners.length > MOST_OWNERS || parsed.intent === "out_of_scope") return null;
  const found = owners.flatMap((owner) => foundingOf(context, owner) ?? []);
  if (found.length === 0) return null;
  const draft = createDraft(context);
  const sorted = found.toSorted((a, b) => (order === -1 ? b.year - a.year : a.year - b.year));
  const silent = owners.filter((owner) => !found.some((one) => one.owner.id === owner.id));
  if (limit === null) {
    const first = sorted.filter(({ year }) => year === sorted[0]?.year);
    draft.state(wording.foundedFirst(ownersOf(context, first), order === 1));
    tellAll(context, draft, sorted);
  } else {
    const kept = sorted.filter(({ year }) => limit.fits(year));
    const words: Part = { kind: "echo", text: limit.words };
    draft.state(wording.founded(ownersOf(context, kept), countOwners(kept.length), words));
    tellAll(context, draft, kept.length > 0 ? kept : sorted);
  }
  if (silent.length > 0) {
    const parts = wording.foundedUnsaid(ownerPieces(context, silent));
    draft.state(parts);
    draft.limit("missing", parts);
  }
  discloseSlots(context, draft);
  return draft.finish({ status: silent.length > 0 ? "partial" : "answered" });
}

const ownersOf = (context: ComposeContext, found: readonly Founded[]): ReturnType<typeof ownerPieces> =>
  ownerPieces(
    context,
    found.map(({ owner }) => owner),
  );

function readLimit(asked: string): { readonly words: string; readonly fits: (year: number) => boolean } | null {
  for (const { pattern, fits } of LIMITS) {
    const match = pattern.exec(asked);
    if (match === null) continue;
    const bounds = match.slice(1).flatMap((bound) => (bound === undefined ? [] : [Number(bound)]));
    return { words: match[0], fits: (year) => fits(year, bounds) };
  }
  return null;
}

/** The first sentence at the head of a school's last report that tells when it was begun. */
function foundingOf({ evidence }: ComposeContext, owner: Owner): Founded | null {
  const reports = (evidence.catalogue.reportsByOwner.get(owner.id) ?? []).toSorted((a, b) => (b.year ?? 0) - (a.year ?? 0));
  for (const { id } of reports) {
    const head = evidence.readText(id).slice(0, HEAD);
    for (const span of splitSentences(head)) {
      const words = head.slice(span.start, span.end);
      const year = foundingYear(words);
      if (year !== null) return { owner, reportId: id, year, span };
    }
  }
  return null;
}

/** The year in which a sentence has its school begun; null where it tells none, or speaks of something else that was begun. */
export function foundingYear(sentence: string): number | null {
  const match = FOUNDED.exec(sentence.replace(/\s/g, " "));
  const year = Number(match?.[1] ?? match?.[2] ?? 0);
  return match === null || year === 0 || OF_OTHERS.test(match[0]) ? null : year;
}

function tellAll({ evidence, wording }: ComposeContext, draft: DraftBuilder, found: readonly Founded[]): void {
  for (const { owner, reportId, span } of found.slice(0, MOST_ROWS)) {
    const text = evidence.readText(reportId);
    const citation = draft.cite(reportId, splitAtBreaks(text, trimSpan(text, span)));
    draft.state(wording.quoteDirect(wording.owner(owner), say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`));
  }
}
