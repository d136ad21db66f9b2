import type { Figure, QuantityKind } from "../../domain/figure.ts";
import type { Owner } from "../../domain/report.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { denominatorsAgree, yearOfCell } from "../compose/comparability.ts";
import { type Contender, type Decision, decide, ranksOf, type Top } from "../compose/contenders.ts";
import { type ComposeContext, type DraftBuilder, labelOf } from "../draft.ts";
import { firstRows, MOST_CARRIED, MOST_INLINE, MOST_ROWS, tellMore } from "../limits.ts";
import type { Piece } from "../parts.ts";
import { countOwners, measurePiece, ownerPieces, row, withMarker } from "../pieces.ts";
import type { Row } from "../wording/wording.ts";
import { tellNoReports } from "./tell-gaps.ts";

export interface Order {
  readonly evidence: MeasureEvidence;
  readonly contenders: readonly Contender[];
  readonly winner: Decision;
  readonly top: Top;
  readonly measure: Piece;
}

/** Who leads and the order of the rest; where bounds overlap, that it cannot be told. */
export function tellOrder(context: ComposeContext, draft: DraftBuilder, order: Order): void {
  const { wording, parsed } = context;
  const { contenders, winner, top, measure } = order;
  const rowsOf = (some: readonly Contender[]): readonly Row[] => firstRows(context, some, (contender) => row(context, draft.printed(contender.figure)));
  tellPlaces(context, draft, order);
  if (winner.kind === "winner")
    draft.state(
      wording.winner(
        wording.owner(winner.owner),
        measure,
        { top, kind: kindOf(contenders), pair: isPair(context, contenders) },
        rowsOf(contenders.slice(0, 2)),
      ),
    );
  if (winner.kind === "tie") draft.state(wording.tie(measure, rowsOf(contenders.slice(0, winner.owners.length))));
  if (winner.kind === "undecided" && !tellBestExact(context, draft, order, winner.owners)) {
    const owners = new Set(winner.owners.map((owner) => owner.id));
    const parts = wording.cannotCompareBounds(measure, rowsOf(contenders.filter((contender) => owners.has(contender.owner.id))));
    draft.state(parts);
    draft.limit("not_comparable", parts);
  }
  if (contenders.length > 2 || parsed.intent === "rank") tellRanking(context, draft, contenders, measure, top);
  const vague = contenders.slice(0, MOST_ROWS).filter((contender) => contender.figure.qualifier !== "exact");
  if (vague.length > 0) draft.limit("approximate", wording.approximate(vague.map((contender) => withMarker(draft.printed(contender.figure)))));
}

/** Two that are compared, and nothing is ranked: 更多, not 最多. */
const isPair = ({ parsed }: ComposeContext, contenders: readonly Contender[]): boolean => contenders.length === 2 && parsed.intent === "compare";

/** 南屿的就业率排第几: the place of the school that the question names, where all are ranked. */
function tellPlaces(context: ComposeContext, draft: DraftBuilder, { contenders, top, measure }: Order): void {
  const { wording, parsed } = context;
  if (contenders.length < 2 || parsed.owners.certainty !== "stated" || !ASKS_PLACE.test(parsed.question)) return;
  const ranks = ranksOf(contenders);
  for (const mention of parsed.owners.mentions) {
    const [at, ...more] = contenders.flatMap(({ owner }, index) => (bearsName(owner, mention.text) ? [index] : []));
    const one = at === undefined ? undefined : contenders[at];
    if (at === undefined || one === undefined || more.length > 0) continue;
    const place = { kind: "rank", rank: ranks[at] ?? at + 1 } as const;
    draft.state(wording.placeOf(wording.owner(one.owner), measure, place, countOwners(contenders.length), { top, kind: kindOf(contenders) }));
  }
}

