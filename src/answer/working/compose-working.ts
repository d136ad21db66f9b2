import type { Figure } from "../../domain/figure.ts";
import type { ToldItem } from "../../retrieve/working/told-lists.ts";
import type { Working } from "../../retrieve/working/working.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { sharesPair } from "../../text/pairs.ts";
import { unitsAgree } from "../compose/comparability.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import type { Formula } from "../formula.ts";
import { MOST_ROWS } from "../limits.ts";
import { type DerivedFigure, type IndicatorLabel, joinParts, type Part, type Piece, type PrintedFigure } from "../parts.ts";
import { commonPeriod, discloseSlots, figureMeasure, formulaPart, periodPiece, told, withMarker } from "../pieces.ts";

type Listed = Extract<Working, { readonly list: unknown }>;
type Sided = Extract<Working, { readonly kind: "side" }>;
type Paired = Exclude<Working, Listed | Sided>;

/** What the question wants worked out over printed numbers of one report, with its formula; null where nothing was found to work with. */
export function composeWorking(context: ComposeContext): Draft | null {
  const working = context.evidence.working ?? null;
  if (working === null) return null;
  const draft = createDraft(context);
  const done =
    "list" in working ? tellList(context, draft, working) : working.kind === "side" ? tellSide(context, draft, working) : tellPair(context, draft, working);
  if (!done) return null;
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** The item by the name of its indicator, or by the report's own words where no entry covers it. */
function itemPiece(context: ComposeContext, shown: PrintedFigure, { name, figure }: ToldItem): readonly Part[] {
  // 送教学生 read as 服务三农: a name that has nothing of the report's words is not told.
  return figure.indicator.id === null || !sharesPair(name, `${shown.label.name}${figure.population ?? ""}${figure.subject ?? ""}`)
    ? [{ kind: "words", text: name, reportId: figure.reportId }]
    : figureMeasure(context, shown);
}

const wordsPiece = ({ name, figure }: ToldItem): Piece => ({ kind: "words", text: name, reportId: figure.reportId });

function labelOfPair(first: PrintedFigure, second: PrintedFigure, sign: string): IndicatorLabel {
  return {
    id: null,
    name: `${first.label.name}${sign}${second.label.name}`,
    nameEn: `${first.label.nameEn} ${sign} ${second.label.nameEn}`,
    from: first.label.from === "lexicon" && second.label.from === "lexicon" && first.label.id === second.label.id ? "lexicon" : "report",
  };
}

function tellPair(context: ComposeContext, draft: DraftBuilder, working: Paired): boolean {
  const { wording } = context;
  const [part, whole] = [draft.printed(working.part.figure), draft.printed(working.whole.figure)];
  const owner = wording.owner(part.owner);
  const names = [itemPiece(context, part, working.part), itemPiece(context, whole, working.whole)] as const;
  const made: DerivedFigure[] = [];
  if (working.kind === "rest") {
    const rest = workOut(draft, [whole, part], { op: "difference" });
    if (rest === null) return false;
    made.push(rest);
    draft.state(wording.differenceWithin(owner, names[1], names[0], { kind: "figure", figure: rest }, { top: "max", kind: "count" }));
  }
  if (working.kind === "times") {
    const product = workOut(draft, [part, whole], { op: "product" });
    if (product === null) return false;
    made.push(product);
    draft.state(
      wording.timesAll(owner, wording.named(names[0], withMarker(part)), wording.named(names[1], withMarker(whole)), { kind: "figure", figure: product }),
    );
  } else if (working.kind === "each") {
    const quotient = workOut(draft, [part, whole], { op: "quotient" });
    if (quotient === null) return false;
    made.push(quotient);
    draft.state(
      wording.perUnit(owner, wording.named(names[0], withMarker(part)), wording.named(names[1], withMarker(whole)), { kind: "figure", figure: quotient }),
    );
  } else if (working.kind !== "rest" || working.share) {
    const share = workOut(draft, [part, whole], { op: "percent" });
    if (share === null) return false;
    made.push(share);
    if (working.printed !== null) {
      const printed = draft.show(working.printed);
      draft.putFirst([printed]);
      draft.state(wording.value(told(context, printed)));
    }
    draft.state(
      wording.shareOf(owner, wording.named(names[0], withMarker(part)), wording.named(names[1], withMarker(whole)), { kind: "figure", figure: share }),
    );
  }
  for (const shown of [part, whole]) draft.show(shown.figure);
  if (working.kind === "rest" && !working.share)
    for (const [index, shown] of [whole, part].entries())
      draft.state(wording.row({ owner: names[1 - index] ?? "", period: periodPiece(shown), figure: withMarker(shown) }));
  for (const one of made) {
    draft.state(wording.derivedNote(formulaPart(one)));
    draft.limit("derived", wording.derivedNote(formulaPart(one)));
  }
  tellVague(context, draft, [part, whole]);
  return true;
}

/** One side of both together: 29人 of 155人 + 29人. */
function tellSide(context: ComposeContext, draft: DraftBuilder, { part, sides }: Sided): boolean {
  const { wording } = context;
  const [own, ...both] = [part, ...sides].map(({ figure }) => draft.printed(figure));
  const [first, second] = both;
  if (own === undefined || first === undefined || second === undefined) return false;
  const label = labelOfPair(first, second, "+");
  const period = commonPeriod([first.figure, second.figure]);
  const base = { owner: own.owner, label, period, quantityKind: own.figure.kind } as const;
  const whole = draft.compute({ ...base, formula: { op: "sum" }, operands: [first, second], unit: own.figure.unit });
  if (whole === null) return false;
  const share = draft.derive(
    { ...base, formula: { op: "percent" }, operands: [own, whole], unit: "%", quantityKind: "share", denominator: label.name },
    "lead",
  );
  if (share === null) return false;
  const names = joinParts(
    sides.map((item, index) => itemPiece(context, index === 0 ? first : second, item)),
    "+",
  );
  draft.state(
    wording.shareOf(
      wording.owner(own.owner),
      wording.named(itemPiece(context, own, part), withMarker(own)),
      wording.named(names, { kind: "figure", figure: whole }),
      { kind: "figure", figure: share },
    ),
  );
  for (const shown of both) draft.show(shown.figure);
  draft.state(wording.derivedNote(formulaPart(share)));
  draft.limit("derived", wording.derivedNote(formulaPart(share)));
  return true;
}

function workOut(draft: DraftBuilder, operands: readonly [PrintedFigure, PrintedFigure], formula: Formula): DerivedFigure | null {
  const [first, second] = operands;
  const isShare = formula.op === "percent";
  const input = {
    owner: first.owner,
    label: labelOfPair(first, second, isShare || formula.op === "quotient" ? "/" : formula.op === "product" ? "×" : "−"),
    formula,
    operands,
    unit: isShare
      ? "%"
      : formula.op === "product"
        ? first.figure.unit.replace(/\/.*$/, "")
        : formula.op === "quotient"
          ? `${first.figure.unit}/${second.figure.unit}`
          : first.figure.unit,
    quantityKind: isShare ? "share" : formula.op === "product" ? "amount" : formula.op === "quotient" ? "average" : first.figure.kind,
    period: commonPeriod([first.figure, second.figure]),
    ...(isShare ? { denominator: second.label.name } : {}),
  } as const;
  return draft.derive(input, "last");
}

function tellVague(context: ComposeContext, draft: DraftBuilder, shown: readonly PrintedFigure[]): void {
  const vague = shown.filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length === 0) return;
  const parts = context.wording.approximate(vague.map(withMarker));
  draft.state(parts);
  draft.limit("approximate", parts);
}

function tellList(context: ComposeContext, draft: DraftBuilder, working: Listed): boolean {
  const { asked, list } = working;
  const [first] = list.items;
  if (first === undefined) return false;
  const isMixed = list.items.some(({ figure }) => !unitsAgree(figure.unit, first.figure.unit) || figure.kind !== first.figure.kind);
  const isPeople = list.items.every(({ figure }) => figure.unit === "人" || figure.unit === "人次");
  if (working.kind === "order" && asked.kind === "order") {
    tellItemsInOrder(context, draft, list.items, asked);
    if (asked.share && list.total !== null) tellShareOfBest(context, draft, list.items, list.total, asked.direction);
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

const namesOf = (items: readonly ToldItem[]): string => items.map(({ name }) => name).join("+");

/** Whether the numbers that an answer was computed from are those that the question's own words name. */
export function restsOn(draft: Draft, figures: readonly Figure[]): boolean {
  const shown = new Set(draft.figures.flatMap((one) => (one.kind === "printed" ? [one.figure.id] : [])));
  return figures.every(({ id }) => shown.has(id));
}
