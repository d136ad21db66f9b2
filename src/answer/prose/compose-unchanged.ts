import type { Figure } from "../../domain/figure.ts";
import type { Passage } from "../../domain/report.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { trimSpan } from "../citations.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { MOST_INLINE } from "../limits.ts";
import { say } from "../parts.ts";
import { discloseSlots, measurePiece, told } from "../pieces.ts";
import { tellUnknownOwners } from "../tell/tell-gaps.ts";
import { explainMode, givesReason } from "./explain-modes.ts";
import { type Extract, readSentences } from "./extracts.ts";
import { wordsOf } from "./head-word.ts";

/** Ways of saying that something went up or down. */
const FALL =
  /下降|下滑|降低|减少|回落|缩水|下跌|大跌|锐减|骤减|骤降|腰斩|缩了|降幅|变[少低差]|越来越[少低差小短]|逐年[少低]|走低|滑坡|[少低]了|降了|缩减|萎缩|跌|\b(?:fall|fell|fallen|drop|dropped|declin\w+|decreas\w+|shrink|shrank|go(?:ne)? down|went down|shrinking|fewer and fewer|less and less|lower and lower|cut back|plunged|slumped|tumbled)\b/i;
const RISE =
  /上升|上涨|大涨|暴涨|飙升|猛增|激增|翻番|翻倍|提高了|增长|增加|攀升|增幅|变[多高]|越来越[多高大长]|逐年[多高]|走高|[多高]了|涨了|\b(?:rise|rose|risen|grow\w*|grew|increas\w+|go(?:ne)? up|went up|more and more|higher and higher|soared|surged|jumped|doubled)\b/i;

/** 怎么增加招生 asks for a way; 比上年涨了那么多，怎么做到的 puts a change forward. */
const ASSERTED =
  /[涨升长加高多降少低跌]了|比(?:上年|去年|前年|上一年|往年)|越来越|逐年|\b(?:rose|grew|fell|dropped|increased|decreased|declined|went (?:up|down))\b/i;

/** Which way the question takes for granted that a measure went; null where it asks for no reason of a change. */
function directionAsked({ parsed }: Pick<ComposeContext, "parsed">): "up" | "down" | null {
  if (FALL.test(parsed.question)) return "down";
  return RISE.test(parsed.question) ? "up" : null;
}

/** 为什么就业率下降了, 涨了那么多，怎么做到的: takes for granted that a figure changed. */
export function asksWhyChanged(context: Pick<ComposeContext, "parsed" | "evidence">): boolean {
  const { why, method } = explainMode(context);
  return (
    (why || (method && ASSERTED.test(context.parsed.question))) &&
    directionAsked(context) !== null &&
    context.evidence.measures.some(({ measure }) => measure.entry !== null)
  );
}

/** Whether an extract speaks of a change in the direction asked about. */
export function tellsChange(context: ComposeContext, extract: Extract): boolean {
  const way = directionAsked(context) === "down" ? FALL : RISE;
  const { measures, topics } = context.evidence;
  const names = [...measures.flatMap(({ measure }) => [measure.asked.words, measure.entry?.zh ?? ""]), ...topics.flatMap(({ words }) => words)]
    .map((name) => foldText(name).replace(/(?:人数|总数|人次|数|率)$/, ""))
    .filter((name) => name.length > 1 && !way.test(name));
  // 年收入要下降4万元 says nothing of how many teachers there are: what fell is named with it, or right before.
  const clauses = wordsOf(context, extract).split(/[，,；;。]/);
  return clauses.some((clause, at) => way.test(clause) && names.some((name) => `${clauses[at - 1] ?? ""}${clause}`.includes(name)));
}

/** Whether the reports print such a change, or an earlier value beside the present one shows it. */
export function printsChange(context: ComposeContext): boolean {
  return context.evidence.measures.some(({ cells }) =>
    cells.some((cell) => cell.changes.some((figure) => isSuchChange(context, figure)) || moved(context, cell)),
  );
}

function isSuchChange(context: ComposeContext, figure: Figure): boolean {
  return (directionAsked(context) === "down" ? FALL : RISE).test(sentenceOf(context, figure));
}

/** Whether they print the very opposite, and no such change. */
export function printsOpposite(context: ComposeContext): boolean {
  return (
    !printsChange(context) &&
    context.evidence.measures.some(({ cells }) => cells.some((cell) => cell.changes.some((figure) => isOppositeChange(context, figure))))
  );
}

