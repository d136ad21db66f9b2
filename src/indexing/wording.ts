import type { Issue, MessageValues } from "../domain/issue.ts";
import type { Language } from "../domain/question.ts";
import type { IngestFailure } from "./events.ts";
import { ISSUES_ZH, REFUSALS_ZH } from "./wording.zh.ts";

/** Why a file is not in, in one sentence or two with the remedy. A code without a wording keeps the English one. */
export function tellRefusal({ code, reason, values }: Pick<IngestFailure, "code" | "reason" | "values">, language: Language): string {
  return language === "zh" ? fill(REFUSALS_ZH[code], values, reason) : reason;
}

/** What was noticed while a report was read. A code without a wording keeps the English one. */
export function tellIssue({ code, message, values = {} }: Pick<Issue, "code" | "message" | "values">, language: Language): string {
  return language === "zh" ? fill(ISSUES_ZH[code], values, message) : message;
}

function fill(wording: (typeof ISSUES_ZH)[string] | undefined, values: MessageValues, fallback: string): string {
  if (wording === undefined) return fallback;
  if (typeof wording === "string") return wording;
  const isComplete = [...wording.full.matchAll(/\{(\w+)\}/g)].every(([, name = ""]) => values[name] !== undefined);
  return isComplete ? wording.full.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name])) : wording.short;
}
