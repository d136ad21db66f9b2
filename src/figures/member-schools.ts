import type { Figure } from "../domain/figure.ts";
import type { Report } from "../domain/report.ts";
import { foldText } from "../text/fold.ts";

/** What names of schools end with. */
const SCHOOL = /(?:学[校院]|中学|高中|中心|中专|职专|职高|技校|职校)$/;
/** Names of all schools of a region, or of none in particular. */
const NO_MEMBER = /^(?:全|各|所有|本|我)|^(?:中职|中等职业|职业|技工)学校$/;
const LEAST_MEMBERS = 2;
/** How far behind the first of two ranked schools the second is told. */
const MOST_BETWEEN = 30;
const LEAST_NAME = 4;
/** What turns from a school back to all of them. */
const WHOLE = /全(?:自治)?[市县省区州]|各校|各学校|所有学校/;
/** What sets a school beside whoever is told of. */
const BESIDE = /(?:(?<!占)比|[较于]|超过|落后)$/;
/** A school that a clause is told of stands at its head: not 新建县职教中心实训楼. */
const OPENS = /(?:^|[，、：:)"]|其中|例如|如|另外|而)\s*$/;
const RANKED = /^["]?(?:的?[^，。；\d]{0,12})?(?:最[高低多少大小好]|次之|居末|垫底)[，、]?(?:为|仅为?|只有|达|是)?(?:约)?$/;

/**
 * The schools that a region's report tells of one by one: each by its full name wherever its tables name it short, and told of in prose where a
 * clause names it (平源县职专…，学徒264人). A school's own report is left as it is. Pure; linear in the number of figures.
 */
export function withMemberSchools(figures: readonly Figure[], report: Report): readonly Figure[] {
  if (report.owner.kind === "school") return figures;
  const members = memberNames(figures);
  if (members.length < LEAST_MEMBERS) return figures;
  const names = spokenNames(members, foldText(report.owner.name));
  const made: Figure[] = [];
  for (const figure of figures) made.push(ofMember(figure, { report, names, members, before: made.at(-1) }));
  return made;
}

interface Context {
  readonly report: Report;
  readonly names: readonly Spoken[];
  readonly members: readonly Member[];
  readonly before: Figure | undefined;
}
interface Member {
  readonly name: string;
  /** Every way in which the tables write it. */
  readonly labels: readonly string[];
}
interface Spoken {
  readonly text: string;
  readonly member: string;
}

const plain = (subject: string): string =>
  foldText(subject)
    .replace(/[(（].*$/, "")
    .replace(/\s+/g, "");

/** The names in the rows of tables, a short one (市第一职专) with the only full one that it stands for. */
function memberNames(figures: readonly Figure[]): readonly Member[] {
  const labels = new Set<string>();
  for (const { rule, subject } of figures) {
    if (rule !== "table-cell" || subject === null) continue;
    const name = plain(subject);
    if (name.length >= LEAST_NAME - 1 && SCHOOL.test(name) && !NO_MEMBER.test(name)) labels.add(name);
  }
  const fullOf = (label: string): string | null => {
    const longer = [...labels].filter((other) => other.length > label.length && isWithin(label, other));
    return longer.length === 1 ? (longer[0] ?? null) : null;
  };
  const full = [...labels].filter((label) => fullOf(label) === null);
  return full.map((name) => ({ name, labels: [...labels].filter((label) => label === name || fullOf(label) === name) }));
}

/** Whether the characters of a short name stand in the long one in their order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const character of long) if (character === short[at]) at += 1;
  return at === short.length;
}

/** All names with the members that they mean, the longest first: the labels, and the full ones without the place where that names one alone. */
function spokenNames(members: readonly Member[], region: string): readonly Spoken[] {
  const place = region.replace(/(?<=..)[省市县区州盟旗]$/, "");
  const names = new Map<string, string>();
  for (const { name, labels } of members) {
    for (const label of labels) names.set(label, name);
    if (!name.startsWith(place)) continue;
    const rest = name.slice(place.length).replace(/^[省市县区州盟旗]/, "");
    if (rest.length >= LEAST_NAME && members.filter((other) => other.name.includes(rest)).length === 1) names.set(rest, name);
  }
  return [...names].map(([text, member]) => ({ text, member })).sort((a, b) => b.text.length - a.text.length);
}

function ofMember(figure: Figure, { report, names, members, before }: Context): Figure {
  const subject = figure.subject === null ? null : plain(figure.subject);
  const known = subject === null ? undefined : members.find(({ labels }) => labels.includes(subject))?.name;
  if (known !== undefined && figure.rule === "table-cell") return { ...figure, subject: known };
  const meant = known ?? (subject === null ? null : memberMeant(subject, members));
  if (figure.rule === "table-cell" || (subject !== null && meant === null && !WHOLE.test(subject))) return figure;
  const text = foldText(report.text.slice(figure.source.context.start, figure.source.start));
  const clause = text.slice(Math.max(text.lastIndexOf("。"), text.lastIndexOf("；"), text.lastIndexOf(";")) + 1);
  const named = lastNamed(clause, [...names, ...shortNames(clause, members)]);
  if (named === null) return meant === null ? figure : { ...figure, subject: meant };
  const population = figure.population !== null && figure.indicator.words.includes(figure.population) ? null : figure.population;
  const told = { ...figure, subject: named.member, population };
  // 双师型占比市一职专最高，为52.3%；华星学校最低，仅34.5%: the second is of what the first is of.
  const goesOn =
    figure.indicator.id === null &&
    before !== undefined &&
    figure.source.start - before.source.end <= MOST_BETWEEN &&
    before.unit === figure.unit &&
    before.indicator.id !== null &&
    RANKED.test(named.rest);
  return goesOn ? { ...told, indicator: before.indicator, kind: before.kind, denominator: before.denominator } : told;
}

/** 县职教中心, 二职中, 艺术职校: what people call a school, by characters of its name in their order. */
const SHORT = /[\u4e00-\u9fff]{1,6}(?:职教中心|职中|职校|职专|职高|中专|技校|卫校|农校|艺校)/g;
const LEAST_SHORT = 3;

function memberMeant(short: string, members: readonly Member[]): string | null {
  const [only, ...more] = short.length < LEAST_SHORT ? [] : members.filter(({ name }) => isWithin(short, name));
  return only === undefined || more.length > 0 ? null : only.name;
}

function shortNames(clause: string, members: readonly Member[]): readonly Spoken[] {
  return [...clause.matchAll(SHORT)].flatMap(([words]) => {
    for (let cut = 0; words.length - cut >= LEAST_SHORT; cut += 1) {
      const text = words.slice(cut);
      const member = memberMeant(text, members);
      if (member !== null) return [{ text, member }];
    }
    return [];
  });
}

/** The school that a clause names last before its number, unless it only sets it beside another or goes back to all of them. */
function lastNamed(clause: string, names: readonly Spoken[]): { readonly member: string; readonly rest: string } | null {
  let best: { readonly at: number; readonly spoken: Spoken } | null = null;
  for (const spoken of names) {
    const at = clause.lastIndexOf(spoken.text);
    if (at >= 0 && (best === null || at + spoken.text.length > best.at + best.spoken.text.length)) best = { at, spoken };
  }
  if (best === null) return null;
  const { at, spoken } = best;
  const [lead, rest] = [clause.slice(0, at), clause.slice(at + spoken.text.length)];
  const isListed = /[、和与及]$/.test(lead) && names.some(({ text }) => lead.slice(0, -1).endsWith(text));
  return isListed || BESIDE.test(lead) || !OPENS.test(lead) || WHOLE.test(rest) ? null : { member: spoken.member, rest };
}
