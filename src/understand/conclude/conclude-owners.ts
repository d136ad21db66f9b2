import type { OwnerId } from "../../domain/ids.ts";
import type { Mention } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { isCoordinated } from "../detect/detect-unknown-owners.ts";
import { type Draft, traced } from "../draft.ts";
import { toMention } from "../mentions.ts";
import { type FoundOf, hasCue, ofKind } from "../reading.ts";
import { cueMentions, lastOwners, meansAll, schoolIds, unique, widens, withOther, withoutExcepted } from "./owner-mentions.ts";
import { LEVEL_NAMES, leads, regionBeside, regionIds, regionOfSchool, regionsOf, schoolsWithin } from "./owner-regions.ts";

const MAX_CANDIDATES = 9;

/** Which owners the question itself names or points at; what it leaves open is filled from the talk or by default later. */
export function concludeOwners(draft: Draft): Draft {
  const named = withoutDenied(draft, ofKind(draft.found, "owner"));
  const unknown = keptUnknown(draft, named.length > 0);
  const unknownOwners: readonly Mention[] = unknown.map((item) => toMention(draft, item, item.how));
  const base: Draft = { ...draft, ...membersNamed(draft, named), unknownOwners, trace: traced(draft, ...unknown.map((item) => item.rule)) };
  const mentions = named.map((item) => toMention(draft, item, item.how));
  const rules = named.map((item) => item.rule);
  const sure = unique(named.filter((item) => item.ownerIds.length === 1).flatMap((item) => item.ownerIds));
  const open = named.find((item) => item.ownerIds.length > 1 && !item.ownerIds.some((id) => sure.includes(id)));
  if (open !== undefined && sure.length === 0 && meansAll(draft, open)) {
    return {
      ...base,
      owners: { certainty: "stated", value: open.ownerIds, mentions },
      trace: traced(base, ...rules, "owner.all_of_place"),
    };
  }
  if (open !== undefined) {
    // 青原和云岭: only the name that is open is asked about.
    const candidates = open.ownerIds.slice(0, MAX_CANDIDATES).map((id) => [...sure, id]);
    const asked = [toMention(draft, open, open.how)];
    return { ...base, owners: { certainty: "ambiguous", candidates, mentions: asked }, trace: traced(base, ...rules, "owner.ambiguous") };
  }
  const rest = withoutExcepted(draft, sure);
  if (rest !== null)
    return { ...base, scope: "all_schools", owners: { certainty: "stated", value: rest, mentions }, trace: traced(base, ...rules, "owner.all_but") };
  const within = base.subject === null ? schoolsWithin(draft, sure) : null;
  if (within !== null) return { ...base, ...within, trace: traced(base, ...rules, "owner.schools_of_region") };
  const beside = regionBeside(draft, sure);
  if (beside !== null) return { ...base, ...beside, trace: traced(base, ...rules, "owner.region_beside") };
  if (sure.length > 0 && !widens(base, sure)) {
    const extended = hasCue(draft.found, "ref_other") ? withOther(draft, sure) : sure;
    const isRegion = regionIds(draft).some((id) => sure.includes(id));
    const region = base.subject === null && draft.population === null && sure.length === 1 && !isRegion ? regionOfSchool(draft, named) : null;
    const part = region === null ? {} : { subject: region };
    return {
      ...base,
      ...part,
      owners: { certainty: "stated", value: extended, mentions },
      trace: traced(base, ...rules, ...(region === null ? [] : ["subject.region"])),
    };
  }
  return unknownOwners.length > 0 ? base : concludeReference(base, mentions);
}

/** Schools within a region that its report tells of are parts of it: one is asked about, or several are set side by side. */
function membersNamed(draft: Draft, named: readonly FoundOf<"owner">[]): Pick<Draft, "subject" | "subjects"> | null {
  const members = unique(named.flatMap(({ member }) => (member === undefined ? [] : [member])));
  const [first] = members;
  if (first === undefined || draft.subject !== null) return null;
  return { subject: first, ...(members.length > 1 ? { subjects: members } : {}) };
}

