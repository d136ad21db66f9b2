import type { Language } from "../domain/question.ts";
import type { Certainty, Finding, FindingTerm } from "./finding.ts";

const CERTAINTY: Readonly<Record<Language, Readonly<Record<Certainty, string>>>> = {
  zh: { high: "确定", medium: "很可能", low: "可能" },
  en: { high: "sure", medium: "likely", low: "possible" },
};

/** How sure a finding is, in a word. */
export const certaintyWord = (certainty: Certainty, language: Language): string => CERTAINTY[language][certainty];

/** One finding as a sentence: what is told, with which arithmetic. Numbers are the report's own or in the formula. */
export function wordFinding(finding: Finding, language: Language): string {
  const checked = finding.terms[finding.terms.length - 1];
  const first = finding.terms[0];
  if (checked === undefined || first === undefined) return finding.formula;
  return language === "zh" ? wordZh(finding, first, checked) : wordEn(finding, first, checked);
}

const said = (term: FindingTerm): string => `${term.zh} ${term.raw.trim()}`;
const saidEn = (term: FindingTerm): string => `${term.en} ${term.raw.trim()}`;
const listed = (terms: readonly FindingTerm[], one: (term: FindingTerm) => string, mark: string): string => terms.map(one).join(mark);

function wordZh(finding: Finding, first: FindingTerm, checked: FindingTerm): string {
  const operands = finding.terms.slice(0, -1);
  switch (finding.kind) {
    case "conflict":
      return `“${first.zh}”有两个值：${first.raw.trim()} 和 ${checked.raw.trim()}（${finding.formula}）。`;
    case "share_parts":
    case "per_head":
    case "ratio":
      return `${said(checked)}，由${listed(operands, said, "、")}算得 ${finding.expected}（${finding.formula}）。`;
    case "parts_sum":
      if (finding.check === "at-most") return `${said(first)}，多于${said(checked)}（${finding.formula}）。`;
      return `各部分之和与“${checked.zh}” ${checked.raw.trim()} 不符（${finding.formula}）。`;
    case "degrees":
      return `各学历人数之和与${said(checked)}不符（${finding.formula}）。`;
    case "jump":
      return `“${first.zh}”由上期的 ${checked.raw.trim()} 变为 ${first.raw.trim()}（${finding.formula}）。`;
  }
}

function wordEn(finding: Finding, first: FindingTerm, checked: FindingTerm): string {
  const operands = finding.terms.slice(0, -1);
  switch (finding.kind) {
    case "conflict":
      return `${first.en} has two values: ${first.raw.trim()} and ${checked.raw.trim()} (${finding.formula}).`;
    case "share_parts":
    case "per_head":
    case "ratio":
      return `${saidEn(checked)}, but ${listed(operands, saidEn, " and ")} give ${finding.expected} (${finding.formula}).`;
    case "parts_sum":
      if (finding.check === "at-most") return `${saidEn(first)} is more than ${saidEn(checked)} (${finding.formula}).`;
      return `The parts do not add up to ${saidEn(checked)} (${finding.formula}).`;
    case "degrees":
      return `Staff by degree do not add up to ${saidEn(checked)} (${finding.formula}).`;
    case "jump":
      return `${first.en} went from ${checked.raw.trim()} to ${first.raw.trim()} between two reports (${finding.formula}).`;
  }
}
