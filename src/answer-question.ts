import { dataVersion } from "./answer/answer-id.ts";
import { type AuditNotes, createAuditReader, quotientRules } from "./answer/audit-notes.ts";
import { type ChineseLook, lookInChinese, tellsMore, wantsMore } from "./answer/chinese-look.ts";
import { compose, composeOperated } from "./answer/compose.ts";
import { composeTalk, servesOperation, withoutSum } from "./answer/compose-talk.ts";
import type { ComposeContext, Draft } from "./answer/draft.ts";
import { type DraftedPart, joinAnswers } from "./answer/join-answers.ts";
import { lookAgain } from "./answer/look-again.ts";
import type { GateBreak } from "./answer/number-gate.ts";
import { asOperation, operate, wantedOperation } from "./answer/operate.ts";
import { pointedBack } from "./answer/points-back.ts";
import { suggestQuestions } from "./answer/suggestions.ts";
import { talkOperation } from "./answer/talk-operation.ts";
import { talkWorking } from "./answer/talk-working.ts";
import { toAnswer } from "./answer/to-answer.ts";
import { wordingFor } from "./answer/wording.ts";
import type { AuditRules } from "./audit/rules.ts";
import type { Answer } from "./contract/answer.ts";
import { type AskRequest, MAX_QUESTION_CHARACTERS } from "./contract/ask.ts";
import type { Figure } from "./domain/figure.ts";
import { AppError } from "./domain/issue.ts";
import type { Embedder, Segmenter, VectorIndex } from "./domain/ports.ts";
import type { ParsedQuestion } from "./domain/question.ts";
import type { Lexicon } from "./lexicon/lexicon.ts";
import type { SchoolRegistry } from "./lexicon/school-registry.ts";
import { type Catalogue, knownOwners, readCatalogue } from "./retrieve/catalogue.ts";
import { withChainedParts } from "./retrieve/chained-parts.ts";
import { type Evidence, gatherEvidence } from "./retrieve/evidence.ts";
import { figuresOfYear } from "./retrieve/year-figures.ts";
import type { ReportRecord, Store } from "./store/store.ts";
import { detectLanguage } from "./text/tokens.ts";
import { type Operation, readOperation } from "./understand/operation.ts";
import { parseParts, parseQuestion, type QuestionPart, type QuestionParts } from "./understand/parse-question.ts";
import type { UnderstandContext } from "./understand/understand.ts";

export interface AnswerDeps {
  readonly store: Store;
  readonly lexicon: Lexicon;
  /** Names of schools kept by hand. */
  readonly schools?: SchoolRegistry;
  readonly embedder: Embedder;
  readonly segmenter: Segmenter;
  readonly vectors: () => VectorIndex;
  /** How indicators hang together: what may be computed from what, and what contradicts what. Nothing of either without them. */
  readonly rules?: AuditRules;
  /** Audits reports; made from the store and the rules unless given. Several views of one index share what it keeps. */
  readonly audit?: (record: ReportRecord) => AuditNotes;
  /** Milliseconds. */
  readonly clock: () => number;
  /** Told as the answer takes shape, and of numbers that the gate refused. */
  readonly observe?: (event: AnswerStep) => void;
}

export type AnswerStep =
  | { readonly kind: "understood"; readonly parsed: ParsedQuestion }
  | { readonly kind: "evidence"; readonly evidence: Evidence }
  | { readonly kind: "withheld"; readonly breaks: readonly GateBreak[] };

/**
 * A question, or several in one line, to a cited answer. Throws AppError "question_empty" and "question_too_long"; everything else is an answer.
 */
