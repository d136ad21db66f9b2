import type { OwnerId } from "../domain/ids.ts";
import type { Mention, ParsedQuestion, Slot } from "../domain/question.ts";
import { lastOwners, schoolIds } from "./conclude-owners.ts";
import { type Draft, traced } from "./draft.ts";
import { hasCue } from "./reading.ts";

/** Cues that set owners side by side: with fewer than two at hand, those of the last two questions are meant. */
const PAIR_CUES = ["difference", "ratio", "comp_max", "comp_min", "comp_better", "comp_worse", "compare", "add_up", "sup_max", "sup_min", "ref_both"];
/** Cues after which a question stands alone. */
const ALONE_CUES = ["meta", "report_coverage", "chitchat", "unrelated", "injection"];
/** Cues that make a question of its own out of an indicator's name: 现代学徒制是怎么开展的. */
const PROSE_CUES = ["how", "why", "define", "measures"];
const REASON = "previous_turn";

/**
 * Fills what a follow-up leaves out from the talk: 那平湖呢 keeps indicator and period, 去年呢 keeps school and indicator, 差多少 takes the
 * schools of the last two questions. A question with a topic of its own keeps nothing.
 */
export function inheritFromTalk(draft: Draft): Draft {
  const previous = lastTopic(draft.trail);
  if (previous === null || !/[\p{L}\p{N}]/u.test(draft.reading.text) || hasCue(draft.found, ...ALONE_CUES)) return draft;
  const follows = hasCue(draft.found, "follow_start", "ref_that", "ref_other");
  const owns = ownParts(draft);
  if (owns.owners && owns.topic && !follows) return { ...draft, trace: traced(draft, "talk.new_topic") };
  const ownContent = owns.topic && !hasOnlyPart(draft) && (!owns.indicators || hasCue(draft.found, ...PROSE_CUES));
  if (!follows && ownContent) return { ...draft, trace: traced(draft, "talk.own_content") };
  const withOwners = inheritOwners(draft, previous, owns);
  const withTopic = inheritTopic(withOwners, previous, owns);
  return inheritPeriod(withTopic, previous, follows || !owns.owners);
}

interface OwnParts {
  readonly owners: boolean;
  readonly indicators: boolean;
  /** An indicator or content words of its own. */
  readonly topic: boolean;
}

function ownParts(draft: Draft): OwnParts {
  const indicators = draft.indicators.certainty !== "missing";
  return {
    owners: draft.owners.certainty !== "missing" || draft.unknownOwners.length > 0,
    indicators,
    topic: indicators || draft.residue.length > 0 || hasCue(draft.found, "opinion", "personal", "measures"),
  };
}

/** A question that is nothing but 有什么措施 or 为什么 leans on the one before. */
function hasOnlyPart(draft: Draft): boolean {
  return draft.residue.length === 0 && draft.indicators.certainty === "missing" && !hasCue(draft.found, "opinion", "personal");
}

/** The last question that was about the reports. */
function lastTopic(trail: readonly ParsedQuestion[]): ParsedQuestion | null {
  return trail.findLast((parsed) => parsed.intent !== "out_of_scope" && parsed.intent !== "coverage") ?? null;
}

function inheritOwners(draft: Draft, previous: ParsedQuestion, owns: OwnParts): Draft {
  if (owns.owners) return draft;
  if (hasCue(draft.found, "ref_other")) return otherOwner(draft);
  const isPair = hasCue(draft.found, ...PAIR_CUES) && lastOwners(draft).length === 1;
  const pair = isPair ? pairOfTalk(draft) : [];
  if (pair.length > 1) return { ...draft, owners: inherited(pair), scope: "named", trace: traced(draft, "talk.owners_of_two_turns") };
  if (previous.owners.certainty === "missing") return { ...draft, unknownOwners: previous.unknownOwners.map(outOfTalk) };
  if (previous.owners.certainty === "ambiguous") return { ...draft, owners: { ...previous.owners, mentions: [] }, scope: previous.scope };
  if (previous.owners.certainty === "implied") return draft;
  return { ...draft, owners: inherited(previous.owners.value), scope: previous.scope, trace: traced(draft, "talk.owners") };
}

/** A name of an earlier question has no place in this one: its span is empty. */
const outOfTalk = (mention: Mention): Mention => ({ ...mention, start: 0, end: 0, rule: "talk.unknown_owner" });

const inherited = <T>(value: T): Slot<T> => ({ certainty: "inherited", value, reason: REASON });

function otherOwner(draft: Draft): Draft {
  const known = lastOwners(draft);
  const others = schoolIds(draft).filter((id) => !known.includes(id));
  if (known.length === 0 || others.length === 0) return draft;
  if (others.length === 1) return { ...draft, owners: inherited(others), scope: "named", trace: traced(draft, "talk.other_owner") };
  return { ...draft, owners: { certainty: "ambiguous", candidates: others.map((id) => [id]), mentions: [] }, trace: traced(draft, "talk.other_ambiguous") };
}

/** The owners of the last questions that were about one each, newest last. */
function pairOfTalk(draft: Draft): readonly OwnerId[] {
  const turns = draft.trail.slice(-3).map((parsed) => parsed.owners);
  const ids = turns.flatMap((slot) => ((slot.certainty === "stated" || slot.certainty === "inherited") && slot.value.length === 1 ? slot.value : []));
  return [...new Set(ids)].slice(-2);
}

function inheritTopic(draft: Draft, previous: ParsedQuestion, owns: OwnParts): Draft {
  if (owns.indicators)
    return { ...draft, intent: owns.owners ? null : keptIntent(draft, previous), direction: previous.direction, aggregate: previous.aggregate };
  if (owns.topic && !hasOnlyPart(draft)) return draft;
  const held = previous.indicators;
  return {
    ...draft,
    indicators: held.certainty === "missing" || held.certainty === "ambiguous" ? draft.indicators : inherited(held.value),
    wantedKind: draft.wantedKind ?? previous.wantedKind,
    wantedUnit: draft.wantedUnit ?? previous.wantedUnit,
    population: draft.population ?? previous.population,
    subject: draft.subject ?? previous.subject,
    operands: previous.intent === "derived",
    threshold: draft.threshold ?? (owns.owners && previous.threshold !== null ? { ...previous.threshold, mention: { start: 0, end: 0 } } : null),
    intent: keptIntent(draft, previous),
    direction: previous.direction,
    aggregate: previous.aggregate,
    top: draft.top ?? (owns.owners ? null : previous.top),
    searchText: previous.searchText,
    trace: traced(draft, "talk.topic"),
  };
}

/** The intent goes on with the topic, except that one school alone cannot be compared or ranked. */
function keptIntent(draft: Draft, previous: ParsedQuestion): Draft["intent"] {
  const several: ReadonlySet<string> = new Set(["compare", "rank", "difference", "ratio", "aggregate", "filter"]);
  const alone = draft.scope === "named" && draft.owners.certainty !== "missing" && draft.owners.certainty !== "ambiguous" && draft.owners.value.length === 1;
  if (alone && several.has(previous.intent)) return previous.indicators.certainty === "missing" ? "explain" : "lookup";
  return previous.intent;
}

function inheritPeriod(draft: Draft, previous: ParsedQuestion, wanted: boolean): Draft {
  if (!wanted || draft.period.certainty !== "missing") return draft;
  const slot = previous.period;
  return slot.certainty === "stated" || slot.certainty === "inherited"
    ? { ...draft, period: inherited(slot.value), trace: traced(draft, "talk.period") }
    : draft;
}
