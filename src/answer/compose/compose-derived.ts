import type { Figure } from "../../domain/figure.ts";
import { areSidesOf } from "../../retrieve/figures/contrast.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_ROWS, tellMore } from "../limits.ts";
import type { Part, PrintedFigure } from "../parts.ts";
import { commonPeriod, discloseSlots, figureMeasure, formulaPart, measureLabel, told, withMarker } from "../pieces.ts";
import { tellGaps, tellUnknownOwners } from "../tell/tell-gaps.ts";
import { unitsAgree } from "./comparability.ts";
import { composeLookup } from "./compose-lookup.ts";
import { latestCells } from "./contenders.ts";

/** One thing over another of the same owner: the printed share first, else computed and marked so. */
export function composeDerived(context: ComposeContext): Draft {
  const draft = createDraft(context);
  const [part, whole] = context.evidence.measures;
  if (part === undefined || whole === undefined || areOfOnePopulation(context, part, whole)) return composeLookup(context);
  tellUnknownOwners(context, draft);
  const wholes = new Map(latestCells(whole.cells).map((cell) => [cell.owner.id, cell]));
  const cells = latestCells(part.cells);
  const outcomes = cells.slice(0, MOST_ROWS).map((cell) => {
    const other = wholes.get(cell.owner.id);
    return tellShare(context, draft, { part, whole }, cell, other);
  });
  tellMore(context, draft, cells.length);
  discloseSlots(context, draft);
  const isAll = outcomes.every((outcome) => outcome === "told");
  return draft.finish({ status: outcomes.every((outcome) => outcome === "silent") ? "not_found" : isAll ? "answered" : "partial" });
}

const asksPerHead = ({ parsed }: ComposeContext): boolean => /每|人均|生均|师均|班均|\b(?:per|each)\b/i.test(parsed.question);

/** 每个老师…: what comes to each is never a count of the same people (教职工数 over 专任教师数). */
function areOfOnePopulation({ parsed }: ComposeContext, part: MeasureEvidence, whole: MeasureEvidence): boolean {
  const [a, b] = [part.measure.entry, whole.measure.entry];
  if (a === null || b === null || !/每|人均|生均|\b(?:per|each)\b/i.test(parsed.question)) return false;
  return a.group === b.group && a.kind === "count" && b.kind === "count" && unitsAgree(a.unit, b.unit);
}

interface AskedShare {
  readonly part: MeasureEvidence;
  readonly whole: MeasureEvidence;
}

/** `half`: of the two numbers only the first is given. */
type Outcome = "told" | "half" | "silent";

/** One owner's part over its whole: what is printed as such, else computed. */
function tellShare(context: ComposeContext, draft: DraftBuilder, asked: AskedShare, cell: FigureCell, other: FigureCell | undefined): Outcome {
  const printed = printedShare(context, asked.whole, cell);
  if (printed !== undefined) draft.state(context.wording.value(told(context, draft.show(printed))));
  const [a, held] = [countIn(asked.part, cell), countIn(asked.whole, other)];
  // 助学金 over 助学金: what stands in for both is told as neither.
  const isNoWhole = held !== undefined && (held.id === a?.id || isNarrower(context, held, asked.whole) || areSides(a, held, asked.whole));
  const b = isNoWhole ? undefined : held;
  if (a === undefined || b === undefined) {
    if (printed !== undefined) return "told";
    if (a !== undefined && asksPerHead(context)) draft.state(context.wording.value(told(context, draft.show(a))));
    tellGaps(context, draft, a === undefined ? asked.part : asked.whole, [a === undefined ? cell : (other ?? cell)]);
    return a !== undefined && asksPerHead(context) ? "half" : "silent";
  }
  const operands = [draft.printed(a), draft.printed(b)] as const;
  // 每个老师带几个学生: people over people, and no share of them.
  const alike = unitsAgree(a.unit, b.unit) && !asksPerHead(context);
  const asksShare = !alike && ASKS_SHARE.test(context.parsed.question) && !asksPerHead(context);
  if ((alike && isNoPart(a, b)) || asksShare) {
    refuseShare(context, draft, operands);
    return "silent";
  }
  return tellQuotient(context, draft, operands, { alike, isFirst: printed === undefined }) || printed !== undefined ? "told" : "silent";
}

