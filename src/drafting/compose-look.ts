import { type ComposeContext, createDraft, type Draft } from "../answer/draft.ts";
import { discloseSlots, yearPieces } from "../answer/pieces.ts";
import { type Extract, readSentences, tellExtracts, wholeSentence, withoutOverlap } from "../answer/prose/extracts.ts";
import { byQuote } from "../answer/tell/tell-figures.ts";
import { yearAsked } from "../answer/tell/tell-gaps.ts";
import type { AnswerStatus } from "../contract/answer.ts";
import type { Figure } from "../domain/figure.ts";
import { yearsOf } from "../retrieve/catalogue.ts";
import type { RankedSentence } from "./rank-said.ts";

/** What the last look found: sentences, and numbers of the first of them that were asked for. */
export interface Look {
  readonly chosen: readonly RankedSentence[];
  readonly figures: readonly Figure[];
  readonly status: AnswerStatus;
}

/** Quotes the sentences, in their order; a year that no report is of is told as a limit. */
export function composeLook(context: ComposeContext, { chosen, figures, status }: Look): Draft {
  const { evidence, wording } = context;
  const draft = createDraft(context);
  for (const gap of evidence.gaps) {
    const owner = gap.kind === "no_report_for_period" ? evidence.catalogue.ownersById.get(gap.ownerId) : undefined;
    if (gap.kind !== "no_report_for_period" || owner === undefined) continue;
    const parts = wording.noReport(wording.owner(owner), yearAsked(context, Number(gap.label)), yearPieces(yearsOf(evidence.catalogue, owner.id)));
    draft.limit("missing", parts);
  }
  for (const figure of figures) draft.state(byQuote(context, draft.show(figure)));
  // A number is told with its sentence.
  const rest = figures.length > 0 ? [] : chosen;
  const extracts = rest.map(({ sentence }) => withItems(context, wholeSentence(context, sentence.extract)));
  tellExtracts(context, draft, withoutOverlap(extracts));
  if (chosen.some(({ sentence }) => PLANNED.test(sentence.words))) draft.limit("plan", wording.planMention());
  discloseSlots(context, draft);
  return draft.finish({ status });
}

/** What is meant to be is no fact yet. */
const PLANNED = /将[于在建要会新继增开]|拟(?!合)|计划(?:于|在|招|建|投)|力争|预计|未来[\d一二两三四五]|明年/;

const FIRST_ITEM = /[(（]一[)）]|一是|第一[,，、]|(?:^|[:：])1[.、．]/;
const NEXT_ITEM = /^(?:[(（]?[二三四五六七八九][)）、.．]|[二三四五六七八九]是|第[二三四五六七八九][,，、]|[2-9][.、．])/;
const LONGEST_ITEMS = 420;

/** 三个挑战：（一）…: the items behind the first are quoted with it. */
function withItems(context: ComposeContext, extract: Extract): Extract {
  const sentences = readSentences(context, extract.passage);
  const starts = new Set(extract.parts.map(({ start }) => start));
  const last = sentences.findLastIndex((one) => one.extract.parts.some(({ start }) => starts.has(start)));
  if (last < 0 || !FIRST_ITEM.test(sentences[last]?.words ?? "")) return extract;
  let length = sentences[last]?.words.length ?? 0;
  const behind = sentences.slice(last + 1);
  const end = behind.findIndex(({ words }) => {
    length += words.length;
    return !NEXT_ITEM.test(words) || length > LONGEST_ITEMS;
  });
  return { ...extract, parts: [...extract.parts, ...behind.slice(0, end < 0 ? behind.length : end).flatMap((one) => one.extract.parts)] };
}

/** Says that no report speaks of what was asked about. `names`: its words as typed. */
export function composeNothing(context: ComposeContext, names: readonly string[]): Draft {
  const draft = createDraft(context);
  const parts = context.wording.nothingFound({ kind: "echo", text: names.join("、") });
  draft.state(parts);
  draft.limit("missing", parts);
  return draft.finish({ status: "not_found" });
}
