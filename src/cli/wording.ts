import type { Language } from "../domain/question.ts";

/** The labels around an answer in the terminal. */
export interface AnswerLabels {
  readonly figures: string;
  readonly nearest: string;
  readonly caveats: string;
  readonly sources: string;
  readonly choices: string;
  readonly suggestions: string;
  /** The page of a citation, from 1. */
  page(number: number): string;
  readonly columns: readonly [school: string, indicator: string, value: string, period: string];
}

export const ANSWER_LABELS: Readonly<Record<Language, AnswerLabels>> = {
  zh: {
    figures: "数值",
    nearest: "相近的数值（不是答案）",
    caveats: "说明",
    sources: "出处",
    choices: "您要问的是",
    suggestions: "还可以问",
    page: (number) => `第${number}页`,
    columns: ["学校", "指标", "数值", "时间"],
  },
  en: {
    figures: "Figures",
    nearest: "Near misses (not the answer)",
    caveats: "Notes",
    sources: "Sources",
    choices: "Did you mean",
    suggestions: "You can also ask",
    page: (number) => `p. ${number}`,
    columns: ["School", "Indicator", "Value", "Period"],
  },
};

/** The labels around an audit in the terminal. */
export interface AuditLabels {
  readonly findings: string;
  readonly missing: string;
  readonly standards: string;
  readonly none: string;
  readonly unchecked: string;
  readonly verdicts: Readonly<Record<"meets" | "misses" | "unclear", string>>;
}

export const AUDIT_LABELS: Readonly<Record<Language, AuditLabels>> = {
  zh: {
    findings: "不一致之处",
    missing: "未见的应报指标",
    standards: "未达或无法判定的标准",
    none: "无",
    unchecked: "（标准值未经核对）",
    verdicts: { meets: "达到", misses: "未达", unclear: "无法判定" },
  },
  en: {
    findings: "Does not add up",
    missing: "Expected figures that are missing",
    standards: "Standards missed or not decidable",
    none: "none",
    unchecked: "(the required value is not checked)",
    verdicts: { meets: "meets", misses: "misses", unclear: "unclear" },
  },
};
