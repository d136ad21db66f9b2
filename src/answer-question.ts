import { createAuditReader } from "./answer/audit-notes.ts";
import { dataVersion } from "./answer/output/answer-id.ts";
import { type DraftedPart, joinAnswers } from "./answer/output/join-answers.ts";
import { toAnswer } from "./answer/output/to-answer.ts";
import type { Answer } from "./contract/answer.ts";
import { type AskRequest, MAX_QUESTION_CHARACTERS } from "./contract/ask.ts";
import { AppError } from "./domain/issue.ts";
import type { AnswerDeps, Asking, Drafted } from "./drafting/asking.ts";
import { lookInChinese } from "./drafting/chinese-look.ts";
import { draftAmong } from "./drafting/draft-among.ts";
import { lookBeside } from "./drafting/draft-beside.ts";
import { draftPicked } from "./drafting/draft-picked.ts";
import { draftQuestion } from "./drafting/draft-question.ts";
import { draftEarlier, draftOfTalk, draftPointed } from "./drafting/draft-talk.ts";
import { draftWorked } from "./drafting/draft-worked.ts";
import { talkOperation } from "./drafting/talk-operation.ts";
import { type Catalogue, knownOwners, readCatalogue } from "./retrieve/catalogue.ts";
import { detectLanguage } from "./text/tokens.ts";
import { hearNames } from "./understand/detect/hear-names.ts";
import { type Operation, readOperation } from "./understand/operation/operation.ts";
import { parseParts, parseQuestion, type QuestionPart, type QuestionParts } from "./understand/parse-question.ts";
import { inStandardWords } from "./understand/spoken-forms.ts";
import type { UnderstandContext } from "./understand/understand.ts";

/**
 * A question, or several in one line, to a cited answer. Throws AppError "question_empty" and "question_too_long"; everything else is an answer.
 */
export async function answerQuestion(deps: AnswerDeps, request: AskRequest): Promise<Answer> {
  const startedAt = deps.clock();
  const catalogue = readCatalogue(deps.store, request.reportIds);
  const question = readNames(deps, catalogue, readQuestion(request.question));
  const reads = {
    lexicon: deps.lexicon,
    owners: knownOwners(catalogue, deps.schools, deps.store),
    history: (request.history ?? []).map((turn) => ({ ...turn, content: inStandardWords(turn.content) })),
  };
  const { parts, rest } = asOneOperation(question, parseParts(question, { ...reads, ...(request.slots === undefined ? {} : { slots: request.slots }) }), reads);
  const drafted = await draftParts(toAsking(deps, request, catalogue, reads), parts, request.slots === undefined);
  const envelope = { version: dataVersion(catalogue), elapsedMs: deps.clock() - startedAt };
  const [only, ...others] = drafted;
  const { answer, breaks } =
    only !== undefined && others.length === 0
      ? toAnswer(only.context, only.draft, { ...envelope, suggestions: only.suggestions })
      : joinAnswers({ question, rest: rest === null ? null : question.slice(rest.start, rest.end) }, drafted, envelope);
  if (breaks.length > 0) deps.observe?.({ kind: "withheld", breaks });
  return answer;
}

/** All that asking one line takes, on the way also for questions of our own. */
function toAsking(deps: AnswerDeps, request: AskRequest, catalogue: Catalogue, reads: UnderstandContext): Asking {
  return {
    deps,
    catalogue,
    language: request.language ?? detectLanguage(request.question),
    audit: deps.audit ?? createAuditReader(deps.store, deps.lexicon, deps.rules),
    heard: heardBesides(request),
    before: (request.history ?? []).flatMap(({ role, content }) => (role === "user" ? [content] : [])).toReversed(),
    looksAgain: true,
    // Slots that a person set are of the question as typed.
    inChinese: (parsed) => (request.slots === undefined ? lookInChinese(parsed, catalogue) : null),
    reread: (told) => parseQuestion(told, reads),
    alone: (told) => parseQuestion(told, { ...reads, history: [] }),
  };
}

/** Each part of a line to its draft, in order. `isTyped`: no slot was set by hand. */
async function draftParts(asking: Asking, parts: readonly QuestionPart[], isTyped: boolean): Promise<readonly DraftedPart[]> {
  const drafted: DraftedPart[] = [];
  for (const { parsed, before, start, end } of parts) {
    const first = await draftTurn(asking, { parsed, before });
    const leans = isTyped && talkOperation(parsed, before) !== null;
    const earlier = leans ? [...(await draftEarlier(asking, before.slice(0, before.length - drafted.length))), ...drafted] : [];
    const talked = draftOfTalk(asking, { parsed, before }, first, earlier);
    drafted.push({ start, end, ...(await draftWorked(asking, { parsed, plain: talked })) });
  }
  await lookBeside(asking, { parts, drafted });
  return drafted;
}

/** One question of a talk: one that leans on what was told before, or else as it was read. */
async function draftTurn(asking: Asking, turn: Pick<QuestionPart, "parsed" | "before">): Promise<Drafted> {
  const leaning = (await draftPicked(asking, turn)) ?? (await draftPointed(asking, turn));
  return leaning ?? draftAmong(asking, turn, await draftQuestion(asking, turn.parsed));
}

/** A、B、C加总多少，跟D差几个: a line that works with figures of all its clauses is one question. */
function asOneOperation(question: string, cut: QuestionParts, reads: UnderstandContext): QuestionParts {
  if (cut.parts.length < 2 || cut.rest !== null || /[?？!！。;；].*[^\s?？!！。;；]/.test(question)) return cut;
  const parsed = parseQuestion(question, reads);
  const whole = readOperation(parsed);
  if (whole === null || cut.parts.some((part) => countOperands(readOperation(part.parsed)) >= countOperands(whole))) return cut;
  return { parts: [{ start: 0, end: question.length, before: cut.parts[0]?.before ?? [], parsed }], rest: null };
}

const countOperands = (operation: Operation | null): number => (operation === null ? 0 : operation.left.length + operation.right.length);

/** What the asker said besides the part at hand: the whole line, earlier turns, names in edited chips. */
function heardBesides({ question, history = [], slots = {} }: AskRequest): readonly string[] {
  const turns = history.filter(({ role }) => role === "user").map(({ content }) => content);
  const set = [...(slots.schools ?? []), ...(slots.indicators ?? []), slots.subject, slots.year].flatMap((one) =>
    one === undefined || one === null ? [] : [String(one)],
  );
  return [question, ...turns, ...set];
}

/** Names typed in pinyin, in an English question, as the reports print them. */
function readNames({ store }: AnswerDeps, { reports, owners }: Catalogue, question: string): string {
  if (detectLanguage(question) !== "en" || reports.length > MOST_READ) return question;
  const read = store.textReader();
  return hearNames(
    question,
    owners.map(({ name }) => name),
    () => reports.flatMap(({ id }) => read(id) ?? []),
  );
}

/** Reports up to whose number all are read through for a name. */
const MOST_READ = 12;

function readQuestion(question: string): string {
  if (question.trim() === "") throw new AppError("question_empty", "The question is empty.");
  if (question.length > MAX_QUESTION_CHARACTERS) throw new AppError("question_too_long", `The question is longer than ${MAX_QUESTION_CHARACTERS} characters.`);
  return inStandardWords(question);
}
