import type { ReportId } from "../../domain/ids.ts";
import type { Span } from "../../domain/span.ts";
import { shareHeld } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { enumeratedItems, numberedPoints } from "../../text/listed-items.ts";
import type { CitedPlace } from "../citations.ts";
import type { ComposeContext, Draft } from "../draft.ts";
import type { PrintedFigure } from "../parts.ts";

/** A numbered point or a name, where it stands in a report, and the place that was quoted with it. */
export interface ListedItem {
  readonly kind: "point" | "name";
  readonly reportId: ReportId;
  readonly span: Span;
  readonly place: CitedPlace;
}

/** One of the things that an answer told, in its order; a row is told by its number. */
export type ToldItem = { readonly kind: "row"; readonly figure: PrintedFigure } | ListedItem;

const ROWS: ReadonlySet<string> = new Set(["rank", "filter", "compare"]);

/** What an answer listed, item by item; empty where it listed nothing that can be counted off. */
export function toldItems(context: ComposeContext, draft: Draft): readonly ToldItem[] {
  const rows = draft.figures.flatMap((figure) => (figure.kind === "printed" ? [figure] : []));
  if (ROWS.has(context.parsed.intent) && rows.length > 1) return rows.map((figure) => ({ kind: "row", figure }));
  const [first] = draft.citations;
  // Points of two reports are no one list.
  const places = draft.citations.filter(({ reportId }) => reportId === first?.reportId);
  const points = numberedPoints(places.map((place) => written(context, place)));
  if (points.length > 0)
    return points.flatMap(({ start, end, text }) => {
      const place = places[text];
      return place === undefined
        ? []
        : [{ kind: "point" as const, reportId: place.reportId, span: { start: place.start + start, end: place.start + end }, place }];
    });
  return places.map((place) => namesIn(context, place)).find((items) => items.length > 0) ?? [];
}

/** The text of a place as it stands, breaks and all: offsets count from its start. */
const written = ({ evidence }: ComposeContext, { reportId, start, end }: CitedPlace): string => evidence.readText(reportId).slice(start, end);

function namesIn(context: ComposeContext, place: CitedPlace): readonly ToldItem[] {
  const weigh = (words: string): number => shareHeld(foldText(words).replace(/\s+/g, ""), context.evidence.topics);
  return enumeratedItems(written(context, place), weigh).map((item) => ({
    kind: "name" as const,
    reportId: place.reportId,
    span: { start: place.start + item.start, end: place.start + item.end },
    place,
  }));
}

const OPENER =
  /^\s*(?:[(（](?:[一二三四五六七八九十]{1,2}|\d{1,2})[)）]|\d{1,2}[.、．]\d?|[一二三四五六七八九十][是、]|第[一二三四五六七八九十][,，、]|[①-⑨])\s*/;

/** What an item says: the point without its number, the name without its marks, or what a row is of. */
export function wordsOfItem({ evidence }: ComposeContext, item: ToldItem): string {
  if (item.kind === "row") return item.figure.figure.subject ?? item.figure.figure.population ?? item.figure.label.name;
  const text = evidence.readText(item.reportId).slice(item.span.start, item.span.end);
  return text
    .replace(OPENER, "")
    .replace(/\s+/g, "")
    .replace(/[。；;]$/, "");
}
