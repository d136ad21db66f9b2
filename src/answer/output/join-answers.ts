import { createHash } from "node:crypto";
import type { AnswerPart, AnswerStatus } from "../../contract/answer.ts";
import type { ComposeContext, Draft } from "../draft.ts";
import type { Part } from "../parts.ts";
import { answerId } from "./answer-id.ts";
import { toInterpretation, toOwnerRef } from "./interpretation.ts";
import { type JoinedPart, joinDrafts } from "./join-drafts.ts";
import { checkNumbers, type GateBreak } from "./number-gate.ts";
import { type RenderContext, renderStatement, withoutRepeats } from "./render.ts";
import { type Envelope, type GatedAnswer, toAnswer, toRenderContext } from "./to-answer.ts";

/** One question of a line with its draft; `start` and `end` are its place in the line. */
export interface DraftedPart {
  readonly start: number;
  readonly end: number;
  readonly context: ComposeContext;
  readonly draft: Draft;
  readonly suggestions: Envelope["suggestions"];
}

/** A line of several questions. */
export interface Line {
  readonly question: string;
  /** Questions beyond the most that are answered at once; null where there are none. */
  readonly rest: string | null;
}

const MAX_SUGGESTIONS = 3;
const ID_CHARACTERS = 16;

/**
 * The answers to several questions of one line as one answer: statements in order, citations numbered through, each part told apart in `parts`
 * and in the interpretation. What the gate refuses of one part is withheld there alone. At least one part.
 */
export function joinAnswers(line: Line, parts: readonly DraftedPart[], envelope: Omit<Envelope, "suggestions">): GatedAnswer {
  const [first] = parts;
  if (first === undefined) throw new RangeError("a line of questions has at least one part");
  const checked = parts.map((part) => ({ ...part, ...passGate(part) }));
  const context = first.context;
  const joined = joinDrafts(checked.map((part, index) => withoutOwnTalk(withWholeLine(line.question, part), index)));
  const rest = line.rest === null ? [] : [context.wording.tooManyQuestions({ kind: "echo", text: line.rest.trim() })];
  const statuses = joined.parts.map(({ status }) => status);
  const render = toRenderContext(context, joined.citations);
  const draft: Draft = {
    ...joined,
    status: rest.length > 0 ? "partial" : joinStatus(statuses),
    winner: joined.parts.find(({ winner }) => winner !== null)?.winner ?? null,
    statements: [...withoutRepeats(joined.statements, render), ...rest],
    caveats: [...joined.caveats, ...rest.map((told) => ({ code: "incomplete" as const, parts: told }))],
  };
  const { answer, breaks } = toAnswer(context, draft, { ...envelope, suggestions: pickSuggestions(parts, render) });
  const ids = parts.map((part) => answerId(envelope.version, part.context.parsed, context.language));
  return {
    breaks: [...checked.flatMap((part) => part.breaks), ...breaks],
    answer: {
      ...answer,
      id: joinIds(ids),
      question: line.question,
      interpretation: {
        ...answer.interpretation,
        parts: parts.map((part) => ({ question: part.context.parsed.question.trim(), ...toInterpretation(part.context) })),
      },
      parts: breaks.length > 0 ? [] : joined.parts.map((part, index) => toPart(part, parts[index]?.context ?? context, render)),
    },
  };
}

function passGate({ context, draft }: DraftedPart): { readonly draft: Draft; readonly breaks: readonly GateBreak[] } {
  const breaks = checkNumbers(draft, toRenderContext(context, draft.citations));
  if (breaks.length === 0) return { draft, breaks };
  const told = context.wording.withheld();
  const caveats = [{ code: "incomplete" as const, parts: told }];
  return { breaks, draft: { status: "not_found", winner: null, statements: [told], figures: [], nearest: [], caveats, citations: [], choices: [] } };
}

/** A choice asks the whole line again, so that the other questions of it are answered too. */
function withWholeLine(question: string, { draft, start, end }: DraftedPart): Draft {
  const echo = (text: string): readonly Part[] => (text === "" ? [] : [{ kind: "echo", text }]);
  const choices = draft.choices.map((choice) => ({
    ...choice,
    question: [...echo(question.slice(0, start)), ...choice.question, ...echo(question.slice(end))],
  }));
  return { ...draft, choices };
}

/** What a later question of the line takes over from an earlier one is taken from no earlier turn of talk. */
function withoutOwnTalk(draft: Draft, index: number): Draft {
  return index === 0 ? draft : { ...draft, caveats: draft.caveats.filter(({ code }) => code !== "inherited") };
}

function joinStatus(statuses: readonly AnswerStatus[]): AnswerStatus {
  const [first = "not_found"] = statuses;
  return statuses.every((status) => status === first) ? first : "partial";
}

/** The first suggestion of each part, then the second, as far as there is room. */
function pickSuggestions(parts: readonly DraftedPart[], render: RenderContext): Envelope["suggestions"] {
  const byRound = Array.from({ length: MAX_SUGGESTIONS }, (_, round) => parts.flatMap(({ suggestions }) => suggestions.slice(round, round + 1))).flat();
  return [...new Map(byRound.map((suggestion) => [renderStatement(suggestion, render), suggestion])).values()].slice(0, MAX_SUGGESTIONS);
}

function toPart(part: JoinedPart, { parsed }: ComposeContext, render: RenderContext): AnswerPart {
  return {
    question: parsed.question.trim(),
    status: part.status,
    intent: parsed.intent,
    text: part.statements.map((parts) => renderStatement(parts, render)).join("\n"),
    winner: part.winner === null ? null : { school: toOwnerRef(part.winner) },
    figures: [...part.figures],
    citations: [...part.citations],
  };
}

const joinIds = (ids: readonly string[]): string => createHash("sha256").update(ids.join(" ")).digest("hex").slice(0, ID_CHARACTERS);
