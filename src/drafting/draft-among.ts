import { unitsAgree } from "../answer/compose/comparability.ts";
import { composeAmong } from "../answer/compose/compose-items.ts";
import type { Figure } from "../domain/figure.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { foldText } from "../text/fold.ts";
import type { QuestionPart } from "../understand/parse-question.ts";
import { type Asking, type Drafted, printedIn } from "./asking.ts";
import { lastTold } from "./draft-picked.ts";

const LONGEST = 14;
const LONGEST_LATIN = 60;
const POINTS_BACK = /^(?:那么?)?(?:这|其)中|里面|当中|这[几些]|\b(?:of|among) (?:them|these|those)\b/;
const LEAST_RANKED = 2;

/** 哪国最多, 其中最低的是哪个: a follow-up that weighs the numbers just told against each other, where by itself it weighed nothing; else as it was. */
export async function draftAmong(asking: Asking, { parsed, before }: Pick<QuestionPart, "parsed" | "before">, first: Drafted): Promise<Drafted> {
  if (!weighs(parsed) || before.length === 0) return first;
  const pointsBack = POINTS_BACK.test(foldText(parsed.question).trim());
  if (!pointsBack && printedIn(first.draft).length >= LEAST_RANKED) return first;
  // 最少的呢 after 哪国最多 weighs the same numbers.
  const last = await lastTold(
    asking,
    before.filter((one) => !weighs(one)),
  );
  const figures = last === null ? [] : partsTold(printedIn(last.draft));
  if (last === null || figures.length < LEAST_RANKED) return first;
  const direction = parsed.direction ?? last.context.parsed.direction ?? "max";
  const read: ParsedQuestion = { ...parsed, intent: "rank", direction, trace: [...parsed.trace, "talk.among_told"] };
  const context = { ...last.context, parsed: read };
  return { context, draft: composeAmong(context, figures), suggestions: [] };
}

/** Asked which is first or last, of nothing that it names itself. */
function weighs({ owners, indicators, direction, top, question, pick, unknownOwners }: ParsedQuestion): boolean {
  const text = foldText(question).trim();
  const isShort = text.length <= (/[\u4e00-\u9fff]/.test(text) ? LONGEST : LONGEST_LATIN);
  return (
    (direction !== null || top !== null) &&
    pick === undefined &&
    owners.certainty !== "stated" &&
    unknownOwners.length === 0 &&
    indicators.certainty !== "stated" &&
    isShort
  );
}

/** The numbers told that can be weighed: of one unit and kind, the whole of which the others are parts left out. */
function partsTold(told: readonly Figure[]): readonly Figure[] {
  const parts = told.filter(({ population, subject }) => population !== null || subject !== null);
  const figures = parts.length >= LEAST_RANKED ? parts : told;
  const [first] = figures;
  const same = figures.filter((figure) => first !== undefined && unitsAgree(figure.unit, first.unit) && figure.kind === first.kind);
  return same.length === figures.length ? same : [];
}