export async function answerQuestion(deps: AnswerDeps, request: AskRequest): Promise<Answer> {
  const startedAt = deps.clock();
  const question = readQuestion(request.question);
  const catalogue = readCatalogue(deps.store, request.reportIds);
  const reads = { lexicon: deps.lexicon, owners: knownOwners(catalogue, deps.schools, deps.store), history: request.history ?? [] };
  const { parts, rest } = asOneOperation(question, parseParts(question, { ...reads, ...(request.slots === undefined ? {} : { slots: request.slots }) }), reads);
  const shared = {
    language: request.language ?? detectLanguage(question),
    audit: deps.audit ?? createAuditReader(deps.store, deps.lexicon, deps.rules),
    heard: heardBesides(request),
    // Slots that a person set are of the question as typed.
    inChinese: (parsed: ParsedQuestion): ChineseLook | null => (request.slots === undefined ? lookInChinese(parsed, catalogue) : null),
    reread: (told: string): ParsedQuestion => parseQuestion(told, reads),
    before: (request.history ?? []).flatMap(({ role, content }) => (role === "user" ? [content] : [])).toReversed(),
    looksAgain: true,
    alone: (told: string): ParsedQuestion => parseQuestion(told, { ...reads, history: [] }),
  };
  const drafted: DraftedPart[] = [];
  for (const { parsed, before, start, end } of parts) {
    const first = (await draftPointed(deps, catalogue, { parsed, before }, shared)) ?? (await draftTwice(deps, catalogue, parsed, shared));
    const leans = request.slots === undefined && talkOperation(parsed, before) !== null;
    const earlier = leans ? [...(await draftEarlier(deps, catalogue, before.slice(0, before.length - drafted.length), shared)), ...drafted] : [];
    const talked = draftOfTalk(deps, { parsed, before }, first, earlier);
    drafted.push({ start, end, ...(await draftWorked(deps, catalogue, { parsed, plain: talked }, shared)) });
  }
  await lookBeside(deps, catalogue, { parts, drafted }, shared);
  const envelope = { version: dataVersion(catalogue), elapsedMs: deps.clock() - startedAt };
  const [only, ...others] = drafted;
  const { answer, breaks } =
    only !== undefined && others.length === 0
      ? toAnswer(only.context, only.draft, { ...envelope, suggestions: only.suggestions })
      : joinAnswers({ question, rest: rest === null ? null : question.slice(rest.start, rest.end) }, drafted, envelope);
  if (breaks.length > 0) deps.observe?.({ kind: "withheld", breaks });
  return answer;
}

/** The most that a sum is of, and a turn that only named the whole. */
const TURNS_LOOKED_AT = 4;

/** A、B、C加总多少，跟D差几个: a line that works with figures of all its clauses is one question. */
function asOneOperation(question: string, cut: QuestionParts, reads: UnderstandContext): QuestionParts {
  if (cut.parts.length < 2 || cut.rest !== null || /[?？!！。;；].*[^\s?？!！。;；]/.test(question)) return cut;
  const parsed = parseQuestion(question, reads);
  const whole = readOperation(parsed);
  if (whole === null || cut.parts.some((part) => countOperands(readOperation(part.parsed)) >= countOperands(whole))) return cut;
  return { parts: [{ start: 0, end: question.length, before: cut.parts[0]?.before ?? [], parsed }], rest: null };
}

const countOperands = (operation: Operation | null): number => (operation === null ? 0 : operation.left.length + operation.right.length);

interface Shared extends Pick<ComposeContext, "language" | "audit"> {
  readonly heard: readonly string[];
  readonly inChinese: (parsed: ParsedQuestion) => ChineseLook | null;
  readonly reread: (question: string) => ParsedQuestion;
  readonly before: readonly string[];
  readonly looksAgain: boolean;
  /** Read without the talk before it. */
  readonly alone: (question: string) => ParsedQuestion;
}

type Drafted = Omit<DraftedPart, "start" | "end">;

/** One question to a draft; where it wants named figures worked with and the draft does not, each is asked for alone and the result made of them. */
async function draftWorked(
  deps: AnswerDeps,
  catalogue: Catalogue,
  { parsed, plain }: { readonly parsed: ParsedQuestion; readonly plain: Drafted },
  shared: Shared,
): Promise<Drafted> {
  const operation = wantedOperation(parsed, plain.draft);
  const [owner, ...others] = plain.context.evidence.owners;
  if (operation === null || owner === undefined || others.length > 0) return plain;
  const { observe: _observe, ...quietly } = deps;
  const source = {
    parsed,
    school: parsed.language === "en" ? owner.nameEn : owner.name,
    figures: figuresOfYear(deps.store, catalogue, parsed, owner),
    readText: plain.context.evidence.readText,
    lexicon: deps.lexicon,
    before: shared.before,
    // A sentence that may tell it is no number to work with.
    ask: async (question: string) => (await draftTwice(quietly, catalogue, shared.alone(question), { ...shared, looksAgain: false })).draft,
  };
  const operated = await operate(operation, source, plain.draft);
  // What was worked out already stands, where not all that the words seem to name is found.
  const isMade = plain.draft.status !== "answered" || plain.draft.figures[0]?.kind === "derived";
  if (operated === null || (operated.kind === "lacking" && (isMade || tellsAll(plain.draft, operated.figures)))) return plain;
  const context = { ...plain.context, parsed: asOperation(parsed, operation) };
  const draft = composeOperated(context, operated);
  return draft === null ? plain : { ...plain, context, draft };
}

