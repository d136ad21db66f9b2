import type { Figure } from "../../domain/figure.ts";
import type { IndicatorId } from "../../domain/ids.ts";
import { addDecimals, compareDecimals, divideDecimals, multiplyDecimals, subtractDecimals } from "../../text/decimal.ts";
import { addBounds, type Bounds, convert, divideBounds, operandBounds, overlap, printedStep, scaleBounds, statedBounds, widen } from "../bounds.ts";
import { type AuditCheck, type AuditView, type Fact, plainFacts, samePeriod, toFinding, toTerm } from "../facts.ts";
import type { Certainty, Finding, FindingTerm } from "../finding.ts";
import { groupBy } from "../group-by.ts";
import { entriesNamed, type RelationOf } from "../rules.ts";

/** A printed quotient and one way to compute it. */
interface Attempt {
  readonly top: Fact;
  readonly bottom: readonly { readonly fact: Fact; readonly weight: string }[];
  readonly factor: string;
}

/** A share against count ÷ whole: 就业率98% against 414 ÷ 420. A denominator printed beside the share goes before the one of the relation. */
export const shareParts: AuditCheck = {
  name: "share-parts",
  find: (view) =>
    view.rules.relations
      .filter((one) => one.kind === "share")
      .flatMap((relation) =>
        plainFacts(view, relation.share).flatMap((share) => {
          const wholes = printedWholes(share, relation, view);
          return verdict(
            view,
            "share_parts",
            share,
            attempts(
              view,
              share,
              [relation.part],
              wholes.map((id) => [{ id, weight: "1" }]),
              "100",
            ),
          );
        }),
      ),
};

function printedWholes(share: Fact, relation: RelationOf<"share">, view: AuditView): readonly IndicatorId[] {
  const printed = share.figure.denominator;
  if (printed === null || printed === share.indicator.denominator) return relation.wholes;
  return entriesNamed(printed, view.lexicon);
}

/** A mean against total ÷ heads: 生均17册 against 32472 ÷ 2446. */
export const perHead: AuditCheck = {
  name: "per-head",
  find: (view) =>
    view.rules.relations
      .filter((one) => one.kind === "per_head")
      .filter((one) => !one.setBeforehand)
      .flatMap((relation) =>
        plainFacts(view, relation.average).flatMap((average) =>
          verdict(
            view,
            "per_head",
            average,
            attempts(
              view,
              average,
              [relation.total],
              relation.by.map((id) => [{ id, weight: "1" }]),
              relation.per,
            ),
          ),
        ),
      ),
};

/** A ratio against all that its two sides may mean; consistent when any of them fits: 师生比13.37 against 2446 ÷ (155 + 29). */
export const ratio: AuditCheck = {
  name: "ratio",
  find: (view) =>
    view.rules.relations
      .filter((one) => one.kind === "ratio")
      .flatMap((relation) =>
        plainFacts(view, relation.ratio).flatMap((fact) => verdict(view, "ratio", fact, attempts(view, fact, relation.over, relation.under, "1"))),
      ),
};

type Sides = readonly (readonly { readonly id: IndicatorId; readonly weight: string }[])[];

/** Every combination of stated operands of the same time. */
function attempts(view: AuditView, checked: Fact, tops: readonly IndicatorId[], bottoms: Sides, factor: string): Attempt[] {
  const usable = (id: IndicatorId): readonly Fact[] => distinct(plainFacts(view, id).filter((fact) => samePeriod(fact.figure, checked.figure)));
  // 专业课教师里有双师型118人，占专业课教师的64.8%: those whom the share is of narrow its part, and nothing else.
  const ofWhole = (id: IndicatorId): readonly Fact[] =>
    (view.facts.get(id) ?? []).filter(
      (fact) =>
        !fact.guessed &&
        fact.narrowedBy.length > 1 &&
        checked.figure.denominator?.startsWith(fact.narrowedBy) === true &&
        samePeriod(fact.figure, checked.figure),
    );
  const found: Attempt[] = [];
  for (const top of tops.flatMap((id) => [...usable(id), ...distinct(ofWhole(id))]))
    for (const side of bottoms) {
      const facts = side.map((term) => ({ fact: usable(term.id)[0], weight: term.weight }));
      if (facts.some(({ fact }) => fact === undefined || !samePeriod(fact.figure, top.figure))) continue;
      const bottom = facts.flatMap(({ fact, weight }) => (fact === undefined ? [] : [{ fact, weight }]));
      found.push({ top, bottom, factor });
      if (side.length !== 1) continue;
      for (const other of usable(side[0]?.id ?? top.indicator.id).slice(1)) found.push({ top, bottom: [{ fact: other, weight: "1" }], factor });
    }
  return found;
}

/** Values of one operand that are tried; a report that tells more of them tells none. */
const MOST_VALUES = 6;

const distinct = (facts: readonly Fact[]): readonly Fact[] =>
  [...groupBy(facts, (fact) => `${fact.figure.value}${fact.figure.unit}`).values()].flatMap((group) => group[0] ?? []).slice(0, MOST_VALUES);

