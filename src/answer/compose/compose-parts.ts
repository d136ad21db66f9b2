import type { Figure } from "../../domain/figure.ts";
import { compareDecimals } from "../../text/decimal.ts";
import { type ComposeContext, createDraft, type Draft, type DraftBuilder } from "../draft.ts";
import { MOST_ROWS } from "../limits.ts";
import type { Piece } from "../parts.ts";
import { discloseSlots, figureMeasure, measurePiece, periodPiece, told, withMarker } from "../pieces.ts";
import { asksBothEnds } from "./both-ends.ts";
import { intervalOf, unitsAgree } from "./comparability.ts";
import { latestCells } from "./contenders.ts";
import { conditionOf, meetsIn, takesLimit } from "./thresholds.ts";

/** Ranks the parts of a school by what its report gives of each (哪个系学生最多); the whole school's number is never one of them. */
export function composeParts(context: ComposeContext): Draft {
  const { evidence, parsed, wording } = context;
  const draft = createDraft(context);
  const [measure] = evidence.measures;
  const cells = measure === undefined ? [] : evidence.owners.length === 1 ? latestPartCells(measure.cells) : latestCells(measure.cells);
  const figures = cells.flatMap((cell) => cell.parts ?? []);
  const [first] = figures;
  const noun = { kind: "echo", text: parsed.partsNoun ?? "" } as const;
  const name = parsed.question.includes(noun.text) ? noun : "";
  const [owner] = evidence.owners;
  if (measure === undefined || first === undefined || figures.some((figure) => !unitsAgree(figure.unit, first.unit) || figure.kind !== first.kind)) {
    if (measure !== undefined && owner !== undefined) {
      const parts = wording.partsNotGiven(evidence.owners.length === 1 ? wording.owner(owner) : "", measurePiece(context, measure), name);
      draft.state(parts);
      draft.limit("missing", parts);
    }
    return draft.finish({ status: "not_found" });
  }
  const sign = parsed.direction === "min" || parsed.threshold?.comparator.startsWith("<") === true ? 1 : -1;
  const kept = withinLimit(context, figures);
  const sorted = kept.toSorted((a, b) => sign * compareDecimals(a.value, b.value));
  const ordered = parsed.top === null || parsed.top < 2 ? sorted : sorted.slice(0, parsed.top);
  if (parsed.threshold !== null && ordered.length === 0)
    draft.state(wording.partsNone(measurePiece(context, measure), conditionOf(context, parsed.threshold), name));
  const isCounted = parsed.threshold !== null && ordered.length > 0 && COUNTS.test(parsed.question);
  if (isCounted) {
    const tally = { kind: "tally", of: ordered.map((figure) => draft.printed(figure)) } as const;
    draft.state(wording.partsCounted(measurePiece(context, measure), conditionOf(context, parsed.threshold), name, tally));
  }
  const isOrdered = parsed.threshold === null && ordered.length > 1;
  const top = parsed.direction ?? "max";
  if (isOrdered) tellLeader(context, draft, sorted, measurePiece(context, measure), top);
  if (isOrdered && asksBothEnds(parsed.question)) {
    tellLeader(context, draft, sorted.toReversed(), measurePiece(context, measure), top === "max" ? "min" : "max");
  }
  ordered.slice(0, MOST_ROWS).forEach((figure, index) => {
    const shown = draft.show(figure);
    if (index === 0 && !isOrdered && !isCounted) draft.state(wording.value(told(context, shown)));
    else
      draft.state(wording.row({ owner: isOrdered ? namePiece(figure) : figureMeasure(context, shown), period: periodPiece(shown), figure: withMarker(shown) }));
  });
  const parts = figures.length === 1 ? wording.onePartGiven(name) : wording.partsGiven(name);
  // 哪个最少 after 哪个系最多 weighs the same parts.
  if (parsed.indicators.certainty !== "inherited") draft.state(parts);
  draft.limit("incomplete", parts);
  discloseSlots(context, draft);
  return draft.finish({ status: figures.length === 1 ? "partial" : "answered" });
}

/** 有几个专业超过400人: how many there are is asked, and which. */
const COUNTS = /(?<!哪)几个|多少个?(?:专业|系|部|班|校区|年级)|(?:专业|系|部|班级|校区|年级)(?:一共|总共)?有多少|\bhow many\b/i;

/** 最多的是智能制造系: what was asked for is said first, and the rest is listed after it. */
function tellLeader(context: ComposeContext, draft: DraftBuilder, ordered: readonly Figure[], measure: Piece, top: "max" | "min"): void {
  const { wording } = context;
  const [first] = ordered;
  if (first === undefined) return;
  const names = ordered.filter((figure) => compareDecimals(figure.value, first.value) === 0).map(namePiece);
  const shown = draft.show(first);
  const degree = { top, kind: first.kind } as const;
  draft.state(wording.leads(wording.owner(shown.owner), measure, names, degree, { period: periodPiece(shown), figure: withMarker(shown) }));
}

const namePiece = ({ subject, population, reportId }: Figure): Piece => ({ kind: "words", text: (subject ?? population ?? "").trim(), reportId });

/** 哪些专业超过90%: the parts that surely meet the limit; all of them where none is set. */
function withinLimit({ parsed }: ComposeContext, figures: readonly Figure[]): readonly Figure[] {
  const { threshold } = parsed;
  if (threshold === null) return figures;
  return figures.filter(
    (figure) => (takesLimit(figure.unit, threshold.unit) || figure.unit === "") && meetsIn(intervalOf(figure), figure.unit, threshold) === "yes",
  );
}

/** The last year whose reports tell of parts. */
function latestPartCells<Cell extends { readonly parts?: readonly unknown[] }>(cells: readonly Cell[]): readonly Cell[] {
  return cells.filter(({ parts = [] }) => parts.length > 0).slice(-1);
}
