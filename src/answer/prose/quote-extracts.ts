import { yearsOf } from "../../retrieve/catalogue.ts";
import { askedPeriod } from "../../retrieve/figures/periods.ts";
import { composeClarify } from "../compose/compose-refusal.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import type { Part } from "../parts.ts";
import { discloseSlots, yearPieces } from "../pieces.ts";
import { tellUnknownOwners, yearAsked } from "../tell/tell-gaps.ts";
import { readableWords } from "./asked-words.ts";
import { type Extract, tellExtracts } from "./extracts.ts";
import { wordsOf } from "./head-word.ts";
import { tellsOtherYear } from "./other-year.ts";

/** Schools without a report of the year asked about that are named one by one. */
const MOST_OWNERS = 4;

/** Quotations as an answer, or that nothing was found; `as` says what they are, and what is said before them. */
export function quoteThem(
  context: ComposeContext,
  extracts: readonly Extract[],
  as: "prose" | "list" | "mentions" | "reasonless" | "methodless" = "prose",
): Draft {
  const { evidence, wording, parsed } = context;
  if (evidence.owners.length === 0 && parsed.unknownOwners.length === 0) return composeClarify(context);
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  if (extracts.length === 0) {
    const words = echoOfSearch(context);
    tellNoReports(context, draft);
    if (parsed.unknownOwners.length === 0) draft.state(wording.nothingFound(words));
    draft.limit("missing", wording.nothingFound(words));
    return draft.finish({ status: "not_found" });
  }
  if (as === "mentions") draft.state(wording.noList(echoOfSearch(context)));
  const isUntold = as === "reasonless" || as === "methodless";
  const untold = wording.notExplained(echoOfSearch(context), as === "reasonless" ? "reason" : "method");
  if (isUntold) draft.state(untold);
  tellExtracts(context, draft, extracts);
  if (isUntold) draft.limit("missing", untold);
  if (as === "list" || as === "mentions") draft.limit("incomplete", as === "list" ? wording.listMayBeIncomplete() : wording.noList(echoOfSearch(context)));
  tellSaidYear(context, draft, extracts);
  discloseSlots(context, draft);
  return draft.finish({ status: parsed.unknownOwners.length > 0 || as === "mentions" || isUntold ? "partial" : "answered" });
}

/** Of which reports the quotations are, where the year asked about has none. */
function tellSaidYear(context: ComposeContext, draft: DraftBuilder, extracts: readonly Extract[]): void {
  const { evidence, wording } = context;
  if (extracts.some((extract) => tellsOtherYear(context, wordsOf(context, extract)))) {
    draft.limit("premise", wording.premise());
    return;
  }
  if (evidence.saidYear === null || extracts.length === 0) return;
  const years = new Set(extracts.flatMap(({ passage }) => evidence.catalogue.reportsById.get(passage.reportId)?.year ?? []));
  draft.limit("different_period", wording.toldInReportsOf(yearAsked(context, evidence.saidYear), yearPieces([...years])));
}

/** A year asked about that no report of a school covers is said so. */
function tellNoReports(context: ComposeContext, draft: DraftBuilder): void {
  const { evidence, parsed, wording } = context;
  const period = askedPeriod(parsed);
  if (parsed.scope !== "named" || (period.kind !== "calendar" && period.kind !== "academic" && period.kind !== "previous")) return;
  for (const owner of evidence.owners.slice(0, MOST_OWNERS)) {
    const years = yearsOf(evidence.catalogue, owner.id);
    const year = period.kind === "previous" ? (years.at(-2) ?? null) : period.year;
    if (year !== null && years.includes(year)) continue;
    draft.state(wording.noReport(wording.owner(owner), year === null ? "" : yearAsked(context, year), yearPieces(years)));
  }
}

function echoOfSearch({ parsed, language }: ComposeContext): Part {
  return { kind: "echo", text: parsed.searchText.trim() === "" ? parsed.question : readableWords(parsed.searchText, language) };
}
