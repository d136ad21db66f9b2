import { addDecimals, compareDecimals, divideDecimals, subtractDecimals } from "../../text/decimal.ts";
import { above, convert, operandBounds } from "../bounds.ts";
import { type AuditCheck, type AuditView, type Fact, plainFacts, samePeriod, toFinding, toTerm } from "../facts.ts";
import type { Finding } from "../finding.ts";
import type { RelationOf } from "../rules.ts";
import { before, isCumulative, isTotalRow, sentence } from "../surroundings.ts";
import { compareSum, sumFinding } from "./sums.ts";

/** A part told greater than its whole: 专任教师 above 教职工. */
export const atMost: AuditCheck = {
  name: "at-most",
  find: (view) =>
    view.rules.relations
      .filter((one) => one.kind === "at_most")
      .flatMap((relation) => {
        const pair = pairOf(view, relation);
        if (pair === null) return [];
        const { part, whole } = pair;
        const certainty = [part, whole].every((fact) => fact.figure.qualifier === "exact") ? "medium" : "low";
        const terms = [toTerm(part.figure, part.indicator), toTerm(whole.figure, whole.indicator)];
        const formula = `${part.figure.value} > ${whole.figure.value}`;
        return [toFinding({ kind: "parts_sum", check: "at-most", certainty, terms, formula, expected: null, printed: whole.figure.source.raw })];
      }),
};

/** A part and a whole of one time, when every such pair has the part greater. */
function pairOf(view: AuditView, relation: RelationOf<"at_most">): { readonly part: Fact; readonly whole: Fact } | null {
  const pairs = plainFacts(view, relation.part).flatMap((part) =>
    plainFacts(view, relation.whole)
      .filter((whole) => samePeriod(part.figure, whole.figure))
      .map((whole) => ({ part, whole })),
  );
  const greater = pairs.filter(({ part, whole }) => {
    const bounds = convert(operandBounds(part.figure, view.rules.about), part.figure.unit, whole.figure.unit, view.rules);
    return bounds !== null && above(bounds, operandBounds(whole.figure, view.rules.about));
  });
  return greater.length === pairs.length ? (greater[0] ?? null) : null;
}

/** Parts of the rules against their whole: more than it is an error, less only where they are all there are. */
export const sums: AuditCheck = {
  name: "sum",
  find: (view) =>
    view.rules.relations
      .filter((one) => one.kind === "sum")
      .flatMap((relation) => {
        const parts = relation.parts.map((id) => plainFacts(view, id)[0]);
        const wholes = plainFacts(view, relation.whole);
        if (parts.some((part) => part === undefined) || wholes.length === 0) return [];
        const figures = parts.flatMap((part) => (part === undefined ? [] : [part.figure]));
        const verdicts = wholes
          .filter((whole) => figures.every((figure) => samePeriod(figure, whole.figure)))
          .map((whole) => ({ whole, verdict: compareSum(view, figures, whole.figure) }));
        if (verdicts.some(({ verdict }) => verdict === "equal" || (verdict === "less" && !relation.exhaustive))) return [];
        const first = verdicts[0];
        return first === undefined ? [] : [sumFinding(figures, first.whole.figure, "medium", "sum")];
      }),
};

/** Staff by degree against the staff that they are degrees of: 131 + 4 + 8 = 143 of 155. */
export const degrees: AuditCheck = {
  name: "degrees",
  find: (view) => view.rules.relations.filter((one) => one.kind === "degrees").flatMap((relation) => degreeFindings(view, relation)),
};

function degreeFindings(view: AuditView, relation: RelationOf<"degrees">): Finding[] {
  const parts = relation.parts.flatMap((id, place) => {
    const fact = plainFacts(view, id).find((one) => !isCumulative(nearWords(view, one), place === 0, place === relation.parts.length - 1));
    return fact === undefined || isTotalRow(sentence(view.text, fact.figure)) ? [] : [fact];
  });
  if (parts.length < 2 || new Set(parts.map((part) => part.figure.source.section.join("\n"))).size > 1) return [];
  const sum = parts.reduce((total, part) => addDecimals(total, part.figure.value), "0");
  const wholes = relation.wholes.flatMap((ids) => {
    const facts = ids.map((id) => plainFacts(view, id)[0]);
    const stated = facts.flatMap((fact) => (fact === undefined ? [] : [fact]));
    return stated.length < ids.length ? [] : [{ facts: stated, value: stated.reduce((total, fact) => addDecimals(total, fact.figure.value), "0") }];
  });
  const distance = (value: string): string => subtractDecimals(sum, value).replace(/^-/, "");
  const nearest = [...wholes].sort((a, b) => compareDecimals(distance(a.value), distance(b.value)))[0];
  if (nearest === undefined || nearest.facts.length === 0 || compareDecimals(sum, nearest.value) === 0) return [];
  const over = wholes.every((whole) => compareDecimals(sum, whole.value) > 0);
  const share = divideDecimals(distance(nearest.value), nearest.value, 6);
  if (!over && compareDecimals(share, relation.tolerance) > 0) return [];
  const whole = nearest.facts;
  return [
    toFinding({
      kind: "degrees",
      check: "degrees",
      certainty: over ? "medium" : "low",
      terms: [...parts, ...whole].map((fact) => toTerm(fact.figure, fact.indicator)),
      formula: `${parts.map((part) => part.figure.value).join(" + ")} = ${sum} ≠ ${nearest.value}`,
      expected: `${sum}${parts[0]?.figure.unit ?? ""}`,
      printed: whole.map((fact) => fact.figure.source.raw).join(" + "),
    }),
  ];
}

/** The name and what stands between it and the number. */
function nearWords(view: AuditView, fact: Fact): string {
  const lead = before(view.text, fact.figure);
  const at = lead.lastIndexOf(fact.figure.indicator.words.replace(/\s+/g, ""));
  return at < 0 ? lead.slice(-10) : lead.slice(at);
}
