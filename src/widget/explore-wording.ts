import { exploreEn } from "./explore-wording.en.ts";
import { exploreHans } from "./explore-wording.hans.ts";
import { exploreHant } from "./explore-wording.hant.ts";
import type { InterfaceLanguage } from "./wording.ts";

/** Every word of the figure explorer and the reports page. */
export interface ExploreWording {
  readonly figuresTitle: string;
  readonly figuresHead: string;
  readonly search: string;
  readonly group: string;
  readonly allGroups: string;
  readonly school: string;
  readonly allSchools: string;
  readonly year: string;
  readonly allYears: string;
  readonly order: string;
  readonly orders: { readonly group: string; readonly coverage: string; readonly name: string };
  readonly sharedOnly: string;
  readonly save: string;
  readonly saveWorkbook: string;
  readonly saving: string;
  readonly saveFailed: string;
  readonly shown: (indicators: number, reports: number) => string;
  readonly nothing: string;
  readonly indicator: string;
  readonly coverage: (given: number, of: number) => string;
  readonly sortColumns: (indicator: string) => string;
  readonly more: (count: number) => string;
  readonly moreReports: (count: number) => string;
  readonly chartOf: (indicator: string) => string;
  readonly closeChart: string;
  readonly chartLeftOut: (count: number) => string;
  readonly fewer: string;
  readonly conflict: string;
  readonly audited: string;
  readonly openCell: (school: string, indicator: string, raw: string) => string;
  readonly none: string;
  readonly loading: string;
  readonly away: string;
  readonly reportsTitle: string;
  readonly reportsHead: string;
  readonly facts: (characters: string, passages: string, figures: string) => string;
  readonly openText: string;
  readonly headings: string;
  readonly reading: string;
  readonly noIssues: string;
  readonly severity: Readonly<Record<string, string>>;
  readonly audit: string;
  readonly auditNone: string;
  readonly certainty: Readonly<Record<string, string>>;
  readonly missing: string;
  readonly missingOf: (group: string, names: string) => string;
  readonly standards: string;
  readonly verdict: Readonly<Record<string, string>>;
  readonly unchecked: string;
  readonly noAudit: string;
  readonly csv: {
    readonly school: string;
    readonly year: string;
    readonly indicator: string;
    readonly population: string;
    readonly raw: string;
    readonly value: string;
    readonly unit: string;
    readonly period: string;
    readonly report: string;
    readonly section: string;
    readonly start: string;
    readonly end: string;
    readonly quote: string;
    readonly link: string;
  };
}

const WORDINGS: Readonly<Record<InterfaceLanguage, ExploreWording>> = { "zh-Hans": exploreHans, "zh-Hant": exploreHant, en: exploreEn };

export const exploreWordingFor = (language: InterfaceLanguage): ExploreWording => WORDINGS[language];
