import type { Answer } from "../contract/answer.ts";

/** The words around an exported answer. */
export interface ExportWording {
  readonly brand: string;
  readonly answer: string;
  readonly question: string;
  readonly figures: string;
  readonly nearest: string;
  readonly notes: string;
  readonly sources: string;
  readonly near: string;
  readonly aspects: Readonly<Record<Answer["figures"][number]["aspect"], string>>;
  readonly figureColumns: Readonly<
    Record<"school" | "subject" | "indicator" | "population" | "printed" | "value" | "unit" | "period" | "aspect" | "formula" | "source", string>
  >;
  readonly sourceColumns: Readonly<Record<"number" | "school" | "title" | "year" | "section" | "page" | "start" | "end" | "quote", string>>;
  readonly page: (page: number) => string;
  /** Why a quote is not what the report prints, letter for letter. */
  readonly masked: string;
  /** Where the answer can be had again: its id and the version of the data. */
  readonly provenance: (id: string, version: string) => string;
}

export const EXPORT_WORDING: Readonly<Record<Answer["language"], ExportWording>> = {
  zh: {
    brand: "问报",
    answer: "回答",
    question: "问题",
    figures: "数值",
    nearest: "相近的数值（不是答案）",
    notes: "说明",
    sources: "出处",
    near: "相近",
    aspects: { actual: "现状", plan: "计划", change: "变化", history: "历史", rank: "名次" },
    figureColumns: {
      school: "学校",
      subject: "所属",
      indicator: "指标",
      population: "口径",
      printed: "原文数值",
      value: "数值",
      unit: "单位",
      period: "时间",
      aspect: "性质",
      formula: "算式",
      source: "出处",
    },
    sourceColumns: { number: "编号", school: "学校", title: "报告", year: "年度", section: "章节", page: "页", start: "起", end: "止", quote: "原文" },
    page: (page) => `第${page}页`,
    masked: "原文中的人名已作遮盖。",
    provenance: (id, version) => `回答编号 ${id}，数据版本 ${version}`,
  },
  en: {
    brand: "Wenbao",
    answer: "Answer",
    question: "Question",
    figures: "Figures",
    nearest: "Near misses (not the answer)",
    notes: "Notes",
    sources: "Sources",
    near: "near miss",
    aspects: { actual: "actual", plan: "plan", change: "change", history: "history", rank: "rank" },
    figureColumns: {
      school: "School",
      subject: "Of",
      indicator: "Indicator",
      population: "Population",
      printed: "As printed",
      value: "Value",
      unit: "Unit",
      period: "Period",
      aspect: "Kind",
      formula: "Formula",
      source: "Source",
    },
    sourceColumns: {
      number: "No.",
      school: "School",
      title: "Report",
      year: "Year",
      section: "Section",
      page: "Page",
      start: "Start",
      end: "End",
      quote: "Quote",
    },
    page: (page) => `p. ${page}`,
    masked: "Names of persons in the quotes are masked.",
    provenance: (id, version) => `Answer ${id}, data version ${version}`,
  },
};
