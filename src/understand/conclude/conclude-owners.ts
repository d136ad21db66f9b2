import type { OwnerId } from "../../domain/ids.ts";
import type { Mention } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { isCoordinated } from "../detect/detect-unknown-owners.ts";
import { type Draft, traced } from "../draft.ts";
import { toMention } from "../mentions.ts";
import { type FoundOf, hasCue, ofKind } from "../reading.ts";

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

/** How reports write the regions that they compare themselves with. */
const LEVEL_NAMES: readonly { readonly word: RegExp; readonly name: string }[] = [
  { word: /国|nation/, name: "全国" },
  { word: /省|provinc/, name: "全省" },
  { word: /市|city|municipal/, name: "全市" },
  { word: /县/, name: "全县" },
  { word: /区/, name: "全区" },
];

const OF_REGION = /^的?(?:(?:中等)?职业(?:教育|学校|院校)|中职(?:学校|教育)?|技工(?:院校|教育)|教育)?的?$/;
const PLACE_EDUCATION = /^[\u4e00-\u9fff]{1,4}?([市县区州省])的?(?:(?:中等)?职业教育|中职(?:学校|教育)|技工(?:院校|教育))(?!中心|集团|学校|专业)/;

/** 青原职校全县有多少在校生, 青原县职业教育经费: what a school's report prints of its region, never the school's own. */
function regionOfSchool(draft: Draft, named: readonly FoundOf<"owner">[]): string | null {
  const { text } = draft.reading;
  const names = ofKind(draft.found, "indicator");
  const measuresBy = hasCue(
    draft.found,
    "difference",
    "compare",
    "ratio",
    "comp_max",
    "comp_min",
    "comp_better",
    "comp_worse",
    "rank_asked",
    "exists",
    "why",
    "how",
  );
  if (measuresBy || names.length !== 1) return null;
  const region = ofKind(draft.found, "cue").find((item) => item.cue === "ref_regions" && /^全[国省市县区州]$/.test(text.slice(item.start, item.end)));
  const stands = region !== undefined && names.some((name) => name.start >= region.end && OF_REGION.test(text.slice(region.end, name.start)));
  if (region !== undefined) return stands && named.some((item) => item.end <= region.start) ? text.slice(region.start, region.end) : null;
  const places = named.map((item) => text.slice(item.start).match(PLACE_EDUCATION)?.[1]);
  const level = places.find((one) => one !== undefined);
  return level === undefined ? null : `全${level}`;
}

/** What sets a region beside something is no part of its name. */
const BESIDE = /^(?:[比与和跟较]|高于|低于|超过)/;

/** 比全省平均高多少: the region is the other side; its own report where there is one, else what the school's report prints of it. */
function regionBeside(draft: Draft, sure: readonly OwnerId[]): Partial<Draft> | null {
  const [only, ...more] = sure;
  const mentions = cueMentions(draft, "ref_regions");
  const [region] = mentions;
  const compares = hasCue(draft.found, "difference", "compare", "ratio", "comp_max", "comp_min", "comp_better", "comp_worse");
  const regions = regionsOf(draft, mentions);
  if (only === undefined || more.length > 0 || region === undefined || !compares || regionIds(draft).includes(only)) return null;
  const cores = draft.reading.owners.all.filter((keys) => keys.owner.id === only).flatMap((keys) => keys.cores);
  const [own, ...others] = regions
    .filter((keys) => keys.owner.kind === "nation" || keys.cores.some((core) => cores.includes(core)))
    .map((keys) => keys.owner.id);
  const hasOne = own !== undefined && others.length === 0;
  return {
    owners: { certainty: "stated", value: hasOne ? [only, own] : [only], mentions },
    ...(hasOne ? {} : { regionBeside: region.text.replace(BESIDE, "") }),
  };
}

/** 全省中职毕业生平均起薪: the region is the first thing said, and no names or ways are asked for. */
const leads = (draft: Draft, region: readonly Mention[]): boolean =>
  region.some(({ start }) => start === 0) && !hasCue(draft.found, "list", "which_ones", "which_schools", "exists", "how", "why", "introduce");

const LEVELS: readonly { readonly word: RegExp; readonly name: RegExp }[] = [
  { word: /自治区/, name: /自治区$/ },
  { word: /[全我本比与和跟较于过]省|province/, name: /省$|自治区$/ },
  { word: /[全我本比与和跟较于过]市|city/, name: /市$/ },
  { word: /全县/, name: /县$/ },
  { word: /全区/, name: /区$/ },
  { word: /全州/, name: /州$/ },
];

