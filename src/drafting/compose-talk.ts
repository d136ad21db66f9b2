import { type ComposeContext, createDraft, type Draft } from "../answer/draft.ts";
import { discloseSlots, told } from "../answer/pieces.ts";
import { composeWorking } from "../answer/working/compose-working.ts";
import type { Figure } from "../domain/figure.ts";
import type { Intent, ParsedQuestion } from "../domain/question.ts";
import { pointsBack, type TalkOperation } from "./talk-operation.ts";
import type { TalkWorking } from "./talk-working.ts";

const INTENTS: Readonly<Record<TalkOperation["kind"], Intent>> = {
  share: "derived",
  each: "derived",
  sum: "aggregate",
  difference: "difference",
  same: "lookup",
};

/**
 * Whether an answer already is of the sort that the follow-up asks for. What was computed of other numbers than those told before is not, where
 * the question points back to them or names nothing of its own.
 */
export function servesOperation(operation: TalkOperation, { parsed }: Pick<ComposeContext, "parsed">, draft: Draft, told: readonly Figure[]): boolean {
  if (!isOfSort(operation, draft)) return false;
  const [first] = draft.figures;
  if (operation.kind === "same") return true;
  // 占专任教师的多少 names the whole alone: what is shared out was told before.
  if (first?.kind === "printed") return !operation.isWhole || told.some((figure) => inOneSentence(figure, first.figure));
  const ids = new Set(told.map(({ id }) => id));
  const rests = draft.figures.some((shown) => shown.kind === "printed" && ids.has(shown.figure.id));
  return rests || (parsed.indicators.certainty === "stated" && !operation.isWhole && !pointsBack(parsed.question));
}

const inOneSentence = (a: Figure, b: Figure): boolean => a.reportId === b.reportId && a.source.context.start === b.source.context.start;

/** 两项加起来 of what cannot be added is not answered by one of the two. */
export function withoutSum({ kind }: TalkOperation, { parsed }: Pick<ComposeContext, "parsed">, draft: Draft): Draft {
  const isAnswered = kind === "sum" && draft.status === "answered" && OF_SEVERAL.test(parsed.question);
  return isAnswered ? { ...draft, status: "partial" } : draft;
}

const OF_SEVERAL = /[两二三四五][个项笔类种者]|\b(?:both|two|three|four|five)\b/i;

function isOfSort({ kind }: TalkOperation, { status, figures }: Draft): boolean {
  if (status !== "answered") return false;
  const ops = figures.flatMap((shown) => (shown.kind === "derived" ? [shown.formula.op] : []));
  const [first] = figures;
  const printed = first?.kind === "printed" ? first.figure : null;
  switch (kind) {
    case "share":
      return ops.includes("percent") || ops.includes("part") || printed?.unit === "%";
    case "each":
      return ops.includes("quotient") || ops.includes("mean") || printed?.kind === "average" || printed?.kind === "ratio";
    case "sum":
      return ops.includes("sum") || ops.includes("product");
    case "difference":
      return ops.includes("difference") || printed?.aspect === "change";
    case "same":
      return true;
  }
}

/** What a follow-up comes to by the numbers told before it; `context` is read as of those numbers. Null where they cannot be worked with. */
export function composeTalk(
  context: ComposeContext,
  operation: TalkOperation,
  found: TalkWorking,
): { readonly context: ComposeContext; readonly draft: Draft } | null {
  const { parsed, evidence } = context;
  const read: ParsedQuestion = {
    ...parsed,
    intent: INTENTS[operation.kind],
    indicators: { certainty: "missing" },
    population: null,
    subject: null,
    premise: null,
    readAs: readAs(operation, found),
    trace: [...parsed.trace, `talk.${operation.kind}_of_told`],
  };
  const working = found.kind === "working" ? found.working : null;
  const own: ComposeContext = { ...context, parsed: read, evidence: { ...evidence, measures: [], gaps: [], working } };
  const draft = found.kind === "figure" ? tellFigure(own, found.figure) : composeWorking(own);
  return draft === null ? null : { context: own, draft };
}

function tellFigure(context: ComposeContext, figure: Figure): Draft {
  const draft = createDraft(context);
  draft.state(context.wording.value(told(context, draft.show(figure))));
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

const SIGNS: Readonly<Record<TalkOperation["kind"], string>> = { share: " ÷ ", each: " ÷ ", sum: " + ", difference: " − ", same: "" };

/** The follow-up as a question of its own: what is worked with what. */
function readAs({ kind }: TalkOperation, found: TalkWorking): string {
  const named = ({ indicator, population, subject }: Figure): string => `${subject ?? ""}${indicator.name}${population === null ? "" : `（${population}）`}`;
  if (found.kind === "figure") return named(found.figure);
  const { working } = found;
  const figures =
    "list" in working ? working.list.items.map(({ figure }) => figure) : [working.part.figure, ...("whole" in working ? [working.whole.figure] : [])];
  return (kind === "difference" ? figures.toReversed() : figures).map(named).join(SIGNS[kind]);
}
