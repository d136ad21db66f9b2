import type { QuantityKind } from "../../domain/figure.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { distinctValues, measurePiece, told, withMarker } from "../pieces.ts";
import type { Outcome } from "./tell-figures.ts";
import { tellPrintedChange } from "./tell-years.ts";

const MAX_CHANGES = 3;

/** Changes as the report prints them; false where it prints none. */
export function tellChanges(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): boolean {
  const changes = distinctValues(cell.changes).slice(0, MAX_CHANGES);
  for (const figure of changes) tellPrintedChange(context, draft, figure);
  return changes.length > 0;
}

/** The plan that was asked about, marked as no outcome. */
export function tellPlans(context: ComposeContext, draft: DraftBuilder, cell: FigureCell): Outcome {
  const plans = distinctValues(cell.plans);
  for (const figure of plans) {
    const parts = context.wording.planOnly(told(context, draft.show(figure)));
    draft.state(parts);
    draft.limit("plan", parts);
  }
  return plans.length === 0 ? "none" : "told";
}

/** The same thing in another kind: a share where a number was asked. Part of an answer when the kind was asked for in words. */
export function tellOtherKind(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const values = distinctValues(cell.otherKinds);
  const { kind } = evidence.measure;
  // 教师培训多少人次 where only parts are counted: these go before the money that it took.
  const isMoney = kind === "count" && values.every((figure) => figure.kind === "amount");
  const parts = values.length === 0 || kind === null || isMoney ? tellSubgroups(context, draft, evidence, cell) : "none";
  if (values.length === 0 || kind === null || parts !== "none") return parts;
  if (kind === "average") {
    const made = tellPerHead(context, draft, evidence, cell);
    if (made) return "told";
  }
  const shown = values.map((figure) => draft.show(figure));
  if (context.parsed.wantedKind === null && values.every((figure) => standsFor(figure.kind, kind))) {
    for (const figure of shown) draft.state(context.wording.value(told(context, figure)));
    return "told";
  }
  const instead = context.wording.kindMissing(context.wording.owner(cell.owner), measurePiece(context, evidence), kind, shown.map(withMarker));
  draft.state(instead);
  draft.limit("missing", instead);
  return "part";
}

/** 生均助学金 from the amount and the people who got it, where the report prints both and not the mean. */
function tellPerHead(context: ComposeContext, draft: DraftBuilder, { measure }: MeasureEvidence, cell: FigureCell): boolean {
  const { wording } = context;
  const total = cell.otherKinds.find((figure) => figure.kind === "amount" && figure.qualifier === "exact");
  const people = cell.otherKinds.find((figure) => figure.kind === "count" && figure.unit === "人" && figure.reportId === total?.reportId);
  if (measure.entry === null || total === undefined || people === undefined) return false;
  const [first, second] = [draft.printed(total), draft.printed(people)];
  const label = { id: measure.entry.id, name: measure.entry.zh, nameEn: measure.entry.en, from: "lexicon" } as const;
  const input = {
    owner: cell.owner,
    label,
    formula: { op: "quotient" },
    operands: [first, second],
    unit: `${total.unit}/人`,
    quantityKind: "average",
  } as const;
  const made = draft.derive({ ...input, period: total.period }, "lead");
  if (made === null) return false;
  for (const figure of [total, people]) draft.show(figure);
  draft.state(wording.computedValue(wording.owner(cell.owner), wording.indicator(label), { kind: "figure", figure: made }));
  draft.state(wording.derivedNote({ kind: "formula", figure: made }));
  draft.limit("derived", wording.derivedNote({ kind: "formula", figure: made }));
  return true;
}

/** A share tells how many of something there are; a number tells no share, and a mean or a total tells something else. */
export function standsFor(given: QuantityKind, asked: QuantityKind): boolean {
  return given === asked || (given === "share" && asked === "count");
}

/** The asked entry given for sub-groups alone (省级, 市级): told as parts, the whole named as missing. */
function tellSubgroups(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome {
  const { wording, parsed } = context;
  const entry = evidence.measure.entry;
  const asked = cell.aside.filter(
    (figure) => figure.indicator.id === entry?.id && figure.aspect === "actual" && figure.subject === null && figure.population !== null,
  );
  // The sexes or years of a whole school are no parts of the one part that is asked about.
  if (parsed.population !== null || parsed.subject !== null || cell.bySide !== undefined || entry === null || asked.length === 0 || cell.reports.length === 0)
    return "none";
  const parts = wording.noTotal(wording.owner(cell.owner), measurePiece(context, evidence));
  draft.state(parts);
  draft.limit("missing", parts);
  for (const figure of asked) draft.state(wording.value(told(context, draft.show(figure))));
  return "part";
}
