import type { Figure } from "../../domain/figure.ts";
import type { ToldItem } from "../../retrieve/working/list-sums.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { asksBothEnds } from "../compose/both-ends.ts";
import { unitsAgree } from "../compose/comparability.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { MOST_ROWS } from "../limits.ts";
import type { IndicatorLabel, Part, PrintedFigure } from "../parts.ts";
import { commonPeriod, figureMeasure, formulaPart, periodPiece, told, withMarker } from "../pieces.ts";
import { labelOfPair, workOut } from "./tell-pair.ts";
import { type Listed, namesOf, tellVague, wordsPiece } from "./working-pieces.ts";

/** What was asked of the items of one printed list; false where nothing can be made of them. */
export function tellList(context: ComposeContext, draft: DraftBuilder, working: Listed): boolean {
  const { asked, list } = working;
  const [first] = list.items;
  if (first === undefined) return false;
  const isMixed = list.items.some(({ figure }) => !unitsAgree(figure.unit, first.figure.unit) || figure.kind !== first.figure.kind);
  const isPeople = list.items.every(({ figure }) => figure.unit === "人" || figure.unit === "人次");
  if (working.kind === "order" && asked.kind === "order") {
    tellItemsInOrder(context, draft, list.items, asked);
    if (asked.share && list.total !== null) tellShareOfBest(context, draft, list.items, list.total, asked.direction);
  } else if (working.kind === "items") {
    tellEachItem(context, draft, list.items);
    return true;
  } else if (isMixed && !(isPeople && working.kind === "sum")) return false;
  else if (working.kind === "spread") {
    if (!tellSpread(context, draft, list.items)) return false;
  } else if (!tellTotal(context, draft, working, working.kind === "mean" ? "mean" : "sum")) return false;
  if (isMixed) {
    const shown = list.items.map(({ figure }) => draft.printed(figure));
    const units = shown.filter((one, index) => shown.findIndex((other) => other.figure.unit === one.figure.unit) === index);
    const rows = units.map((one) => ({ owner: wordsPiece(list.items[shown.indexOf(one)] ?? first), period: null, figure: withMarker(one) }));
    draft.limit("not_comparable", context.wording.cannotCompareUnits("", rows));
  }
  return true;
}

/** 开展了哪些培训，各多少人次: each by its name, in the order of the report. */
function tellEachItem(context: ComposeContext, draft: DraftBuilder, items: readonly ToldItem[]): void {
  const { wording } = context;
  const shown = items.map((item) => ({ item, one: draft.show(item.figure) }));
  const [first] = shown;
  if (first === undefined) return;
  draft.state(
    wording.itemsGiven(
      wording.owner(first.one.owner),
      shown.map(({ item, one }) => wording.named(wordsPiece(item), withMarker(one))),
      null,
    ),
  );
  tellVague(
    context,
    draft,
    shown.map(({ one }) => one),
  );
}

type Order = Extract<Listed["asked"], { readonly kind: "order" }>;

function tellItemsInOrder(context: ComposeContext, draft: DraftBuilder, items: readonly ToldItem[], { direction, top, place }: Order): void {
  const { wording, parsed } = context;
  const sign = direction === "min" ? 1 : -1;
  const ordered = items.toSorted((a, b) => sign * compareDecimals(a.figure.value, b.figure.value) || a.figure.source.start - b.figure.source.start);
  const values = [...new Set(ordered.map(({ figure }) => figure.value))];
  const wanted = values[(place ?? 1) - 1] ?? values[0];
  const best = ordered.filter(({ figure }) => figure.value === wanted);
  const [lead] = best;
  if (lead === undefined) return;
  const shown = draft.show(lead.figure);
  const value = { period: periodPiece(shown), figure: withMarker(shown) };
  const names = best.map(wordsPiece);
  const owner = wording.owner(shown.owner);
  const written = place === null ? undefined : /(?:倒数)?第[一二三四五六七八九十][多高大少低小]?/.exec(parsed.question)?.[0];
  if (written !== undefined) draft.state(wording.atPlace(owner, { kind: "echo", text: written }, names, value));
  else draft.state(wording.leads(owner, "", names, { top: direction, kind: lead.figure.kind }, value));
  const end = ordered.at(-1);
  if (end !== undefined && asksBothEnds(parsed.question)) {
    const one = draft.show(end.figure);
    const ends = ordered.filter(({ figure }) => figure.value === end.figure.value).map(wordsPiece);
    const degree = { top: direction === "max" ? "min" : "max", kind: end.figure.kind } as const;
    draft.state(wording.leads(owner, "", ends, degree, { period: periodPiece(one), figure: withMarker(one) }));
  }
  const last = top === null ? undefined : ordered[top - 1];
  const kept = last === undefined ? ordered : ordered.filter(({ figure }) => sign * compareDecimals(figure.value, last.figure.value) <= 0);
  for (const item of kept.slice(0, MOST_ROWS)) {
    const one = draft.show(item.figure);
    draft.state(wording.row({ owner: wordsPiece(item), period: null, figure: withMarker(one) }));
  }
  tellVague(
    context,
    draft,
    kept.slice(0, MOST_ROWS).map(({ figure }) => draft.printed(figure)),
  );
}

