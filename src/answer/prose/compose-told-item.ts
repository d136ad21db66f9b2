import type { AnswerStatus } from "../../contract/answer.ts";
import type { Passage } from "../../domain/report.ts";
import { coverSpans } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { numberedPoints } from "../../text/listed-items.ts";
import { splitAtBreaks, trimSpan } from "../citations.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { say } from "../parts.ts";
import { discloseSlots, told } from "../pieces.ts";
import { type Extract, headingAbove, quotePiece, readSentences, tellExtracts, wholeSentence, withoutOverlap } from "./extracts.ts";
import { byReport, pointsOf, quoteUnit, unitsOf } from "./problem-sections.ts";
import { type ListedItem, type ToldItem, wordsOfItem } from "./told-items.ts";

/** Asked for more than which one it is. */
const WANTS_MORE = /具体|详细|展开|讲|说|介绍|内容|\b(?:more|explain|describe|about)\b/;

/** Tells one of the things listed before: its row, the whole point, or its name, with what the report goes on to say of it where that is asked. */
export function composeToldItem(context: ComposeContext, item: ToldItem, status: AnswerStatus): Draft {
  const { evidence, wording, parsed } = context;
  const draft = createDraft(context);
  const owner = item.kind === "row" ? undefined : evidence.catalogue.reportsById.get(item.reportId)?.owner;
  if (item.kind === "row") draft.state(wording.value(told(context, draft.show(item.figure.figure))));
  else if (owner !== undefined) {
    const text = evidence.readText(item.reportId);
    if (item.kind === "point") {
      const citation = draft.cite(item.reportId, splitAtBreaks(text, trimSpan(text, item.span)));
      draft.state(wording.quoteDirect(wording.owner(owner), say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`));
    } else {
      const further = WANTS_MORE.test(parsed.question) ? detailOf(context, item) : null;
      const citation = draft.cite(item.reportId, item.place.parts, item.place.joint);
      const name = { kind: "words", text: text.slice(item.span.start, item.span.end).replace(/\s+/g, ""), reportId: item.reportId } as const;
      draft.state(wording.toldItem(wording.owner(owner), name, { kind: "marker", citation }));
      if (further !== null) draft.state(wording.quoteDirect(wording.owner(owner), quotePiece(draft, further)));
    }
  }
  discloseSlots(context, draft);
  return draft.finish({ status });
}

/** What is done about one of the problems listed before: what stands against it by its place among as many, else all that is done; null where nothing is. */
export function composeCureOfItem(context: ComposeContext, item: ListedItem, { place, of }: { readonly place: number; readonly of: number }): Draft | null {
  const { evidence, wording } = context;
  const passages = byReport(evidence.wholeReports).get(item.reportId) ?? [];
  const owner = evidence.catalogue.reportsById.get(item.reportId)?.owner;
  const cures = unitsOf(context, pointsOf(context, passages)).filter(({ side }) => side === "next");
  const extracts = withoutOverlap(cures.flatMap((unit) => quoteUnit(context, unit)));
  if (extracts.length === 0 || owner === undefined) return null;
  const text = evidence.readText(item.reportId);
  const spans = extracts.map(({ parts }) => coverSpans(parts));
  const points = numberedPoints(spans.map(({ start, end }) => text.slice(start, end)));
  const own = points.length === of ? points[place] : undefined;
  const from = own === undefined ? undefined : spans[own.text]?.start;
  const beside = extracts.filter(({ passage }) => passage.sectionPath.join() === sectionOf(passages, item));
  // A point that tells its own cure is told itself.
  if (own === undefined && beside.length === 0 && TELLS_CURE.test(wordsOfItem(context, item))) return null;
  const draft = createDraft(context);
  if (own === undefined || from === undefined) tellExtracts(context, draft, (beside.length > 0 ? beside : extracts).slice(0, MOST_CURES));
  else {
    const citation = draft.cite(item.reportId, splitAtBreaks(text, trimSpan(text, { start: from + own.start, end: from + own.end })));
    draft.state(wording.quoteDirect(wording.owner(owner), say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`));
  }
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

const MOST_CURES = 5;
const TELLS_CURE = /将|今后|计划(?!数|招)|争取|力争|打算/;

const sectionOf = (passages: readonly Passage[], { span }: ListedItem): string =>
  passages.find(({ parts }) => parts.some(({ start, end }) => start < span.end && span.start < end))?.sectionPath.join() ?? "";

/** 教研 of 六大版块 is told below the heading （四）教研校园, or in the next sentence of the section that names it. */
function detailOf(context: ComposeContext, item: ListedItem): Extract | null {
  const name = foldText(wordsOfItem(context, item)).replace(/\s+/g, "");
  const behind = context.evidence.wholeReports
    .filter(({ reportId, parts }) => reportId === item.reportId && (parts.at(-1)?.end ?? 0) > item.place.end)
    .toSorted((a, b) => (a.parts[0]?.start ?? 0) - (b.parts[0]?.start ?? 0));
  const above = behind[0]?.sectionPath.slice(0, -1) ?? [];
  const near = behind.filter(({ sectionPath }) => above.every((heading, index) => sectionPath[index] === heading));
  const headed = near.find(
    ({ sectionPath }) =>
      foldText(sectionPath.at(-1) ?? "")
        .replace(/\s+/g, "")
        .includes(name) && !/、/.test(sectionPath.at(-1) ?? ""),
  );
  if (headed !== undefined) return openingOf(context, headed);
  const sentences = near.flatMap((passage) => readSentences(context, passage));
  // 把党建、德育…渗透到课堂 lists it once more, and says nothing of it.
  const tells = (words: string): boolean => words.includes(name) && !words.includes(`${name}、`) && !words.includes(`、${name}`);
  const told = sentences.find(({ words, extract }) => (extract.parts[0]?.start ?? 0) >= item.place.end && tells(words));
  return told === undefined ? null : told.extract;
}

/** A heading with the first sentence below it. */
function openingOf(context: ComposeContext, passage: Passage): Extract | null {
  const first = readSentences(context, passage)[0];
  if (first === undefined) return null;
  const heading = headingAbove(context, passage);
  const whole = wholeSentence(context, first.extract);
  return heading === null ? whole : { ...whole, parts: [heading.span, ...whole.parts], joint: " " };
}