/** Whether a draft tells these figures and more. */
function tellsAll({ figures }: Draft, found: readonly Figure[]): boolean {
  const told = new Set(figures.flatMap((shown) => (shown.kind === "printed" ? [shown.figure.id] : [])));
  return told.size > found.length && found.every(({ id }) => told.has(id));
}

/** One question to a draft; one that is not all Chinese is also asked in the words of the reports, where that tells more. */
async function draftTwice(deps: AnswerDeps, catalogue: Catalogue, parsed: ParsedQuestion, shared: Shared): Promise<Drafted> {
  const { question, language } = parsed;
  const look = shared.inChinese(parsed);
  const asTyped = (): Promise<Drafted> => draftPart(deps, catalogue, parsed, shared);
  if (look === null) return withLastLook(deps, await asTyped(), parsed, shared);
  const told = async (): Promise<Drafted> => {
    const drafted = await draftPart(deps, catalogue, shared.reread(look.question), shared);
    return { ...drafted, context: { ...drafted.context, parsed: { ...drafted.context.parsed, question, language } } };
  };
  const first = look.goesFirst ? await told() : await asTyped();
  const inWords = shared.reread(look.question);
  if (!wantsMore(first, look)) return withLastLook(deps, first, inWords, shared);
  const second = look.goesFirst ? await asTyped() : await told();
  return withLastLook(deps, tellsMore(second, first) ? second : first, inWords, shared);
}

/** A draft that tells nothing of what was asked gives way to the sentence of the reports that does. `told`: the question in the words of the reports. */
async function withLastLook(deps: AnswerDeps, drafted: Drafted, told: ParsedQuestion, { looksAgain }: Shared): Promise<Drafted> {
  if (!looksAgain) return drafted;
  const draft = await lookAgain(deps, drafted.context, drafted.draft, told);
  return draft === null ? drafted : { ...drafted, draft };
}

interface DraftedLine {
  readonly parts: readonly QuestionPart[];
  readonly drafted: DraftedPart[];
}

/** Parts without an answer are looked for once more beside what the other parts of the line, or the turn before, were told by. */
async function lookBeside(deps: AnswerDeps, catalogue: Catalogue, { parts, drafted }: DraftedLine, shared: Shared): Promise<void> {
  for (const [index, part] of drafted.entries()) {
    const asked = parts[index];
    if (asked === undefined || part.draft.status === "answered" || part.context.parsed.intent !== "lookup") continue;
    const others = drafted.filter((other) => other !== part);
    const turn = others.length === 0 && asked.parsed.owners.certainty === "inherited" ? asked.before.slice(-1) : [];
    const told = [...others, ...(await draftEarlier(deps, catalogue, turn, shared))].flatMap(({ draft }) => printedIn(draft));
    if (told.length === 0) continue;
    const second = await draftPart(deps, catalogue, part.context.parsed, shared, told);
    if (second.draft.status === "answered" && second.draft.figures.length > 0) drafted[index] = { ...part, ...second };
  }
}

const printedIn = ({ figures }: Draft): readonly Figure[] => figures.flatMap((shown) => (shown.kind === "printed" ? [shown.figure] : []));

/** A question as it was read, and those before it. */
type Turned = Pick<QuestionPart, "parsed" | "before">;

