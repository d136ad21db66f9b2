import { type OwnerId, toOwnerId } from "../../domain/ids.ts";
import type { KnownOwner } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import type { Found, FoundOf, Reading } from "../reading.ts";
import { placeCore, readNameTail } from "./school-words.ts";

const MARK = "#";
/** The place that a name of a school begins with. */
const PLACE = /^[\u4e00-\u9fff]{2,6}?(?:自治[州县旗]|[市县区州旗])(?=[\u4e00-\u9fff]{4})/;
const LEAST_NAME = 4;
const LEAST_DISTINCT = 2;
/** What people call a school by its own words. */
const NUMBERED = ["职中", "职专", "职高", "职校"];
const KINDS = ["学校", "职校", "职专", "中专", "技校"];

/**
 * The schools that a region's report tells of, as owners that a question may name in all the ways in which it names a school. Their ids are those
 * of the region with the place in its list; `settleMembers` turns them back.
 */
export function memberOwners(region: KnownOwner): readonly KnownOwner[] {
  const members = region.members ?? [];
  const core = placeCore(foldText(region.place ?? region.name));
  const isOnly = (name: string): boolean => members.filter((other) => other.includes(name)).length === 1;
  return members.map((name, at) => {
    const place = PLACE.exec(name)?.[0] ?? (name.startsWith(core) ? core : null);
    const rest = place === null ? "" : name.slice(place.length);
    const { distinct, ordinal } = readNameTail(rest);
    const isName = rest.length >= LEAST_NAME && distinct + ordinal !== "" && isOnly(rest);
    // 华星学校 for 汀南华星职业技术学校.
    const short = distinct.length >= LEAST_DISTINCT && isOnly(distinct) ? KINDS.map((kind) => distinct + kind) : [];
    const numbered = ordinal === "" ? [] : NUMBERED.map((kind) => ordinal + kind);
    const aliases = [...(isName ? [rest] : []), ...short, ...numbered];
    return { id: toMemberId(region.id, at), kind: "school", name, nameEn: "", place, aliases, years: region.years };
  });
}

const toMemberId = (region: OwnerId, at: number): OwnerId => toOwnerId(`${region}${MARK}${at}`);

/** 汀南市中职: the schools of a place, and none of them. */
const ALL = /(?:中职|中等职业|职业|技工)(?:学校|院校|教育)?$/;

interface Member {
  readonly region: OwnerId;
  readonly name: string;
}

function memberOf({ owners }: Reading, id: OwnerId): Member | null {
  const at = id.lastIndexOf(MARK);
  if (at < 0) return null;
  const region = owners.regions.find(({ owner }) => owner.id === id.slice(0, at))?.owner;
  const name = region?.members?.[Number(id.slice(at + 1))];
  return region === undefined || name === undefined ? null : { region: region.id, name };
}

/**
 * Names of schools within a region become the region and the part of it that is meant; a name that fits several of them, or a place that is the
 * region's own, means the region. A school with a report of its own goes before one that is told of in another's.
 */
export function settleMembers(reading: Reading): readonly Found[] {
  return reading.found.map((item) => {
    if (item.kind !== "owner") return item;
    return withItsSchools(reading, settled(reading, item));
  });
}

function settled(reading: Reading, item: FoundOf<"owner">): FoundOf<"owner"> {
  const members = item.ownerIds.flatMap((id) => memberOf(reading, id) ?? []);
  if (members.length === 0) return item;
  const own = item.ownerIds.filter((id) => memberOf(reading, id) === null);
  if (own.length > 0) return { ...item, ownerIds: own };
  const [only, ...more] = members;
  const regions = [...new Set(members.map(({ region }) => region))];
  const said = reading.text.slice(item.start, item.end);
  const ofAll = item.rule === "owner.place" || (item.rule !== "owner.name" && ALL.test(said));
  const isPart = only !== undefined && more.length === 0 && !(ofAll && isOwnPlace(reading, only));
  return { ...item, ownerIds: regions, ...(isPart ? { member: only.name } : {}) };
}

/** 中职教育, 职业学校 behind a region's name: what all of its report is about, and nothing that is asked. 有哪些中职学校 asks for them. */
const ITS_SCHOOLS =
  /^的?(?:(?:中职|中等职业|职业|技工)(?:学校|院校)?教育|(?:中职|中等职业|职业|技工)(?:学校|院校)(?!有?(?:哪|几|多少)|名单)|中职(?!学校|院校|教育))/;

function withItsSchools({ text, owners }: Reading, item: FoundOf<"owner">): FoundOf<"owner"> {
  const [only, ...more] = item.ownerIds;
  const isRegion = more.length === 0 && item.member === undefined && owners.regions.some(({ owner }) => owner.id === only);
  if (!isRegion) return item;
  const from = text.slice(item.start, item.end).endsWith("中职") ? item.end - 2 : item.end;
  const length = ITS_SCHOOLS.exec(text.slice(from))?.[0].length ?? 0;
  return from + length > item.end ? { ...item, end: from + length } : item;
}

const isOwnPlace = ({ owners }: Reading, { region, name }: Member): boolean =>
  owners.regions.some(({ owner, cores }) => owner.id === region && cores.some((core) => name.startsWith(core)));