/** The sentences that print such a change. */
export function changeSentences(context: ComposeContext): readonly Extract[] {
  const { evidence } = context;
  const passages = [...evidence.passages.map(({ passage }) => passage), ...evidence.wholeReports];
  const figures = evidence.measures.flatMap(({ cells }) => cells.flatMap((cell) => cell.changes.filter((figure) => isSuchChange(context, figure))));
  return figures.flatMap((figure): readonly Extract[] => {
    const holds = (passage: Passage): boolean =>
      passage.reportId === figure.reportId && passage.parts.some((part) => part.start <= figure.source.start && figure.source.end <= part.end);
    const passage = passages.find(holds);
    const sentences = passage === undefined ? [] : readSentences(context, passage);
    const found = sentences.find(({ extract }) => extract.parts.some((part) => part.start <= figure.source.start && figure.source.end <= part.end));
    return found === undefined ? [] : [found.extract];
  });
}

/** Sentences that name what changed, say that it did, and why: 升学率提高较快，一是…. */
export function changeReasons(context: ComposeContext): readonly Extract[] {
  const { evidence } = context;
  const named = evidence.measures.flatMap(({ measure }) => (measure.entry === null ? [] : [measure.entry.zh]));
  if (named.length === 0) return [];
  const passages = new Map([...evidence.passages.map(({ passage }) => passage), ...evidence.wholeReports].map((passage) => [passage.id, passage]));
  return [...passages.values()].flatMap((passage) =>
    readSentences(context, passage)
      .filter(({ extract, words }) => named.some((name) => words.includes(name)) && tellsChange(context, extract) && givesReason(words))
      .map(({ extract }) => extract),
  );
}

/** Whether the report tells of the very opposite, and of nothing else. */
function isOppositeChange(context: ComposeContext, figure: Figure): boolean {
  const [such, opposite] = directionAsked(context) === "down" ? [FALL, RISE] : [RISE, FALL];
  const sentence = sentenceOf(context, figure);
  return opposite.test(sentence) && !such.test(sentence);
}

function sentenceOf(context: ComposeContext, { reportId, source }: Figure): string {
  return foldText(context.evidence.readText(reportId).slice(source.context.start, source.context.end));
}

function moved(context: ComposeContext, cell: FigureCell): boolean {
  const [now] = cell.direct;
  const sign = directionAsked(context) === "down" ? -1 : 1;
  return (
    now !== undefined &&
    cell.aside.some(
      (figure) =>
        figure.aspect === "history" &&
        figure.indicator.id === now.indicator.id &&
        figure.subject === null &&
        figure.unit === now.unit &&
        Math.sign(compareDecimals(now.value, figure.value)) === sign,
    )
  );
}

/** What the question takes for granted stands in no report: said so, with the values that do stand there. */
export function composeUnchanged(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const { wording, evidence } = context;
  tellUnknownOwners(context, draft);
  let isTold = false;
  for (const measure of evidence.measures) {
    const opposite = measure.cells.flatMap((cell) => cell.changes.filter((figure) => isOppositeChange(context, figure)).slice(0, 1))[0];
    if (opposite !== undefined) {
      isTold = true;
      const citation = draft.cite(opposite.reportId, [trimSpan(evidence.readText(opposite.reportId), opposite.source.context)], "");
      const quote = say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`;
      const contrary = wording.changeOpposite(measurePiece(context, measure), directionAsked(context) === "down" ? "up" : "down", quote);
      draft.show(opposite);
      draft.state(contrary);
      draft.limit("premise", contrary);
      for (const figure of measure.cells.flatMap((cell) => cell.direct.slice(0, 1)).slice(0, MOST_INLINE))
        draft.state(wording.value(told(context, draft.show(figure))));
      continue;
    }
    const parts = wording.changeNotReported(measurePiece(context, measure), directionAsked(context) === "down" ? "down" : "up");
    draft.state(parts);
    draft.limit("premise", parts);
    for (const figure of measure.cells.flatMap((cell) => cell.direct.slice(0, 1)).slice(0, MOST_INLINE))
      draft.state(wording.value(told(context, draft.near(figure))));
  }
  discloseSlots(context, draft);
  return draft.finish({ status: isTold ? "answered" : "not_found" });
}