/** A short name holds some characters of the full one in their order: 南屿海洋 of 南屿县海洋职业学校. */
function bearsName({ name, nameEn }: Owner, mention: string): boolean {
  const full = `${name} ${nameEn}`.toLowerCase();
  let from = 0;
  for (const character of mention.toLowerCase().trim()) {
    const at = full.indexOf(character, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return mention.trim() !== "";
}

const ASKS_PLACE = /第几|名次|排名|排在?哪|什么位置|\b(?:which place|what place|rank|ranked|position|where does)\b/i;

/** Where only bounds (3000元以上) leave it open who leads: the best of the exact values, and who cannot be placed. False where more than that is open. */
function tellBestExact(context: ComposeContext, draft: DraftBuilder, { contenders, top, measure }: Order, undecided: readonly Owner[]): boolean {
  const { wording } = context;
  const ids = new Set(undecided.map(({ id }) => id));
  const exact = contenders.filter(({ figure, interval }) => figure.qualifier === "exact" && interval.low === interval.high);
  const open = contenders.filter((contender) => ids.has(contender.owner.id) && !exact.includes(contender));
  const best = decide(exact, top);
  const [lead] = exact;
  if (exact.length < 2 || best.kind !== "winner" || lead === undefined || open.some(({ figure }) => figure.qualifier === "exact")) return false;
  const rowOf = (contender: Contender): Row => row(context, draft.printed(contender.figure));
  const parts = wording.bestExact(wording.owner(best.owner), measure, { top, kind: kindOf(contenders) }, rowOf(lead), firstRows(context, open, rowOf));
  draft.state(parts);
  draft.limit("not_comparable", parts);
  return true;
}

function tellRanking(context: ComposeContext, draft: DraftBuilder, contenders: readonly Contender[], measure: Piece, top: Top): void {
  const { wording, parsed } = context;
  draft.state(wording.rankHead(measure, { top, kind: kindOf(contenders) }));
  const ranks = ranksOf(contenders);
  const wanted = contenders.filter((_, index) => parsed.top === null || (ranks[index] ?? index + 1) <= parsed.top);
  wanted.slice(0, MOST_ROWS).forEach((contender, index) => {
    draft.state(wording.rankedRow({ kind: "rank", rank: ranks[index] ?? index + 1 }, row(context, draft.printed(contender.figure))));
  });
  tellMore(context, draft, wanted.length);
  if (wanted.length > MOST_ROWS)
    wanted.slice(0, MOST_CARRIED).forEach((contender, index) => {
      draft.carry({ rank: ranks[index] ?? index + 1, figure: draft.uncited(contender.figure) });
    });
}

function kindOf(contenders: readonly Contender[]): QuantityKind {
  return contenders[0]?.figure.kind ?? "count";
}

/** Shares of different wholes, as their reports state them: said before any order of the bare numbers. */
export function tellUnlikeShares(context: ComposeContext, draft: DraftBuilder, contenders: readonly Contender[]): void {
  const { wording } = context;
  const stated = contenders.filter(({ figure }) => figure.kind === "share" && figure.denominator !== null);
  if (stated.length < 2 || stated.length < contenders.length || denominatorsAgree(stated.map(({ figure }) => figure))) return;
  draft.state(
    wording.unlikeShares(
      stated.slice(0, MOST_INLINE).map(({ owner, figure }) => ({ owner: wording.owner(owner), denominator: denominatorPiece(figure) ?? "" })),
    ),
  );
}

/** Another period or an unstated denominator: said, the winner stands. */
export function tellCautions(context: ComposeContext, draft: DraftBuilder, contenders: readonly Contender[]): void {
  const { wording } = context;
  const years = new Set(contenders.map(({ cell, figure }) => yearOfCell(cell, figure)));
  if (years.size > 1)
    draft.limit("different_period", wording.differentPeriod(firstRows(context, contenders, ({ figure }) => row(context, draft.printed(figure)))));
  const figures = contenders.map(({ figure }) => figure);
  if (new Set(figures.map((figure) => figure.indicator.id)).size > 1)
    draft.limit(
      "ambiguous",
      wording.differentMeasure(
        contenders
          .slice(0, MOST_INLINE)
          .map(({ owner, figure }) => ({ owner: wording.owner(owner), measure: wording.indicator(labelOf(context.lexicon, figure)) })),
      ),
    );
  if (denominatorsAgree(figures)) return;
  draft.limit(
    "different_denominator",
    wording.differentDenominator(
      contenders.slice(0, MOST_INLINE).map(({ owner, figure }) => ({ owner: wording.owner(owner), denominator: denominatorPiece(figure) })),
    ),
  );
}

function denominatorPiece(figure: Figure): Piece | null {
  return figure.denominator === null ? null : { kind: "words", text: figure.denominator, reportId: figure.reportId };
}

/** How many of the owners report it; who does not; who gives it in another kind only. */
export function tellLacking(
  context: ComposeContext,
  draft: DraftBuilder,
  evidence: MeasureEvidence,
  sides: { readonly holding: readonly FigureCell[]; readonly lacking: readonly FigureCell[] },
): void {
  const { wording } = context;
  const { holding, lacking } = sides;
  if (lacking.length === 0) return;
  const total = holding.length + lacking.length;
  const parts = wording.coverage(
    countOwners(holding.length),
    countOwners(total),
    ownerPieces(
      context,
      lacking.map((cell) => cell.owner),
    ),
  );
  draft.state(parts);
  draft.limit("missing", parts);
  tellNoReports(context, draft, lacking.slice(0, MOST_INLINE));
  const elsewise = lacking.filter((cell) => cell.otherKinds.length > 0);
  if (elsewise.length === 0 || evidence.measure.kind === null) return;
  const rows = firstRows(
    context,
    elsewise.flatMap((cell) => cell.otherKinds.slice(0, 1)),
    (figure) => row(context, draft.near(figure)),
  );
  draft.limit(
    "not_comparable",
    wording.cannotCompareKind(
      evidence.measure.kind,
      measurePiece(context, evidence),
      [],
      ownerPieces(
        context,
        elsewise.map((cell) => cell.owner),
      ),
      rows,
    ),
  );
}
