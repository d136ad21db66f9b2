import headlines from "../../data/lexicon/headlines.json" with { type: "json" };
import type { Figure } from "../domain/figure.ts";
import type { IndicatorId } from "../domain/ids.ts";
import type { Owner } from "../domain/report.ts";
import { yearsOf } from "../retrieve/catalogue.ts";
import type { Store } from "../store/store.ts";
import type { ComposeContext } from "./draft.ts";
import type { IndicatorLabel, Part } from "./parts.ts";

const MAX_SUGGESTIONS = 3;

const HEADLINES: readonly string[] = headlines.ids;

/**
 * Up to three further questions, each over figures that the latest reports hold, so that each can be answered: of the school asked about
 * another value, how it stands among the others in what was asked, and one value more.
 */
export function suggestQuestions(context: ComposeContext, store: Store): readonly (readonly Part[])[] {
  const { evidence, wording, parsed } = context;
  const schools = evidence.catalogue.owners.filter((owner) => owner.kind === "school");
  const [owner = schools[0] ?? evidence.catalogue.owners[0]] = evidence.owners;
  if (owner === undefined) return [];
  const asked = new Set(evidence.measures.flatMap(({ measure }) => (measure.entry === null ? [] : [measure.entry.id])));
  const own = measuresOf(context, store, owner);
  const other = schools.find((school) => school.id !== owner.id);
  const others = other === undefined ? new Map<IndicatorId, Figure>() : measuresOf(context, store, other);
  const near = nearTo(
    context,
    [...own.keys()].filter((id) => !asked.has(id)),
  );
  // One school's value is set among the others'; what was asked of several has been.
  const isOfOne = parsed.scope === "named" && evidence.owners.length === 1;
  const comparable = [...(isOfOne ? asked : []), ...near].filter((id) => isComparable(own.get(id), others.get(id)));
  const label = (id: IndicatorId): Part[] => labelFor(context, id).map((item) => wording.indicator(item));
  const [first, ...rest] = near;
  const compared = comparable.find((id) => id !== first);
  const second = rest.find((id) => id !== compared);
  const questions = [
    ...(first === undefined ? [] : [wording.askValue(wording.owner(owner), label(first))]),
    ...(compared === undefined || owner.kind !== "school"
      ? []
      : [wording.askCompare(label(compared), { top: "max", kind: own.get(compared)?.kind ?? "count" })]),
    ...(second === undefined ? [] : [wording.askValue(wording.owner(owner), label(second))]),
    ...(first === undefined ? [] : [wording.askCoverage(label(first))]),
  ];
  return questions.slice(0, MAX_SUGGESTIONS);
}

/** Those of the group asked about first, then what most people ask for. */
function nearTo(context: ComposeContext, ids: readonly IndicatorId[]): readonly IndicatorId[] {
  const group = context.evidence.measures[0]?.measure.entry?.group ?? null;
  const inGroup = group === null ? [] : ids.filter((id) => context.lexicon.indicator(id)?.group === group);
  const known = HEADLINES.flatMap((headline) => ids.filter((id) => id === headline));
  return [...new Set([...inGroup, ...known, ...ids])];
}

function labelFor(context: ComposeContext, id: IndicatorId): readonly IndicatorLabel[] {
  const entry = context.lexicon.indicator(id);
  return entry === undefined ? [] : [{ id, name: entry.zh, nameEn: entry.en, from: "lexicon" }];
}

/** Indicators that the owner's latest reports give for the whole owner, in lexicon order. */
function measuresOf(context: ComposeContext, store: Store, owner: Owner): ReadonlyMap<IndicatorId, Figure> {
  const { catalogue } = context.evidence;
  const latest = yearsOf(catalogue, owner.id).at(-1) ?? null;
  const reportIds = (catalogue.reportsByOwner.get(owner.id) ?? []).filter((report) => report.year === latest).map((report) => report.id);
  if (reportIds.length === 0) return new Map();
  const held = new Map<IndicatorId, Figure>();
  for (const figure of store.figures({ ownerIds: [owner.id], reportIds })) {
    const { id } = figure.indicator;
    if (id === null || figure.aspect !== "actual" || figure.subject !== null || figure.population !== null || held.has(id)) continue;
    if (context.lexicon.indicator(id)?.kind === figure.kind) held.set(id, figure);
  }
  return new Map(
    context.lexicon.indicators.flatMap((entry) => {
      const figure = held.get(entry.id);
      return figure === undefined ? [] : [[entry.id, figure] as const];
    }),
  );
}

function isComparable(a: Figure | undefined, b: Figure | undefined): boolean {
  return (
    a !== undefined && b !== undefined && a.kind === b.kind && a.unit === b.unit && a.qualifier === "exact" && b.qualifier === "exact" && a.value !== b.value
  );
}