/** A follow-up that deals with what was asked before (怎么解决这个问题), asked as a question of its own; null where it is none, or nothing was found so. */
async function draftPointed(deps: AnswerDeps, catalogue: Catalogue, { parsed, before }: Turned, shared: Shared): Promise<Drafted | null> {
  const told = pointedBack(parsed, before, catalogue, (last) => shared.inChinese(last)?.question ?? null);
  if (told === null) return null;
  const read = shared.reread(told);
  if (read.owners.certainty !== "stated") return null;
  const owners = { certainty: "inherited" as const, value: read.owners.value, reason: "previous_turn" };
  const { question, language } = parsed;
  const drafted = await draftPart(deps, catalogue, { ...read, owners, readAs: told, trace: [...read.trace, "talk.pointed_back"] }, shared);
  if (drafted.draft.status === "not_found") return null;
  return { ...drafted, context: { ...drafted.context, parsed: { ...drafted.context.parsed, question, language } } };
}

/** A follow-up that works with numbers told before it (占比呢, 两项加起来, 津上那个呢), where by itself it gave nothing of the sort; else as it was. */
function draftOfTalk(deps: AnswerDeps, { parsed, before }: Turned, first: Drafted, drafted: readonly Drafted[]): Drafted {
  const earlier = drafted.slice(-TURNS_LOOKED_AT).reverse();
  const operation = earlier.length === 0 ? null : talkOperation(parsed, before);
  if (operation === null || (operation.kind === "same" && first.draft.status === "answered")) return first;
  const turns = earlier.map(({ draft }) => printedIn(draft));
  const reportIds = [...new Set(turns.flat().map(({ reportId }) => reportId))];
  if (reportIds.length === 0 || servesOperation(operation, first.context, first.draft, turns.flat())) return first;
  const isPlain = earlier[0]?.draft.figures.every(({ kind }) => kind === "printed") ?? true;
  const told = { turns, isPlain, figures: deps.store.figures({ reportIds }), lexicon: deps.lexicon, readText: first.context.evidence.readText };
  const found = talkWorking(operation, told);
  const made = found === null ? null : composeTalk({ ...first.context, parsed }, operation, found);
  return made === null ? { ...first, draft: withoutSum(operation, { parsed }, first.draft) } : { ...first, ...made };
}

/** What the last questions of the talk came to, oldest first: read only where a follow-up may work with their numbers. */
async function draftEarlier(deps: AnswerDeps, catalogue: Catalogue, before: readonly ParsedQuestion[], shared: Shared): Promise<readonly Drafted[]> {
  const drafted: Drafted[] = [];
  const from = Math.max(0, before.length - TURNS_LOOKED_AT);
  for (const [index, parsed] of before.slice(from).entries())
    drafted.push(draftOfTalk(deps, { parsed, before: before.slice(0, from + index) }, await draftTwice(deps, catalogue, parsed, shared), drafted));
  return drafted;
}

/** One question to a draft of its answer. */
async function draftPart(deps: AnswerDeps, catalogue: Catalogue, understood: ParsedQuestion, shared: Shared, told: readonly Figure[] = []): Promise<Drafted> {
  const parsed = withChainedParts(deps.store, catalogue, understood);
  deps.observe?.({ kind: "understood", parsed });
  const evidence = await gatherEvidence({ ...deps, quotients: quotientRules(deps.rules) }, catalogue, parsed, told);
  deps.observe?.({ kind: "evidence", evidence });
  const { language, audit, heard } = shared;
  const context: ComposeContext = { language, audit, heard, parsed, evidence, lexicon: deps.lexicon, wording: wordingFor(language) };
  return { context, draft: compose(context), suggestions: suggestQuestions(context, deps.store) };
}

/** What the asker said besides the part at hand: the whole line, earlier turns, names in edited chips. */
function heardBesides({ question, history = [], slots = {} }: AskRequest): readonly string[] {
  const turns = history.filter(({ role }) => role === "user").map(({ content }) => content);
  const set = [...(slots.schools ?? []), ...(slots.indicators ?? []), slots.subject, slots.year].flatMap((one) =>
    one === undefined || one === null ? [] : [String(one)],
  );
  return [question, ...turns, ...set];
}

function readQuestion(question: string): string {
  if (question.trim() === "") throw new AppError("question_empty", "The question is empty.");
  if (question.length > MAX_QUESTION_CHARACTERS) throw new AppError("question_too_long", `The question is longer than ${MAX_QUESTION_CHARACTERS} characters.`);
  return question;
}