/** The share that the report prints of this whole. */
function printedShare(context: ComposeContext, whole: MeasureEvidence, { direct, otherKinds }: FigureCell): Figure | undefined {
  const { name } = measureLabel(context, whole);
  return [...direct, ...otherKinds].find((figure) => figure.kind === "share" && figure.denominator !== null && name.includes(figure.denominator));
}

/** The number of one side: of the kind that its name has (money is no number of those who got it), a plain number where it names a share. */
function countIn({ measure }: MeasureEvidence, held: FigureCell | undefined): Figure | undefined {
  const kind = measure.entry?.kind;
  const isShare = ({ kind: of }: Figure): boolean => of === "share" || of === "ratio";
  const plain = held === undefined ? [] : [...held.direct, ...held.otherKinds].filter((figure) => !isShare(figure));
  return kind === undefined || kind === "share" || kind === "ratio" ? plain[0] : plain.find((figure) => figure.kind === kind);
}

type Operands = readonly [PrintedFigure, PrintedFigure];

/** The two are told, and that neither is a part of the other. */
function refuseShare(context: ComposeContext, draft: DraftBuilder, [first, second]: Operands): void {
  const { wording } = context;
  for (const shown of [first, second]) draft.show(shown.figure);
  const parts = wording.notPartOf(wording.owner(first.owner), nameOf(context, first), nameOf(context, second));
  draft.state(parts);
  draft.limit("not_comparable", parts);
}

const nameOf = (context: ComposeContext, shown: PrintedFigure): readonly Part[] => context.wording.named(figureMeasure(context, shown), withMarker(shown));

/** The first over the second with its formula; false, and said so, where there is no result. `isFirst`: it leads the answer's figures. */
function tellQuotient(
  context: ComposeContext,
  draft: DraftBuilder,
  [first, second]: Operands,
  { alike, isFirst }: { readonly alike: boolean; readonly isFirst: boolean },
): boolean {
  const { wording } = context;
  const label = {
    id: null,
    name: `${first.label.name}/${second.label.name}`,
    nameEn: `${first.label.nameEn} / ${second.label.nameEn}`,
    from: "report",
  } as const;
  const made = draft.derive(
    {
      owner: first.owner,
      label,
      formula: { op: alike ? "percent" : "quotient" },
      operands: [first, second],
      unit: alike ? "%" : `${first.figure.unit}/${second.figure.unit}`,
      quantityKind: alike ? "share" : "average",
      period: commonPeriod([first.figure, second.figure]),
      denominator: second.label.name,
    },
    isFirst ? "lead" : "last",
  );
  if (made === null) {
    draft.state(wording.noResult());
    return false;
  }
  for (const shown of [first, second]) draft.show(shown.figure);
  const [owner, result] = [wording.owner(first.owner), { kind: "figure", figure: made } as const];
  const names = [nameOf(context, first), nameOf(context, second)] as const;
  draft.state(alike ? wording.shareOf(owner, ...names, result) : wording.perUnit(owner, ...names, result));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  const vague = [first, second].filter(({ figure }) => figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map(withMarker)));
  return true;
}

/** 本科学历教师 where 全部教师 are asked: what stands in for a number that is not given is no whole, where its name says more than was asked. */
function isNarrower({ parsed, lexicon }: ComposeContext, figure: Figure, { measure }: MeasureEvidence): boolean {
  const { entry, asked } = measure;
  if (entry === null || figure.indicator.id === null || figure.indicator.id === entry.id) return false;
  const name = lexicon.indicator(figure.indicator.id)?.zh.replace(/[人总]?数$/, "") ?? figure.indicator.name;
  const at = name.lastIndexOf(asked.words);
  return at >= 2 && !parsed.question.includes(name.slice(0, at));
}

/** 编外 is no part of 在编 where the whole of both is asked. */
const areSides = (part: Figure | undefined, held: Figure, { measure }: MeasureEvidence): boolean =>
  part !== undefined && areSidesOf(foldText(measure.asked.words), foldText(part.indicator.words), foldText(held.indicator.words));

/** 占多少 of another unit (39家 of 8000人次) is no share. */
const ASKS_SHARE = /占|百分之|\bpercent|\bshare of\b/i;

/** A share is asked for of what is more than the whole, or is the whole itself: the two count different things. */
function isNoPart(part: Figure, whole: Figure): boolean {
  const order = compareDecimals(part.value, whole.value);
  return part.id === whole.id || order > 0;
}
