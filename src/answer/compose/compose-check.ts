import type { Figure } from "../../domain/figure.ts";
import { compareDecimals, divideDecimals, multiplyDecimals } from "../../text/decimal.ts";
import { foldText } from "../../text/fold.ts";
import { detectQuantities } from "../../text/quantities.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { commonPeriod, discloseSlots, distinctValues, figureMeasure, formulaPart, told, withMarker } from "../pieces.ts";
import { unitsAgree } from "./comparability.ts";

const ASKS = /对吗|对不对|对么|算得?对|算错|对得上|有没有错|没错吧|正确吗|\b(?:right|correct|add up|wrong|check out)\b/;

interface Said {
  readonly value: string;
  readonly unit: string;
}

/** Two numbers of one unit and the share that is said to follow from them, as the question puts them; null where it does not. */
function saidIn({ parsed, lexicon }: ComposeContext): { readonly counts: readonly [Said, Said]; readonly share: Said } | null {
  const folded = foldText(parsed.question);
  if (!ASKS.test(folded)) return null;
  const all = detectQuantities(folded, lexicon.units).quantities.map(({ value, unit }) => ({ value, unit }));
  const shares = all.filter(({ unit }) => unit === "%");
  const [one, other, ...more] = all.filter(({ unit }) => unit !== "%" && unit !== "");
  const [share] = shares;
  if (share === undefined || shares.length > 1 || one === undefined || other === undefined || more.length > 0 || !unitsAgree(one.unit, other.unit)) return null;
  return { counts: [one, other], share };
}

/**
 * 504人报名、录取475人、录取率94%，这账算得对吗: the share computed from the two numbers as the report prints them, set against the one that is put
 * forward, to as many decimals. Null where the question is no such sum, or the report does not print both numbers.
 */
export function composeCheck(context: ComposeContext): Draft | null {
  const { evidence, wording } = context;
  const said = evidence.owners.length === 1 ? saidIn(context) : null;
  if (said === null) return null;
  const cells = evidence.measures.flatMap(({ cells: own }) => own);
  const pool = cells.flatMap(({ direct, otherKinds, otherPeriods, siblings, sentenceMates }) => [
    ...direct,
    ...otherKinds,
    ...otherPeriods,
    ...siblings,
    ...sentenceMates,
  ]);
  const find = ({ value, unit }: Said): Figure | undefined =>
    pool.find((figure) => figure.unit === unit && figure.aspect !== "change" && compareDecimals(figure.value, value) === 0);
  const [a, b] = said.counts.map(find);
  if (a === undefined || b === undefined || a.id === b.id || compareDecimals(a.value, "0") === 0) return null;
  const [part, whole] = compareDecimals(a.value, b.value) <= 0 ? [a, b] : [b, a];
  const draft = createDraft(context);
  const [top, bottom] = [draft.printed(part), draft.printed(whole)];
  const made = draft.derive(
    {
      owner: top.owner,
      label: { id: null, name: `${top.label.name}/${bottom.label.name}`, nameEn: `${top.label.nameEn} / ${bottom.label.nameEn}`, from: "report" },
      formula: { op: "percent" },
      operands: [top, bottom],
      unit: "%",
      quantityKind: "share",
      period: commonPeriod([part, whole]),
      denominator: bottom.label.name,
    },
    "lead",
  );
  if (made === null) return null;
  const holds = compareDecimals(rounded(part, whole, said.share.value), said.share.value) === 0;
  const echo = { kind: "echo", text: `${said.share.value}%` } as const;
  const value = { kind: "figure", figure: made } as const;
  const [first, second] = [top, bottom].map((shown) => wording.named(figureMeasure(context, shown), withMarker(shown)));
  draft.state(wording.checked(holds, echo, value));
  for (const figure of [part, whole]) draft.show(figure);
  draft.state(wording.shareOf(wording.owner(top.owner), first ?? [], second ?? [], value));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  const printed = distinctValues(
    pool.filter((figure) => figure.kind === "share" && figure.source.context.start === part.source.context.start && isNear(figure, said.share)),
  );
  for (const figure of printed.slice(0, 1)) draft.state(wording.value(told(context, draft.show(figure))));
  if (!holds) draft.limit("premise", wording.premise());
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** The share to as many decimals as the one put forward. */
function rounded(part: Figure, whole: Figure, like: string): string {
  return divideDecimals(multiplyDecimals(part.value, "100"), whole.value, like.split(".")[1]?.length ?? 0);
}

const isNear = (figure: Figure, { value }: Said): boolean => compareDecimals(figure.value, value) === 0;
