import type { Intent, ParsedQuestion } from "../../domain/question.ts";
import { measuresByPrevious } from "../conclude/conclude-numbers.ts";
import { type Draft, traced } from "../draft.ts";
import { hasCue, ofKind } from "../reading.ts";

const DIRECTED: ReadonlySet<Intent> = new Set<Intent>(["compare", "rank", "difference", "ratio"]);

const PROSE: ReadonlySet<Intent> = new Set<Intent>(["explain", "define", "coverage", "out_of_scope"]);

/** Direction, aggregate and number of places, as far as the intent has any. */
export function concludeOperation(draft: Draft): Draft {
  const intent = draft.intent;
  const isProse =
    intent !== null && PROSE.has(intent) && draft.indicators.certainty === "stated" && draft.indicators.value.every((item) => item.kind === "open");
  return {
    ...draft,
    // Open words are looked for among figures; where prose is asked for, passages are searched with them instead.
    ...(isProse ? { indicators: { certainty: "missing" as const }, wantedKind: null, wantedUnit: null } : {}),
    direction: intent !== null && (DIRECTED.has(intent) || isBestYear(draft)) ? (directionOf(draft) ?? draft.direction) : null,
    ...(intent === "explain" && isOnlyMeasure(draft) ? { period: { certainty: "missing" as const } } : {}),
    ...(intent === "trend" && draft.wantedAspect === "change" && isPrevious(draft) ? { period: lastTwo(draft) } : {}),
    ...(hasCue(draft.found, "plan_words") ? { wantedAspect: "plan" as const } : {}),
    top: intent === "rank" || intent === "compare" ? draft.top : null,
    aggregate: aggregateOf(draft),
  };
}

const isBestYear = ({ intent, found }: Draft): boolean => intent === "trend" && hasCue(found, "which_year");

const isPrevious = ({ period }: Draft): boolean => period.certainty === "stated" && period.value.kind === "previous";

/** 为什么比上年少, 咋少了这么多 after 比上年变了多少: the reason for a change stands in the report that tells of it, and not in one of the year before. */
function isOnlyMeasure(draft: Draft): boolean {
  const { period } = draft;
  if (period.certainty === "inherited") return hasCue(draft.found, "why") && (period.value.kind === "previous" || period.value.kind === "last");
  return isPrevious(draft) && measuresByPrevious(draft);
}

/** 各校比上年变化多少: a change has two ends. */
function lastTwo({ period }: Draft): Draft["period"] {
  return period.certainty === "stated" ? { ...period, value: { kind: "last", count: 2 } } : period;
}

/** 最高和最低的分别是哪项: both ends are asked for, the most first. */
function namesMostFirst(found: Draft["found"]): boolean {
  const at = (cue: string): number | undefined => ofKind(found, "cue").find((item) => item.cue === cue)?.start;
  const [most, least] = [at("sup_max"), at("sup_min")];
  return most !== undefined && least !== undefined && most < least;
}

function directionOf(draft: Draft): ParsedQuestion["direction"] {
  const { found } = draft;
  if (hasCue(found, "order_up")) return "min";
  if (hasCue(found, "order_down")) return "max";
  if (hasCue(found, "sup_worse", "comp_worse")) return lowerIsBetter(draft) ? "max" : "min";
  if (hasCue(found, "sup_min", "comp_min") && !namesMostFirst(found)) return "min";
  if (hasCue(found, "sup_max", "comp_max")) return "max";
  if (hasCue(found, "sup_better", "comp_better")) return lowerIsBetter(draft) ? "min" : "max";
  return hasCue(found, "rank") || draft.top !== null ? (lowerIsBetter(draft) ? "min" : "max") : null;
}

function lowerIsBetter(draft: Draft): boolean {
  if (draft.indicators.certainty === "missing" || draft.indicators.certainty === "ambiguous") return false;
  const first = draft.indicators.value[0];
  return first?.kind === "entry" && draft.reading.lexicon.indicator(first.id)?.direction === "lower";
}

function aggregateOf(draft: Draft): ParsedQuestion["aggregate"] {
  if (draft.intent === "filter") return hasCue(draft.found, "count_schools") ? "count" : null;
  if (draft.intent !== "aggregate") return null;
  if (hasCue(draft.found, "median")) return "median";
  if (!hasCue(draft.found, "sum") && hasCue(draft.found, "across_all")) return "mean";
  return hasCue(draft.found, "mean") ? "mean" : hasCue(draft.found, "sum", "add_up", "together_with") ? "sum" : draft.aggregate;
}

/** What nobody said: the only school, all schools, the latest report. Each with the reason that the answer discloses. */
export function fillDefaults(draft: Draft): Draft {
  return defaultPeriod(defaultOwners(draft));
}

function defaultOwners(draft: Draft): Draft {
  if (draft.owners.certainty !== "missing" || draft.unknownOwners.length > 0) return draft;
  const { schools, regions } = draft.reading.owners;
  const ids = (schools.length > 0 ? schools : regions).map((keys) => keys.owner.id);
  if (ids.length === 0 || (hasCue(draft.found, "ref_self", "ref_other", "ref_both") && ids.length > 1)) return draft;
  if (ids.length === 1) {
    return {
      ...draft,
      scope: schools.length > 0 ? "named" : "regions",
      owners: { certainty: "implied", value: ids, reason: "only_school" },
      trace: traced(draft, "owner.only"),
    };
  }
  return {
    ...draft,
    scope: schools.length > 0 ? "all_schools" : "regions",
    owners: { certainty: "implied", value: ids, reason: "no_school_named" },
    trace: traced(draft, "owner.default_all"),
  };
}

function defaultPeriod(draft: Draft): Draft {
  if (draft.period.certainty !== "missing") return draft;
  if (draft.intent === "trend" || (draft.intent === "aggregate" && draft.scope === "named" && hasCue(draft.found, "all_years"))) {
    const years = new Set(draft.reading.owners.all.flatMap((keys) => keys.owner.years));
    return { ...draft, period: { certainty: "implied", value: { kind: "last", count: Math.max(2, years.size) }, reason: "all_years" } };
  }
  return { ...draft, period: { certainty: "implied", value: { kind: "latest" }, reason: "latest_report" } };
}
