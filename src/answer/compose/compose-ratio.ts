import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { commonPeriod, measurePiece } from "../pieces.ts";
import { unitsAgree } from "./comparability.ts";
import { composeCompare } from "./compose-compare.ts";
import { composeDerived } from "./compose-derived.ts";
import { composeLookup } from "./compose-lookup.ts";
import { composeTrend } from "./compose-trend.ts";
import { finishPair, isYearOnYear, type Pair, pairOf, refusePair, sideNames } from "./pairs.ts";

const TIMES = "倍";

/** How many times as much, to two decimals; a single thing is looked up as printed. */
export function composeRatio(context: ComposeContext): Draft {
  const { evidence, wording } = context;
  if (evidence.measures.length >= 2) return composeDerived(context);
  const ofYears = evidence.owners.length === 1 && !isYearOnYear(context);
  if (evidence.owners.length < 2 && !ofYears && !isOfPrevious(context)) return composeLookup(context);
  const draft = createDraft(context);
  const found = pairOf(context, draft);
  if (found === null) return evidence.owners.length === 1 ? composeTrend(context) : composeCompare(context);
  const pair = isTurned(context, found) ? { ...found, a: found.b, b: found.a } : found;
  const { a, b } = pair;
  if (!unitsAgree(a.figure.unit, b.figure.unit) || a.figure.kind !== b.figure.kind) return refusePair(context, draft, pair);
  const isPercent = a.owner.id === b.owner.id && AS_PERCENT.test(context.parsed.question);
  const made = draft.derive(
    {
      owner: a.owner.id === b.owner.id ? a.owner : null,
      label: a.label,
      formula: { op: isPercent ? "percent" : "quotient" },
      operands: [a, b],
      unit: isPercent ? "%" : TIMES,
      quantityKind: isPercent ? "share" : "ratio",
      period: commonPeriod([a.figure, b.figure]),
    },
    "lead",
  );
  if (made === null) return refusePair(context, draft, pair);
  const [left, right] = sideNames(context, pair);
  draft.state(wording.multiple(left, right, measurePiece(context, pair.evidence), { kind: "figure", figure: made }));
  return finishPair(context, draft, pair, made);
}

const AS_PERCENT = /百分之|百分比|%|\bper ?cent/i;

/** 是去年的几倍: the latest year over the one before. */
const isOfPrevious = ({ evidence, parsed }: ComposeContext): boolean =>
  evidence.owners.length === 1 && evidence.measures.length === 1 && parsed.period.certainty === "stated" && parsed.period.value.kind === "previous";

/** 2020年是2022年的几分之几: the year that is named first is measured by the other. */
function isTurned({ parsed }: ComposeContext, { a, b }: Pair): boolean {
  if (a.owner.id !== b.owner.id || parsed.period.certainty !== "stated") return false;
  const [first] = parsed.period.mentions;
  return first !== undefined && b.figure.period.year !== null && first.text.includes(String(b.figure.period.year));
}