/** The regions of the level that is meant: 全省 is no city, and no region at hand is the nation unless it is. */
function regionsOf(draft: Draft, mentions: readonly Mention[]): Draft["reading"]["owners"]["regions"] {
  const { regions } = draft.reading.owners;
  const said = foldText(mentions.map(({ text }) => text).join(" "));
  if (/全国|nation/.test(said)) return regions.filter(({ owner }) => owner.kind === "nation");
  const level = LEVELS.find(({ word }) => word.test(said));
  return level === undefined ? regions : regions.filter(({ owner }) => level.name.test(owner.name));
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

/** 除了青原，哪所学校学生最多: all but those; null where none is left out. */
function withoutExcepted(draft: Draft, sure: readonly OwnerId[]): readonly OwnerId[] | null {
  if (sure.length === 0 || !hasCue(draft.found, "except") || !hasCue(draft.found, "ref_all", "which_one")) return null;
  const rest = schoolIds(draft).filter((id) => !sure.includes(id));
  return rest.length === 0 ? null : rest;
}

/** 临溪市就业率最高的学校: the region is where the schools lie that are asked about; those of its place, or all where its name tells no two of them. */
function schoolsWithin(draft: Draft, sure: readonly OwnerId[]): Pick<Draft, "owners" | "scope" | "partsNoun"> | null {
  const { regions, schools } = draft.reading.owners;
  const region = sure.length === 1 ? regions.find((keys) => keys.owner.id === sure[0]) : undefined;
  const members = region?.owner.members ?? [];
  if (region !== undefined && members.length > 1 && asksWithin(draft))
    return { scope: "named", partsNoun: SCHOOLS, owners: { certainty: "stated", value: [region.owner.id], mentions: cueMentions(draft, "ref_all") } };
  const asksSchools =
    hasCue(draft.found, "ref_all") && hasCue(draft.found, "sup_max", "sup_min", "sup_better", "sup_worse", "comp_max", "comp_min", "rank", "which_one");
  if (region === undefined || !asksSchools || schools.length < 2) return null;
  const ids = (keys: readonly { readonly owner: { readonly id: OwnerId } }[]): OwnerId[] => keys.map((one) => one.owner.id);
  const own = schools.filter((keys) => keys.cores.some((core) => region.cores.includes(core)));
  const mentions = cueMentions(draft, "ref_all");
  return own.length > 1
    ? { scope: "named", owners: { certainty: "stated", value: ids(own), mentions } }
    : { scope: "all_schools", owners: { certainty: "stated", value: ids(schools), mentions } };
}

const SCHOOLS = "学校";
const asksWithin = ({ found, threshold }: Draft): boolean =>
  hasCue(found, "ref_all", "which_one", "which_schools", "rank") &&
  (threshold !== null || hasCue(found, "sup_max", "sup_min", "sup_better", "sup_worse", "comp_max", "comp_min", "rank", "compare"));

/** One school is named and set against all others: "平阳和其他学校比哪个更多", 除了平阳还有哪些学校. */
function widens(draft: Draft, sure: readonly OwnerId[]): boolean {
  // 电子部和护理部谁的学生多 is asked of the parts of one school.
  if (sure.length !== 1 || draft.subjects !== undefined) return false;
  // 青原的学生排第几 is asked of all.
  if (hasCue(draft.found, "position")) return true;
  if (!hasCue(draft.found, "ref_all")) return false;
  if (hasCue(draft.found, "except")) return true;
  if (hasCue(draft.found, "ref_that") && lastOwners(draft).length === 1) return false;
  // 学生比青原多的学校: the one named is what the others are measured by.
  const isMeasure = ofKind(draft.found, "owner").some((item) => draft.reading.text[item.start - 1] === "比");
  if (isMeasure && hasCue(draft.found, "comp_max", "comp_min", "comp_better", "comp_worse")) return true;
  return hasCue(draft.found, "comp_max", "comp_min", "comp_better", "comp_worse", "rank") && hasCue(draft.found, "which_one", "which_schools", "rank");
}

/** 云溪两所学校, "which school in Yunxi": all that the place stands for are set side by side. */
function meansAll(draft: Draft, open: FoundOf<"owner">): boolean {
  return hasCue(draft.found, "ref_all") || (hasCue(draft.found, "ref_both") && open.ownerIds.length === 2);
}

function withOther(draft: Draft, sure: readonly OwnerId[]): readonly OwnerId[] {
  const others = schoolIds(draft).filter((id) => !sure.includes(id));
  return others.length === 1 ? [...sure, ...others] : sure;
}

/** Unknown names count where no school of the index is named, or beside one as its equal. A place without a type word counts once a school is not already meant. */
function keptUnknown(draft: Draft, hasNamed: boolean): readonly FoundOf<"unknown_owner">[] {
  const unknown = ofKind(draft.found, "unknown_owner");
  if (!hasNamed) return unknown;
  return unknown.filter((item) => item.rule === "owner.other_school_of_place" || isCoordinated(draft.reading.text, draft.found, item.start, item.end));
}

const cueMentions = (draft: Draft, cue: string): readonly Mention[] =>
  ofKind(draft.found, "cue")
    .filter((item) => item.cue === cue)
    .map((item) => toMention(draft, item, "cue"));

export const schoolIds = (draft: Draft): readonly OwnerId[] => draft.reading.owners.schools.map((keys) => keys.owner.id);
export const regionIds = (draft: Draft): readonly OwnerId[] => draft.reading.owners.regions.map((keys) => keys.owner.id);

/** The owners of the last question of the talk that had some of its own. */
export function lastOwners(draft: Draft): readonly OwnerId[] {
  for (let at = draft.trail.length - 1; at >= 0; at -= 1) {
    const slot = draft.trail[at]?.owners;
    if (slot === undefined || slot.certainty === "missing") continue;
    if (slot.certainty === "ambiguous" || slot.certainty === "implied") return [];
    return slot.value;
  }
  return [];
}

const unique = <T>(items: readonly T[]): T[] => [...new Set(items)];
