import type { Figure } from "../domain/figure.ts";
import type { IndicatorId } from "../domain/ids.ts";
import type { Owner } from "../domain/report.ts";
import { yearsOf } from "../retrieve/catalogue.ts";
import type { Store } from "../store/store.ts";
import type { ComposeContext } from "./draft.ts";
import type { IndicatorLabel, Part } from "./parts.ts";

const MAX_SUGGESTIONS = 3;

/** Up to three further questions, each over figures that the latest reports hold, so that each can be answered. */
export function suggestQuestions(context: ComposeContext, store: Store): readonly (readonly Part[])[] {
  const { evidence, wording, parsed } = context;
  const schools = evidence.catalogue.owners.filter((owner) => owner.kind === "school");
  const [owner = schools[0] ?? evidence.catalogue.owners[0]] = evidence.owners;
  if (owner === undefined) return [];
  const asked = new Set(evidence.measures.flatMap(({ measure }) => (measure.entry === null ? [] : [measure.entry.id])));
  const group = evidence.measures[0]?.measure.entry?.group ?? null;
  const own = measuresOf(context, store, owner);
  const other = schools.find((school) => school.id !== owner.id);
  const others = other === undefined ? new Map<IndicatorId, Figure>() : measuresOf(context, store, other);
  const fresh = [...own.keys()].filter((id) => !asked.has(id));
  const near = [
    ...fresh.filter((id) => context.lexicon.indicator(id)?.group === group),
    ...fresh.filter((id) => context.lexicon.indicator(id)?.group !== group),
  ];
  const shared = near.filter((id) => isComparable(own.get(id), others.get(id)));
  const label = (id: IndicatorId): Part[] => labelFor(context, id).map((item) => wording.indicator(item));
  const first = near[0];
  const compared = shared.find((id) => id !== first);
  const second = near.find((id) => id !== first && id !== compared);
  const questions = [
    ...(first === undefined ? [] : [wording.askValue(wording.owner(owner), label(first))]),
    ...(compared === undefined || owner.kind !== "school"
      ? []
      : [wording.askCompare(label(compared), { top: "max", kind: own.get(compared)?.kind ?? "count" })]),
    ...(other !== undefined && parsed.scope === "named"
      ? [...asked]
          .filter((id) => others.has(id))
          .slice(0, 1)
          .map((id) => wording.askValue(wording.owner(other), label(id)))
      : []),
    ...(second === undefined ? [] : [wording.askValue(wording.owner(owner), label(second))]),
    ...(first === undefined ? [] : [wording.askCoverage(label(first))]),
  ];
  return questions.slice(0, MAX_SUGGESTIONS);
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
