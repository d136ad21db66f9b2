import type { FusedHit } from "../domain/evidence.ts";
import type { Owner } from "../domain/report.ts";
import { coverSpans, type Span } from "../domain/span.ts";
import { passageSentences } from "../retrieve/highlights.ts";
import { foldText } from "../text/fold.ts";
import { splitSentences } from "../text/sentences.ts";
import { splitAtBreaks, trimSpan } from "./citations.ts";
import { tellUnknownOwners } from "./compose-lookup.ts";
import { composeClarify } from "./compose-refusal.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "./draft.ts";
import { type Part, say } from "./parts.ts";
import { discloseSlots } from "./pieces.ts";

const MAX_EXTRACTS = 4;
/** A list may run over more sentences than an explanation. */
const MAX_LIST_EXTRACTS = 5;
const HIGHLIGHTS_PER_PASSAGE = 2;
/** A hit below this share of the best one's score adds noise, not evidence. */
const LEAST_SHARE_OF_BEST = 0.55;

export interface Extract {
  readonly owner: Owner;
  readonly hit: FusedHit;
  readonly parts: readonly Span[];
  readonly joint: "" | " ";
}

/** Items that make a sentence a list, and beyond which more of them say no more. */
const LEAST_ITEMS = 3;
const MOST_ITEMS = 8;
const LEAST_SHARED_BY_LIST = 0.5;
/** Characters of a phrase that is sure to name one thing. */
const LEAST_PHRASE = 3;
/** Share of the question's terms that a passage and its headings must hold: below it, likeness alone speaks for it. */
const LEAST_SHARED = 0.2;
/** For a question that asked for a figure and found none. */
const LEAST_SHARED_FOR_FIGURE = 0.5;

/** Why, how, what measures: the best sentences of the best sections, quoted exactly, each with its section. */
export function composeExplain(context: ComposeContext): Draft {
  return composeExtracts(context, { limit: MAX_EXTRACTS, isList: false, leastShared: LEAST_SHARED });
}

/** What things there are: the sentences that list them. */
export function composeList(context: ComposeContext): Draft {
  return composeExtracts(context, { limit: MAX_LIST_EXTRACTS, isList: true, leastShared: LEAST_SHARED });
}

/** A question for a figure that names nothing measured: what the reports say on its words, and only that. */
export function composeMention(context: ComposeContext): Draft {
  const draft = composeExtracts(context, { limit: MAX_EXTRACTS, isList: false, leastShared: LEAST_SHARED_FOR_FIGURE });
  return draft.status === "answered" ? { ...draft, status: "partial" } : draft;
}

interface ExtractOptions {
  readonly limit: number;
  readonly isList: boolean;
  readonly leastShared: number;
}

function composeExtracts(context: ComposeContext, { limit, isList, leastShared }: ExtractOptions): Draft {
  const { evidence, wording, parsed } = context;
  if (evidence.owners.length === 0 && parsed.unknownOwners.length === 0) return composeClarify(context);
  const draft = createDraft(context);
  tellUnknownOwners(context, draft);
  const extracts = chooseExtracts(context, limit, isList).filter((extract) => sharedWords(context, extract) >= leastShared);
  if (extracts.length === 0) {
    const words: Part = { kind: "echo", text: parsed.searchText.trim() === "" ? parsed.question : parsed.searchText };
    if (parsed.unknownOwners.length === 0) draft.state(wording.nothingFound(words));
    draft.limit("missing", wording.nothingFound(words));
    return draft.finish({ status: "not_found" });
  }
  tellExtracts(context, draft, extracts);
  if (isList) draft.limit("incomplete", wording.listMayBeIncomplete());
  discloseSlots(context, draft);
  return draft.finish({ status: parsed.unknownOwners.length > 0 ? "partial" : "answered" });
}

/** The direct quotation first, then the rest, each under its school (when several) and section. */
export function tellExtracts(context: ComposeContext, draft: DraftBuilder, extracts: readonly Extract[]): void {
  const { wording } = context;
  const several = new Set(extracts.map((extract) => extract.owner.id)).size > 1;
  extracts.forEach((extract, index) => {
    const quote = quotePiece(draft, extract);
    const section: Part = { kind: "section", reportId: extract.hit.passage.reportId, path: extract.hit.passage.sectionPath };
    const owner = wording.owner(extract.owner);
    if (index === 0) draft.state(wording.quoteDirect(owner, quote));
    else draft.state(several ? wording.extractOf(owner, section, quote) : wording.extract(section, quote));
  });
}

/** A quotation with its marker. */
export function quotePiece(draft: DraftBuilder, extract: Extract): readonly Part[] {
  const citation = draft.cite(extract.hit.passage.reportId, extract.parts, extract.joint);
  return say`“${{ kind: "quote", citation }}”${{ kind: "marker", citation }}`;
}

/** The best sentences, best first; each owner asked about by name gets at least its best one. */
export function chooseExtracts(context: ComposeContext, limit: number, isList = false): readonly Extract[] {
  const named = namedByHeading(context);
  const enumerations = isList ? enumerationsOf(context) : [];
  const all = [...named, ...context.evidence.passages.filter((hit) => !named.includes(hit))].flatMap((hit) => [
    ...(named.includes(hit) ? openingOf(context, hit) : []),
    ...extractsOf(context, hit),
  ]);
  const best = context.evidence.passages[0]?.score ?? 0;
  const strong = all.filter((extract) => extract.hit.score >= best * LEAST_SHARE_OF_BEST || named.includes(extract.hit));
  const asked = context.parsed.scope === "named" && context.parsed.owners.certainty !== "missing" ? context.evidence.owners : [];
  const needed = asked.flatMap((owner) => all.find((extract) => extract.owner.id === owner.id) ?? []);
  const chosen = withoutOverlap([...enumerations, ...(isList ? [] : strong.slice(0, 1)), ...needed, ...strong]);
  return chosen.slice(0, Math.max(limit, needed.length));
}

