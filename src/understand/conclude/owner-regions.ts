import type { OwnerId } from "../../domain/ids.ts";
import type { Mention } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import type { Draft } from "../draft.ts";
import { type FoundOf, hasCue, ofKind } from "../reading.ts";
import { cueMentions } from "./owner-mentions.ts";

/** How reports write the regions that they compare themselves with. */
export const LEVEL_NAMES: readonly { readonly word: RegExp; readonly name: string }[] = [
  { word: /国|nation/, name: "全国" },
  { word: /省|provinc/, name: "全省" },
  { word: /市|city|municipal/, name: "全市" },
  { word: /县/, name: "全县" },
  { word: /区/, name: "全区" },
];

const OF_REGION = /^的?(?:(?:中等)?职业(?:教育|学校|院校)|中职(?:学校|教育)?|技工(?:院校|教育)|教育)?的?$/;
const PLACE_EDUCATION = /^[\u4e00-\u9fff]{1,4}?([市县区州省])的?(?:(?:中等)?职业教育|中职(?:学校|教育)|技工(?:院校|教育))(?!中心|集团|学校|专业)/;

/** 青原职校全县有多少在校生, 青原县职业教育经费: what a school's report prints of its region, never the school's own. */
export function regionOfSchool(draft: Draft, named: readonly FoundOf<"owner">[]): string | null {
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
export function regionBeside(draft: Draft, sure: readonly OwnerId[]): Partial<Draft> | null {
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
export const leads = (draft: Draft, region: readonly Mention[]): boolean =>
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
export function regionsOf(draft: Draft, mentions: readonly Mention[]): Draft["reading"]["owners"]["regions"] {
  const { regions } = draft.reading.owners;
  const said = foldText(mentions.map(({ text }) => text).join(" "));
  if (/全国|nation/.test(said)) return regions.filter(({ owner }) => owner.kind === "nation");
  const level = LEVELS.find(({ word }) => word.test(said));
  return level === undefined ? regions : regions.filter(({ owner }) => level.name.test(owner.name));
}

/** 临溪市就业率最高的学校: the region is where the schools lie that are asked about; those of its place, or all where its name tells no two of them. */
export function schoolsWithin(draft: Draft, sure: readonly OwnerId[]): Pick<Draft, "owners" | "scope" | "partsNoun"> | null {
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

export const regionIds = (draft: Draft): readonly OwnerId[] => draft.reading.owners.regions.map((keys) => keys.owner.id);