/** 哪个专业人数最多，占多少: of what the report gives for all items together. */
function tellShareOfBest(context: ComposeContext, draft: DraftBuilder, items: readonly ToldItem[], total: Figure, direction: "max" | "min"): void {
  const { wording } = context;
  const sign = direction === "min" ? 1 : -1;
  const [best] = items.toSorted((a, b) => sign * compareDecimals(a.figure.value, b.figure.value));
  if (best === undefined || !unitsAgree(best.figure.unit, total.unit)) return;
  const [part, whole] = [draft.printed(best.figure), draft.printed(total)];
  const share = workOut(draft, [part, whole], { op: "percent" });
  if (share === null) return;
  draft.show(total);
  const of = wording.named(figureMeasure(context, whole), withMarker(whole));
  draft.state(wording.shareOf(wording.owner(part.owner), wording.named(wordsPiece(best), withMarker(part)), of, { kind: "figure", figure: share }));
  draft.state(wording.derivedNote(formulaPart(share)));
  draft.limit("derived", wording.derivedNote(formulaPart(share)));
}

function tellSpread(context: ComposeContext, draft: DraftBuilder, items: readonly ToldItem[]): boolean {
  const { wording } = context;
  const ordered = items.toSorted((a, b) => compareDecimals(b.figure.value, a.figure.value));
  const [most, least] = [ordered[0], ordered.at(-1)];
  if (most === undefined || least === undefined || most === least) return false;
  const [high, low] = [draft.printed(most.figure), draft.printed(least.figure)];
  const { kind, unit } = most.figure;
  const made = draft.derive(
    {
      owner: high.owner,
      label: labelOfPair(high, low, "−"),
      formula: { op: "difference" },
      operands: [high, low],
      unit: unit === "%" ? "个百分点" : unit,
      quantityKind: kind,
      period: commonPeriod([most.figure, least.figure]),
    },
    "lead",
  );
  if (made === null) return false;
  const by = { kind: "figure", figure: made } as const;
  const named = (item: ToldItem, shown: PrintedFigure): readonly Part[] => wording.named(wordsPiece(item), withMarker(draft.show(shown.figure)));
  draft.state(wording.differenceWithin(wording.owner(high.owner), named(most, high), named(least, low), by, { top: "max", kind }));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  return true;
}

/** The sum or mean of the items; a sum that the report prints goes first. */
function tellTotal(context: ComposeContext, draft: DraftBuilder, { asked, list }: Listed, op: "sum" | "mean"): boolean {
  const { wording } = context;
  const operands = list.items.map(({ figure }) => draft.printed(figure));
  const [lead] = operands;
  if (lead === undefined || (op === "sum" && lead.figure.kind !== "count" && lead.figure.kind !== "amount" && lead.figure.kind !== "area")) return false;
  const label: IndicatorLabel = { id: null, name: namesOf(list.items), nameEn: namesOf(list.items), from: "report" };
  const made = draft.derive(
    {
      owner: lead.owner,
      label,
      formula: { op },
      operands,
      unit: operands.find(({ figure }) => figure.unit === "人次")?.figure.unit ?? lead.figure.unit,
      quantityKind: lead.figure.kind,
      period: commonPeriod(operands.map(({ figure }) => figure)),
    },
    "lead",
  );
  if (made === null) return false;
  if (op === "sum" && list.total !== null) {
    const printed = draft.show(list.total);
    draft.putFirst([printed]);
    draft.state(wording.value(told(context, printed)));
  }
  const items = list.items.map((item) => wording.named(wordsPiece(item), withMarker(draft.show(item.figure))));
  draft.state(wording.aggregateItems(op, wording.owner(lead.owner), items, { kind: "figure", figure: made }));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  if (op === "mean" && lead.figure.kind === "share") draft.limit("derived", wording.plainMean());
  if (asked.count !== null && asked.count !== list.items.length) draft.limit("premise", wording.premise());
  tellVague(context, draft, operands);
  return true;
}
