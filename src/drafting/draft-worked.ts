import { composeOperated } from "../answer/compose.ts";
import type { Draft } from "../answer/draft.ts";
import { asOperation, operate, wantedOperation } from "../answer/working/operate.ts";
import type { Figure } from "../domain/figure.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { figuresOfYear } from "../retrieve/figures/year-figures.ts";
import { askedWorking } from "../retrieve/working/asked-working.ts";
import type { Asking, Drafted } from "./asking.ts";
import { draftQuestion } from "./draft-question.ts";

/** One question to a draft; where it wants named figures worked with and the draft does not, each is asked for alone and the result made of them. */
export async function draftWorked(asking: Asking, { parsed, plain }: { readonly parsed: ParsedQuestion; readonly plain: Drafted }): Promise<Drafted> {
  const operation = wantedOperation(parsed, plain.draft);
  const [owner, ...others] = plain.context.evidence.owners;
  const unmade = asksMeanOfCounts(parsed) ? withoutMean(plain) : plain;
  if (operation === null || owner === undefined || others.length > 0 || tellsEach(parsed, plain)) return unmade;
  const { observe: _observe, ...deps } = asking.deps;
  // A sentence that may tell it is no number to work with.
  const quietly: Asking = { ...asking, deps, looksAgain: false };
  const source = {
    parsed,
    school: parsed.language === "en" ? owner.nameEn : owner.name,
    figures: figuresOfYear(deps.store, asking.catalogue, parsed, owner),
    readText: plain.context.evidence.readText,
    lexicon: deps.lexicon,
    before: asking.before,
    ask: async (question: string) => (await draftQuestion(quietly, asking.alone(question))).draft,
  };
  const operated = await operate(operation, source, plain.draft);
  // What was worked out already stands, where not all that the words seem to name is found.
  const isMade = operation.apart !== true && (plain.draft.status !== "answered" || plain.draft.figures[0]?.kind === "derived");
  if (operated === null || (operated.kind === "lacking" && (isMade || tellsAll(plain.draft, operated.figures)))) return unmade;
  const context = { ...plain.context, parsed: asOperation(parsed, operation) };
  const draft = composeOperated(context, operated);
  return draft === null ? unmade : { ...plain, context, draft };
}

/** 平均每个专业多少学生: so many of one thing for each of another. */
function asksMeanOfCounts(parsed: ParsedQuestion): boolean {
  const asked = /平均/.test(parsed.question) ? askedWorking(parsed) : null;
  return asked?.kind === "each" && asked.bottom !== null;
}

/** 平均每个专业多少学生, where no such mean follows: the number of all is no answer. */
function withoutMean(plain: Drafted): Drafted {
  const { context, draft } = plain;
  const [first] = draft.figures;
  const [owner] = context.evidence.owners;
  const isWhole = first?.kind === "printed" && first.figure.kind === "count" && !draft.figures.some(({ kind }) => kind === "derived");
  if (draft.status !== "answered" || !isWhole || owner === undefined) return plain;
  const parts = context.wording.noMean(context.wording.owner(owner));
  return {
    ...plain,
    draft: { ...draft, status: "partial", statements: [parts, ...draft.statements], caveats: [...draft.caveats, { code: "missing", parts }] },
  };
}

/** 每个专业有多少学生, where each has its number: the whole over the number of parts is none of them. */
function tellsEach({ partsNoun, question }: ParsedQuestion, { draft, context }: Drafted): boolean {
  if (partsNoun === undefined || /平均|\baverage\b/i.test(question)) return false;
  const parts = new Set(context.evidence.measures.flatMap(({ cells }) => cells.flatMap(({ parts = [] }) => parts.map(({ id }) => id))));
  return draft.figures.filter((shown) => shown.kind === "printed" && parts.has(shown.figure.id)).length > 1;
}

/** Whether a draft tells these figures and more. */
function tellsAll({ figures }: Draft, found: readonly Figure[]): boolean {
  const told = new Set(figures.flatMap((shown) => (shown.kind === "printed" ? [shown.figure.id] : [])));
  return told.size > found.length && found.every(({ id }) => told.has(id));
}