/** 不是平阳，是平湖: the one denied is not asked about. */
function withoutDenied(draft: Draft, named: readonly FoundOf<"owner">[]): readonly FoundOf<"owner">[] {
  const kept = named.filter(
    (item) => !/(?:不是|不要|并非|not )$/.test(draft.reading.text.slice(0, item.start)) || /^[吗的有]/.test(draft.reading.text.slice(item.end)),
  );
  return kept.length > 0 ? kept : named;
}

/** Words that point at owners without a name: all schools, both, our school. */
function concludeReference(draft: Draft, mentions: readonly Mention[]): Draft {
  const schools = schoolIds(draft);
  const both = cueMentions(draft, "ref_both");
  if (both.length > 0) {
    const inTalk = lastOwners(draft);
    if (inTalk.length === 2)
      return { ...draft, owners: { certainty: "inherited", value: inTalk, reason: "previous_turn" }, trace: traced(draft, "owner.both_of_talk") };
    if (schools.length === 2) return { ...draft, owners: { certainty: "stated", value: schools, mentions: both }, trace: traced(draft, "owner.both") };
  }
  const all = cueMentions(draft, "ref_all");
  const region = cueMentions(draft, "ref_regions");
  const regions = regionsOf(draft, region).map((keys) => keys.owner.id);
  if (region.length > 0 && all.length === 0 && regions.length > 0) {
    return { ...draft, scope: "regions", owners: { certainty: "stated", value: regions, mentions: region }, trace: traced(draft, "owner.regions") };
  }
  // 全省平均 is no school's figure, where no report of a region is at hand.
  if (region.length > 0 && all.length === 0 && (hasCue(draft.found, "mean", "measure", "sum") || leads(draft, region))) {
    const subject = LEVEL_NAMES.find(({ word }) => word.test(foldText(region[0]?.text ?? "")))?.name;
    const asked = schools.length > 0 && subject !== undefined && draft.subject === null && draft.indicators.certainty === "stated";
    const none = { ...draft, scope: "regions" as const, owners: { certainty: "stated" as const, value: [], mentions: region } };
    return { ...none, ...(asked ? { regionAsked: subject, population: null } : {}), trace: traced(draft, "owner.no_region") };
  }
  const inTalk = lastOwners(draft);
  if (all.length > 0 && inTalk.length >= 2 && inTalk.length < schools.length && (draft.joined || hasCue(draft.found, "follow_start"))) {
    return { ...draft, owners: { certainty: "inherited", value: inTalk, reason: "previous_turn" }, trace: traced(draft, "owner.all_of_talk") };
  }
  if (all.length > 0 || mentions.length > 0) {
    return {
      ...draft,
      scope: "all_schools",
      owners: { certainty: "stated", value: schools, mentions: [...mentions, ...all] },
      trace: traced(draft, "owner.all_schools"),
    };
  }
  return concludeSelf(draft, schools);
}

function concludeSelf(draft: Draft, schools: readonly OwnerId[]): Draft {
  const that =
    lastOwners(draft).length === 0 ? cueMentions(draft, "ref_that").filter((item) => /[校院]|school|college|^it$/.test(item.text.toLowerCase())) : [];
  const self = [...cueMentions(draft, "ref_self"), ...that];
  const only = schools[0];
  if (self.length === 0 || only === undefined) return draft;
  if (schools.length === 1) return { ...draft, owners: { certainty: "implied", value: [only], reason: "only_school" }, trace: traced(draft, "owner.self") };
  if (lastOwners(draft).length === 1) return draft;
  if (schools.length > MAX_CANDIDATES) return { ...draft, trace: traced(draft, "owner.self_unknown") };
  return { ...draft, owners: { certainty: "ambiguous", candidates: schools.map((id) => [id]), mentions: self }, trace: traced(draft, "owner.self_ambiguous") };
}

/** Unknown names count where no school of the index is named, or beside one as its equal. A place without a type word counts once a school is not already meant. */
function keptUnknown(draft: Draft, hasNamed: boolean): readonly FoundOf<"unknown_owner">[] {
  const unknown = ofKind(draft.found, "unknown_owner");
  if (!hasNamed) return unknown;
  return unknown.filter((item) => item.rule === "owner.other_school_of_place" || isCoordinated(draft.reading.text, draft.found, item.start, item.end));
}
