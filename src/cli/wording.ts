import type { Language } from "../domain/question.ts";

/** The labels around an answer in the terminal. */
export interface AnswerLabels {
  readonly figures: string;
  readonly nearest: string;
  readonly caveats: string;
  readonly sources: string;
  readonly choices: string;
  readonly suggestions: string;
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
    columns: ["学校", "指标", "数值", "时间"],
  },
  en: {
    figures: "Figures",
    nearest: "Near misses (not the answer)",
    caveats: "Notes",
    sources: "Sources",
    choices: "Did you mean",
    suggestions: "You can also ask",
    columns: ["School", "Indicator", "Value", "Period"],
  },
};
