import type { IndicatorId, OwnerId } from "../domain/ids.ts";
import type { Language } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import type { Store } from "../store/store.ts";
import { SUGGESTION_WORDING } from "./suggestions.wording.ts";

export interface IndicatorNames {
  indicator(id: IndicatorId): { readonly zh: string; readonly en: string } | undefined;
}

const MAX_SUGGESTIONS = 5;
/** Longest name, in characters, that reads well in a question. */
const MAX_NAME_CHARACTERS = 12;

/** Questions made from figures that are there: comparisons over indicators that several schools give, look-ups over the rest. */
export function suggestQuestions(store: Pick<Store, "reports" | "figures">, names: IndicatorNames, language: Language): string[] {
  const wording = SUGGESTION_WORDING[language];
  const schoolsById = new Map(store.reports().flatMap(({ owner }) => (owner.kind === "school" ? [[owner.id, owner] as const] : [])));
  if (schoolsById.size === 0) return [];
  const ownersByIndicator = new Map<IndicatorId, Set<OwnerId>>();
  for (const { indicator, ownerId, aspect, subject } of store.figures({})) {
    if (indicator.id === null || aspect !== "actual" || subject !== null || !schoolsById.has(ownerId)) continue;
    ownersByIndicator.set(indicator.id, (ownersByIndicator.get(indicator.id) ?? new Set()).add(ownerId));
  }
  const shared: string[] = [];
  const single: string[] = [];
  for (const [id, owners] of [...ownersByIndicator].sort((a, b) => b[1].size - a[1].size || (a[0] < b[0] ? -1 : 1))) {
    const entry = names.indicator(id);
    if (entry === undefined) continue;
    const indicator = language === "zh" ? entry.zh : entry.en;
    if (owners.size > 1) shared.push(wording.rank(indicator));
    else {
      const owner = [...owners].map((ownerId) => schoolsById.get(ownerId)).find((known) => known !== undefined);
      if (owner !== undefined) single.push(wording.lookup(shortName(owner, language), indicator));
    }
  }
  return [...shared.slice(0, MAX_SUGGESTIONS - 2), ...single, ...shared.slice(MAX_SUGGESTIONS - 2)].slice(0, MAX_SUGGESTIONS);
}

function shortName(owner: Owner, language: Language): string {
  if (language === "en") return owner.nameEn === "" ? owner.name : owner.nameEn;
  if (owner.name.length <= MAX_NAME_CHARACTERS) return owner.name;
  const aliases = owner.aliases.map((alias) => alias.text).filter((text) => /^\p{Script=Han}{3,12}$/u.test(text));
  return aliases.sort((a, b) => b.length - a.length)[0] ?? owner.name;
}
