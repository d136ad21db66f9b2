import type { IndicatorId, OwnerId, ReportId } from "../domain/ids.ts";
import type { Indicator } from "../domain/indicator.ts";
import type { Language } from "../domain/question.ts";
import type { Owner } from "../domain/report.ts";
import type { Store } from "../store/store.ts";
import { EXAMPLE_WORDING } from "./wording.ts";

/** What is taken from the lexicon to name an indicator. */
export interface IndicatorNames {
  indicator(id: IndicatorId): Pick<Indicator, "zh" | "en" | "kind" | "group" | "aliases"> | undefined;
}

const MAX_QUESTIONS = 4;
const MAX_COMPARISONS = 2;
/** Longest name, in characters, that reads well in a question. */
const MAX_NAME_CHARACTERS = 12;

/** Questions for an empty page, made from figures that are there: comparisons over what most schools give, then look-ups, each of another chapter. */
export function exampleQuestions(store: Pick<Store, "reports" | "figures">, names: IndicatorNames, language: Language): string[] {
  const wording = EXAMPLE_WORDING[language];
  const comparisons: string[] = [];
  const lookups: string[] = [];
  const groups = new Set<string>();
  for (const { entry, owners } of reportedIndicators(store, names)) {
    if (groups.has(entry.group)) continue;
    groups.add(entry.group);
    const indicator = language === "zh" ? entry.zh : entry.en;
    // Each school in turn, so that every one is seen.
    const owner = owners[lookups.length % owners.length];
    if (owners.length > 1 && comparisons.length < MAX_COMPARISONS) comparisons.push(wording.compare(indicator, entry.kind));
    else if (owner !== undefined) lookups.push(wording.lookup(shortName(owner, language), indicator));
    if (comparisons.length + lookups.length >= MAX_QUESTIONS) break;
  }
  return [...comparisons, ...lookups];
}

/** Reports whose figures are looked at: reading those of a whole province would take seconds, and each page that opens asks. */
const MOST_REPORTS = 40;

/** All reports where they are few, else some from all over the list. */
function someReports(store: Pick<Store, "reports">): ReportId[] {
  const all = store.reports();
  const step = Math.max(1, all.length / MOST_REPORTS);
  return Array.from({ length: Math.min(all.length, MOST_REPORTS) }, (_, index) => all[Math.floor(index * step)]?.id).filter((id) => id !== undefined);
}

interface ReportedIndicator {
  readonly entry: NonNullable<ReturnType<IndicatorNames["indicator"]>>;
  readonly owners: readonly Owner[];
}

/** Indicators that schools give for the present: those that most give first, among equals those with most names, which are asked for most. */
function reportedIndicators(store: Pick<Store, "reports" | "figures">, names: IndicatorNames): ReportedIndicator[] {
  const schools = new Map(store.reports().flatMap(({ owner }) => (owner.kind === "school" ? [[owner.id, owner] as const] : [])));
  const ownerIds = new Map<IndicatorId, Set<OwnerId>>();
  for (const { indicator, ownerId, aspect, subject, population } of store.figures({ reportIds: someReports(store) })) {
    if (indicator.id === null || aspect !== "actual" || subject !== null || population !== null) continue;
    const held = ownerIds.get(indicator.id) ?? new Set();
    ownerIds.set(indicator.id, held.add(ownerId));
  }
  const nameCount = ({ entry }: ReportedIndicator): number => entry.aliases.zh.length + entry.aliases.ask.length;
  return [...ownerIds]
    .flatMap(([id, ids]): ReportedIndicator[] => {
      const entry = names.indicator(id);
      const owners = [...ids].flatMap((ownerId) => schools.get(ownerId) ?? []);
      return entry === undefined || owners.length === 0 ? [] : [{ entry, owners }];
    })
    .sort((a, b) => b.owners.length - a.owners.length || nameCount(b) - nameCount(a) || (a.entry.zh < b.entry.zh ? -1 : 1));
}

/** The full name, or where that is long the longest short name: "平阳县职业中等专业学校" is short enough. */
function shortName(owner: Owner, language: Language): string {
  if (language === "en") return owner.nameEn === "" ? owner.name : owner.nameEn;
  if (owner.name.length <= MAX_NAME_CHARACTERS) return owner.name;
  const short = owner.aliases.map((alias) => alias.text).filter((text) => /^\p{Script=Han}{3,12}$/u.test(text));
  return short.sort((a, b) => b.length - a.length)[0] ?? owner.name;
}
