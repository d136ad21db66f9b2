import type { AskedSlots } from "../contract/ask.ts";
import type { OwnerId } from "../domain/ids.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import type { Span } from "../domain/span.ts";
import { foldText } from "../text/fold.ts";
import { applySlots } from "./apply-slots.ts";
import { writeSearchText } from "./search-text.ts";
import { splitQuestion } from "./split-question.ts";
import { type Before, toParsed, type UnderstandContext, understand } from "./understand.ts";

/** How many earlier questions of a talk are looked at. */
const MAX_USER_TURNS = 6;
/** How many questions of one line are answered; the rest is named and left. */
export const MAX_PARTS = 5;

/** One of several questions in a line, with its place in the line. Spans of `parsed` point into the part's own text. */
export interface QuestionPart extends Span {
  readonly parsed: ParsedQuestion;
  /** The questions before it, of the talk and of the line, oldest first. */
  readonly before: readonly ParsedQuestion[];
}

export interface QuestionParts {
  /** At least one; together with `rest` they cover the line. */
  readonly parts: readonly QuestionPart[];
  /** Questions beyond the most that are answered at once. */
  readonly rest: Span | null;
}

/**
 * Understands a question as one: "平阳职专的就业率是多少" → lookup, owner stated, indicator employment_rate stated, period implied latest. Earlier
 * user turns fill what a follow-up leaves out; `slots` replace what was understood. Never throws on any text; spans point into `question`.
 */
export function parseQuestion(question: string, context: UnderstandContext): ParsedQuestion {
  return parseOne(question, context, { trail: readTalk(context), joined: false, told: readTold(context) }, context.slots);
}

/**
 * Understands a line that may hold several questions: "平湖多少老师？平阳呢？" → two parts, each read with those before it as its talk. Slots go
 * to the part they name, the first by default.
 */
export function parseParts(question: string, context: UnderstandContext): QuestionParts {
  return readLine(question, context, readTalk(context));
}

function readTalk(context: UnderstandContext): readonly ParsedQuestion[] {
  const turns = context.history.filter((turn) => turn.role === "user").slice(-MAX_USER_TURNS);
  const { slots: _slots, ...plain } = context;
  const trail: ParsedQuestion[] = [];
  for (const turn of turns) trail.push(...readLine(turn.content, plain, trail).parts.map(({ parsed }) => parsed));
  return trail;
}

const MAX_TOLD_CHARACTERS = 400;

/** The schools that the last reply names at its head, in order; of a reply in the talk nothing else is read. */
function readTold({ history, owners }: UnderstandContext): readonly OwnerId[] {
  const last = history.at(-1);
  if (last?.role !== "assistant") return [];
  const said = foldText(last.content.slice(0, MAX_TOLD_CHARACTERS));
  return owners
    .filter(({ kind }) => kind === "school")
    .map(({ id, name, nameEn }) => ({ id, at: firstOf(said, [foldText(name), foldText(nameEn)]) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ id }) => id);
}

function firstOf(text: string, names: readonly string[]): number {
  const places = names
    .filter((name) => name !== "")
    .map((name) => text.indexOf(name))
    .filter((at) => at >= 0);
  return places.length === 0 ? -1 : Math.min(...places);
}

function readLine(question: string, context: UnderstandContext, talk: readonly ParsedQuestion[]): QuestionParts {
  const spans = splitQuestion(question, context, talk);
  const rest = spans[MAX_PARTS] === undefined ? null : { start: spans[MAX_PARTS].start, end: question.length };
  const slotted = Math.min(context.slots?.part ?? 0, spans.length - 1);
  const parts: QuestionPart[] = [];
  for (const [index, span] of spans.slice(0, MAX_PARTS).entries()) {
    const before = { trail: [...talk, ...parts.map(({ parsed }) => parsed)], joined: index > 0, told: index === 0 ? readTold(context) : [] };
    const slots = index === slotted ? context.slots : undefined;
    parts.push({ ...span, before: before.trail, parsed: parseOne(question.slice(span.start, span.end), context, before, slots) });
  }
  return { parts, rest };
}

function parseOne(question: string, context: UnderstandContext, before: Before, slots: AskedSlots | undefined): ParsedQuestion {
  return toParsed(writeSearchText(applySlots(understand(question, context, before), slots)));
}