/** Nothing when one attempt fits or none can be made; else the finding over the attempt that comes nearest. */
function verdict(view: AuditView, kind: Finding["kind"], checked: Fact, tried: readonly Attempt[]): Finding[] {
  const printed = widen(statedBounds(checked.figure, view.rules.about), printedStep(checked.figure));
  const computed = tried.flatMap((attempt) => {
    const bounds = attemptBounds(view, attempt, checked.figure.unit);
    return bounds === null ? [] : [{ attempt, bounds }];
  });
  if (computed.length === 0 || computed.some(({ bounds }) => overlap(bounds, printed))) return [];
  const nearest = [...computed].sort((a, b) => compareDecimals(gap(a.bounds, checked.figure), gap(b.bounds, checked.figure)))[0];
  return nearest === undefined ? [] : [quotientFinding(view, kind, checked, nearest.attempt)];
}

/** The operands of a share that give just the printed value, rounded at its last digit. */
export interface Support {
  readonly terms: readonly FindingTerm[];
  readonly formula: string;
  readonly expected: string;
}

/** What in the report itself bears a share out: 414 ÷ 420 for 98.57%; null where nothing does. */
export function supportOf(view: AuditView, share: Fact): Support | null {
  const relation = view.rules.relations.find((one) => one.kind === "share" && one.share === share.indicator.id);
  if (relation?.kind !== "share" || share.figure.qualifier !== "exact") return null;
  const places = share.figure.value.split(".")[1]?.length ?? 0;
  for (const attempt of attempts(
    view,
    share,
    [relation.part],
    printedWholes(share, relation, view).map((id) => [{ id, weight: "1" }]),
    "100",
  )) {
    const whole = attempt.bottom[0]?.fact.figure;
    if (whole === undefined || compareDecimals(whole.value, "0") <= 0) continue;
    const result = divideDecimals(multiplyDecimals(attempt.top.figure.value, "100"), whole.value, places);
    if (compareDecimals(result, share.figure.value) !== 0) continue;
    const { terms, formula } = quotientFinding(view, "share_parts", share, attempt);
    return { terms: terms.slice(0, -1), formula, expected: `${result}%` };
  }
  return null;
}

function attemptBounds(view: AuditView, attempt: Attempt, unit: string): Bounds | null {
  const { about } = view.rules;
  const stated = operandBounds(attempt.top.figure, about);
  const top = unit === "%" || unit === ":1" ? stated : convert(stated, attempt.top.figure.unit, unit, view.rules);
  if (top === null) return null;
  const bottom = attempt.bottom
    .map(({ fact, weight }) => scaleBounds(operandBounds(fact.figure, about), weight))
    .reduce((sum, one) => addBounds(sum, one), { low: "0", high: "0" } as Bounds);
  return divideBounds(scaleBounds(top, attempt.factor), bottom);
}

function gap(bounds: Bounds, figure: Figure): string {
  const centre = bounds.low ?? bounds.high ?? "0";
  return subtractDecimals(centre, figure.value).replace(/^-/, "");
}

function quotientFinding(view: AuditView, kind: Finding["kind"], checked: Fact, attempt: Attempt): Finding {
  const { top, bottom, factor } = attempt;
  const unit = checked.figure.unit;
  const sum = bottom.reduce((total, { fact, weight }) => addDecimals(total, multiplyDecimals(fact.figure.value, weight)), "0");
  const exactTop = convert({ low: top.figure.value, high: top.figure.value }, top.figure.unit, unit, view.rules)?.low ?? top.figure.value;
  const places = Math.max(2, checked.figure.value.split(".")[1]?.length ?? 0);
  const result = divideDecimals(multiplyDecimals(unit === "%" ? top.figure.value : exactTop, factor), sum, places);
  const parts = bottom.map(({ fact, weight }) => (weight === "1" ? fact.figure.value : `${fact.figure.value} × ${weight}`)).join(" + ");
  const divisor = bottom.length > 1 || bottom[0]?.weight !== "1" ? `(${parts})` : parts;
  const scale = factor !== "1" && unit !== "%" ? ` × ${factor}` : "";
  const expected = `${result}${unit === "%" ? "%" : ""}`;
  return toFinding({
    kind,
    check: kind,
    certainty: certaintyOf(kind, checked, attempt),
    terms: [toTerm(top.figure, top.indicator), ...bottom.map(({ fact }) => toTerm(fact.figure, fact.indicator)), toTerm(checked.figure, checked.indicator)],
    formula: `${top.figure.value} ÷ ${divisor}${scale} = ${expected}`,
    expected,
    printed: checked.figure.source.raw,
  });
}

function certaintyOf(kind: Finding["kind"], checked: Fact, attempt: Attempt): Certainty {
  const all = [checked, attempt.top, ...attempt.bottom.map(({ fact }) => fact)];
  if (all.some((fact) => fact.figure.qualifier !== "exact")) return "low";
  if (kind === "ratio") return "medium";
  // One sentence or section tells of one thing; numbers from two ends of a report may not.
  const section = checked.figure.source.section.join("\n");
  return kind === "share_parts" && all.every((fact) => fact.figure.source.section.join("\n") === section) ? "high" : "medium";
}
