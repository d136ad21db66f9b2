import type { ComposeContext, DraftBuilder } from "../draft.ts";
import type { Formula } from "../formula.ts";
import { type DerivedFigure, type IndicatorLabel, joinParts, type PrintedFigure } from "../parts.ts";
import { commonPeriod, formulaPart, periodPiece, told, withMarker } from "../pieces.ts";
import { itemPiece, type Paired, type Sided, tellVague } from "./working-pieces.ts";

/** A name for what is made of two figures. */
export function labelOfPair(first: PrintedFigure, second: PrintedFigure, sign: string): IndicatorLabel {
  return {
    id: null,
    name: `${first.label.name}${sign}${second.label.name}`,
    nameEn: `${first.label.nameEn} ${sign} ${second.label.nameEn}`,
    from: first.label.from === "lexicon" && second.label.from === "lexicon" && first.label.id === second.label.id ? "lexicon" : "report",
  };
}

/** What was asked of two printed numbers, with its formula; false where nothing can be made of them. */
export function tellPair(context: ComposeContext, draft: DraftBuilder, working: Paired): boolean {
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
export function tellSide(context: ComposeContext, draft: DraftBuilder, { part, sides }: Sided): boolean {
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

export function workOut(draft: DraftBuilder, operands: readonly [PrintedFigure, PrintedFigure], formula: Formula): DerivedFigure | null {
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
