import type { FusedHit } from "../../domain/evidence.ts";
import type { Intent, ParsedQuestion } from "../../domain/question.ts";
import type { Owner, Passage } from "../../domain/report.ts";
import type { Store } from "../../store/store.ts";
import { foldText } from "../../text/fold.ts";
import { asksList, asksProcedure } from "../asks-prose.ts";
import type { Catalogue } from "../catalogue.ts";
import type { EvidenceDeps } from "../evidence.ts";
import type { MeasureEvidence } from "../figures/measures.ts";
import { reportsForPassages } from "../report-years.ts";
import { isCommon, isEverywhere, shareHeld, type WordGroup } from "../word-groups.ts";
import { searchPassages } from "./passages.ts";

/** Intents that are answered from passages in the first place. */
const PASSAGE_INTENTS: ReadonlySet<Intent> = new Set<Intent>(["explain", "list", "exists", "define"]);

const WITHOUT_PASSAGES: ReadonlySet<Intent> = new Set<Intent>(["out_of_scope", "coverage", "audit"]);

/** Passages of sections named after the thing asked about that join those found. */
const MOST_NAMED = 6;

/** Reports that are read through for enumerations and headings (about a millisecond each). */
export const MAX_WHOLE_REPORTS = 3;

const PASSAGES = 8;

const PASSAGES_PER_REPORT = 4;

export function needsPassages(parsed: ParsedQuestion, measures: readonly MeasureEvidence[]): boolean {
  if (WITHOUT_PASSAGES.has(parsed.intent)) return false;
  if (PASSAGE_INTENTS.has(parsed.intent) || asksProcedure(parsed) || asksList(parsed)) return true;
  return measures.every((evidence) => evidence.cells.every((cell) => cell.direct.length === 0));
}

export async function gatherPassages(
  deps: EvidenceDeps,
  catalogue: Catalogue,
  parsed: ParsedQuestion,
  owners: readonly Owner[],
  measures: readonly MeasureEvidence[],
  everyday: readonly WordGroup[] = [],
): Promise<readonly FusedHit[]> {
  const own = parsed.searchText.trim() === "" ? parsed.question : parsed.searchText;
  const text = [own, ...everyday.flatMap(({ words }) => words)].join(" ");
  const reportIds = owners.flatMap((owner) => reportsForPassages(catalogue, parsed, owner));
  if (reportIds.length === 0) return [];
  return searchPassages(deps, {
    text,
    language: parsed.language,
    filter: { reportIds },
    limit: PASSAGES,
    // The Chinese names of what an English question asks about find the words that its own cannot.
    expansions: measures.flatMap(({ measure }) => (measure.entry === null ? [] : [measure.entry.zh])),
    ...(owners.length > 1 ? { perReport: PASSAGES_PER_REPORT } : {}),
  });
}

/** What a section's own heading says it is about need not be said again in its text: the passages below such headings join, before all others. */
export function withNamedSections(found: readonly FusedHit[], whole: readonly Passage[], topics: readonly WordGroup[]): readonly FusedHit[] {
  if (topics.length === 0) return found;
  const isNamed = ({ sectionPath }: Passage): boolean => sectionPath.some((heading) => shareHeld(foldText(heading).replace(/\s+/g, ""), topics) === 1);
  const score = found[0]?.score ?? 1;
  const held = new Map(found.map((hit) => [hit.passage.id, hit]));
  // A text may say it in words that the question's own do not find: 原名 → (原松川…).
  const own = topics.filter((group) => !isEverywhere(group) && !isCommon(group));
  const telling = own.length > 0 ? own : topics;
  const says = ({ text }: Passage): boolean => shareHeld(foldText(text).replace(/\s+/g, ""), telling) === 1;
  const isMissed = found.every(({ passage }) => shareHeld(foldText(passage.text).replace(/\s+/g, ""), telling) === 0);
  const named = whole
    .filter((passage) => isNamed(passage) || (isMissed && says(passage)))
    .slice(0, MOST_NAMED)
    .map(
      (passage): FusedHit => ({ passage, contributions: held.get(passage.id)?.contributions ?? [], highlights: held.get(passage.id)?.highlights ?? [], score }),
    );
  return [...named, ...found.filter((hit) => !named.some(({ passage }) => passage.id === hit.passage.id))];
}

export function readWhole(store: Store, catalogue: Catalogue, parsed: ParsedQuestion, owners: readonly Owner[]): readonly Passage[] {
  const ids = owners.flatMap((owner) => reportsForPassages(catalogue, parsed, owner));
  return ids.length > MAX_WHOLE_REPORTS ? [] : ids.flatMap((id) => store.passagesOf(id));
}