/** Passages below a heading that names the thing asked about: what a section is about outweighs what it mentions. */
function namedByHeading({ evidence, parsed }: ComposeContext): readonly FusedHit[] {
  const words = [...evidence.measures.map(({ measure }) => measure.asked.words), ...parsed.searchText.split(/[\s，。？?、]+/)];
  const phrases = words.map((word) => foldText(word)).filter((word) => word.length >= LEAST_PHRASE && /[\u3400-\u9fff]/.test(word));
  return evidence.passages.filter((hit) => {
    const heading = foldText(hit.passage.sectionPath.at(-1) ?? "");
    return phrases.some((phrase) => heading.includes(phrase));
  });
}

/** Sentences that name the thing asked about and list at least three items, the fullest first. */
function enumerationsOf(context: ComposeContext): readonly Extract[] {
  const { terms } = context.evidence;
  const ranked = context.evidence.passages;
  const others = context.evidence.wholeReports.filter((passage) => !ranked.some((hit) => hit.passage.id === passage.id));
  const hits = [...ranked, ...others.map((passage): FusedHit => ({ passage, score: 0, contributions: [], highlights: [] }))];
  const found = hits.flatMap((hit) => {
    const owner = context.evidence.catalogue.reportsById.get(hit.passage.reportId)?.owner;
    const text = context.evidence.readText(hit.passage.reportId);
    const heading = foldText(hit.passage.sectionPath.at(-1) ?? "");
    if (owner === undefined) return [];
    return passageSentences(text, hit.passage).flatMap((sentence) => {
      const items = sentence.text.split(/[、；]/).length;
      const folded = foldText(sentence.text);
      const shared = terms.length === 0 ? 0 : terms.filter((term) => folded.includes(term) || heading.includes(term)).length / terms.length;
      if (items < LEAST_ITEMS || shared < LEAST_SHARED_BY_LIST) return [];
      const parts = sentence.parts.flatMap((span) => splitAtBreaks(text, trimSpan(text, span)));
      return [{ extract: { owner, hit, parts, joint: "" as const }, score: shared + Math.min(items, MOST_ITEMS) / MOST_ITEMS }];
    });
  });
  return found
    .toSorted((a, b) => b.score - a.score || (a.extract.hit.passage.id < b.extract.hit.passage.id ? -1 : 1))
    .map(({ extract }) => extract)
    .slice(0, 3);
}

/** The heading with the section's first sentence, where the passage opens the section: what the section itself says it is about. */
function openingOf(context: ComposeContext, hit: FusedHit): readonly Extract[] {
  const report = context.evidence.catalogue.reportsById.get(hit.passage.reportId);
  const [body] = hit.passage.parts;
  const section = report?.sections.find(
    (candidate) =>
      body !== undefined &&
      candidate.heading !== null &&
      candidate.heading.end <= body.start &&
      body.start < candidate.span.end &&
      candidate.path.join() === hit.passage.sectionPath.join(),
  );
  if (report === undefined || body === undefined || section?.heading === undefined || section.heading === null) return [];
  const text = context.evidence.readText(report.id);
  if (text.slice(section.heading.end, body.start).trim() !== "") return [];
  const [first] = splitSentences(text.slice(body.start, body.end));
  if (first === undefined) return [];
  const sentence = trimSpan(text, { start: body.start + first.start, end: body.start + first.end });
  return [{ owner: report.owner, hit, parts: [trimSpan(text, section.heading), ...splitAtBreaks(text, sentence)], joint: " " }];
}

function extractsOf(context: ComposeContext, hit: FusedHit): readonly Extract[] {
  const owner = context.evidence.catalogue.reportsById.get(hit.passage.reportId)?.owner;
  if (owner === undefined) return [];
  const text = context.evidence.readText(hit.passage.reportId);
  return hit.highlights.slice(0, HIGHLIGHTS_PER_PASSAGE).flatMap((spans) => {
    const parts = spans.flatMap((span) => (span.end > span.start ? splitAtBreaks(text, trimSpan(text, span)) : []));
    return parts.length === 0 ? [] : [{ owner, hit, parts, joint: "" as const }];
  });
}

/** Share of the question's Chinese terms in the passage and its headings; 1 for a question without Chinese, which only meaning can match. */
function sharedWords(context: ComposeContext, { hit }: Extract): number {
  const terms = context.evidence.terms.filter((term) => /[\u3400-\u9fff]/.test(term));
  const held = foldText(`${hit.passage.sectionPath.join(" ")} ${hit.passage.text}`);
  return terms.length === 0 ? 1 : terms.filter((term) => held.includes(term)).length / terms.length;
}

function withoutOverlap(extracts: readonly Extract[]): readonly Extract[] {
  return extracts.filter((extract, index) => {
    const cover = coverSpans(extract.parts);
    return !extracts.slice(0, index).some((earlier) => {
      const other = coverSpans(earlier.parts);
      return earlier.hit.passage.reportId === extract.hit.passage.reportId && cover.start < other.end && other.start < cover.end;
    });
  });
}
