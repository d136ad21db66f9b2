import { unitsAgree } from "../answer/compose/comparability.ts";
import { composeAmong } from "../answer/compose/compose-items.ts";
import { composeWorking } from "../answer/working/compose-working.ts";
import type { Figure } from "../domain/figure.ts";
import type { ParsedQuestion } from "../domain/question.ts";
import { PLACES } from "../retrieve/working/asked-forms.ts";
import type { ToldList } from "../retrieve/working/list-sums.ts";
import { toldLists } from "../retrieve/working/told-lists.ts";
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
  const text = foldText(parsed.question).trim();
  // 最少的呢 after 哪国最多 weighs the same numbers.
  const last = await lastTold(
    asking,
    before.filter((one) => !weighs(one)),
  );
  if (last === null) return first;
  const direction = parsed.direction ?? last.context.parsed.direction ?? "max";
  const read: ParsedQuestion = { ...parsed, intent: "rank", direction, trace: [...parsed.trace, "talk.among_told"] };
  const list = listTold(asking, last);
  const figures = partsTold(printedIn(last.draft));
  // What ranks the same and more, or parts of its own, is the answer already.
  const ranked = printedIn(first.draft).map(({ id }) => id);
  const ranksAll = [...figures, ...(list?.items ?? []).map(({ figure }) => figure)].every(({ id }) => ranked.includes(id));
  if (!POINTS_BACK.test(text) && ranked.length >= LEAST_RANKED && (ranksAll || parsed.partsNoun !== undefined)) return first;
  const place = PLACES[/第([二三四五六])[多高大少低小]/.exec(text)?.[1] ?? ""] ?? null;
  if (list !== null && list.items.length >= figures.length) {
    const asked = { kind: "order", text: "", noun: [], people: false, level: false, unit: null, count: null, share: false } as const;
    const working = { kind: "order", asked: { ...asked, direction, place, top: place === null ? parsed.top : null }, list, sure: true } as const;
    const context = { ...last.context, parsed: read, evidence: { ...last.context.evidence, working } };
    const draft = composeWorking(context);
    if (draft !== null) return { context, draft, suggestions: [] };
  }
  if (figures.length < LEAST_RANKED) return first;
  const context = { ...last.context, parsed: read };
  return { context, draft: composeAmong(context, figures), suggestions: [] };
}

/** The longest list of numbers of one unit within what was quoted: 设五个专业：舞蹈表演356人、…. */
function listTold({ deps }: Asking, { context, draft }: Drafted): ToldList | null {
  const { citations } = draft;
  const [first] = citations;
  if (first === undefined || citations.length > MOST_QUOTED || citations.some(({ reportId }) => reportId !== first.reportId)) return null;
  const isQuoted = ({ source }: Figure): boolean => citations.some(({ start, end }) => start <= source.start && source.end <= end);
  const told = printedIn(draft);
  const lists = toldLists(deps.store.figures({ reportIds: [first.reportId] }), context.evidence.readText)
    .filter(({ items }) => items.every(({ figure }) => isQuoted(figure)))
    // What was told names the list that is meant.
    .filter(({ items }) => told.length === 0 || items.some(({ figure }) => told.some(({ id }) => id === figure.id)))
    .filter(({ items: [lead, ...rest] }) => lead !== undefined && rest.every(({ figure }) => unitsAgree(figure.unit, lead.figure.unit)));
  return lists.toSorted((a, b) => b.items.length - a.items.length)[0] ?? null;
}

const MOST_QUOTED = 3;

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
