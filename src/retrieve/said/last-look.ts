import type { Intent, ParsedQuestion } from "../../domain/question.ts";
import type { Owner } from "../../domain/report.ts";
import { foldText } from "../../text/fold.ts";
import { characterBigrams } from "../../text/tokens.ts";
import { askedGroups } from "../asked-groups.ts";
import type { AskedMeasure, FigureCell, MeasureEvidence } from "../figures/measures.ts";
import { gatherByWords } from "../figures/open-figures.ts";
import type { OpenSearchDeps } from "../figures/open-query.ts";
import { isEverywhere } from "../word-groups.ts";
import { expectAnswer } from "./expected-answer.ts";

/** Intents whose answer may rest on a number that is called otherwise: never to rank or add up by. */
const LOOKS: ReadonlySet<Intent> = new Set<Intent>(["lookup", "derived", "difference", "trend"]);
/** Owners up to whose number it is worth while. */
const FEW_OWNERS = 2;
/** How much of what the whole question says must stand with a number that goes by another name. */
const LEAST_FIT = 0.58;
/** A word below this weight asks for nothing by itself. */
const LEAST_TELLING = 0.3;
const HAN = /[\u4e00-\u9fff]/;
const PERSON = "人";

/**
 * Where a report gives nothing under the names that were understood: the number that stands with the words of the whole question, of the unit
 * asked for. It is told as what comes near, with its sentence. Null where there is none, or where something was found.
 */
export async function lookLast(
  deps: OpenSearchDeps,
  parsed: ParsedQuestion,
  measures: readonly MeasureEvidence[],
  owners: readonly Owner[],
): Promise<MeasureEvidence | null> {
  const isNamed = parsed.owners.certainty !== "missing" && parsed.scope === "named" && parsed.unknownOwners.length === 0;
  const [first] = measures;
  if (!LOOKS.has(parsed.intent) || !isNamed || owners.length === 0 || owners.length > FEW_OWNERS || first === undefined) return null;
  const isNarrowed = parsed.unread !== undefined && measures.length === 1;
  if (parsed.content === undefined || (!isNarrowed && measures.every(({ cells }) => !cells.every(isEmpty)))) return null;
  if (!saysMore(deps, parsed, measures)) return null;
  const expected = expectAnswer(parsed.content.core, "", deps.lexicon.units);
  const words = parsed.content.core;
  // Of people no number of things tells how many.
  const unit = parsed.wantedUnit ?? expected.unit ?? (first.measure.entry?.unit === PERSON ? PERSON : null);
  const measure: AskedMeasure = { asked: { kind: "open", words, unit }, entry: null, kind: expected.kind, unit };
  const cells = await Promise.all(
    first.cells.filter(({ reports, target }) => reports.length > 0 || target.academic).map((cell) => gatherByWords(deps, parsed, measure, cell, LEAST_FIT)),
  );
  return cells.some(({ direct, rivals = [], plans }) => direct.length + rivals.length + plans.length > 0) ? { measure, cells, reporters: new Set() } : null;
}

/** 专任教师有多少 is answered under that name or not at all: only what is said beside the name may be said otherwise by a report. */
export function saysMore(deps: Pick<OpenSearchDeps, "lexicon" | "segmenter">, parsed: ParsedQuestion, measures: readonly MeasureEvidence[]): boolean {
  const entries = measures.flatMap(({ measure }) => (measure.entry === null ? [] : deps.lexicon.family(measure.entry.family).concat(measure.entry)));
  if (entries.length === 0) return true;
  const names = foldText(entries.flatMap(({ zh, aliases }) => [zh, ...aliases.zh, ...aliases.ask, ...aliases.prose]).join(" "));
  const isNamed = (word: string): boolean => names.includes(word) || characterBigrams(word).some((pair) => names.includes(pair));
  const telling = askedGroups(deps.segmenter, parsed).filter(({ weight, aside }) => weight >= LEAST_TELLING && aside !== true);
  return telling.some((group) => HAN.test(group.words[0] ?? "") && !group.words.some(isNamed) && !isEverywhere(group));
}

function isEmpty({ direct, rivals = [], plans, changes, otherKinds, operands }: FigureCell): boolean {
  return direct.length + rivals.length + plans.length + changes.length + otherKinds.length === 0 && operands === null;
}
