import type { IdentityEvidence, Owner } from "../domain/report.ts";
import { mapWhole } from "../text/mapped-text.ts";
import type { Line } from "./lines.ts";
import { splitStem } from "./place-name.ts";
import { findSchoolNames, findShortName, isStemOfWords, mostNamedSchool, type SchoolName } from "./school-name.ts";
import { NATIONS, REPORT_WORDS } from "./vocabulary.ts";

/** Whose report it is, as it was found. `school` is null for a region, the nation, and a name without a school's form. */
export interface FoundOwner {
  readonly kind: Owner["kind"];
  readonly name: string;
  readonly evidence: IdentityEvidence;
  readonly school: SchoolName | null;
}

export interface OwnerSources {
  readonly titleLines: readonly Line[];
  /** The title's lines joined and folded. */
  readonly title: string;
  readonly fileStem: string;
  readonly settings: { readonly school?: string | undefined };
}

/** Finds the owner: a person's setting, then the title, the body (folded, without blanks), the file name. Null where none says. */
export function findOwner({ settings, fileStem, titleLines, title }: OwnerSources, body: string): FoundOwner | null {
  const fileText = mapWhole(fileStem).text;
  const lines = titleLines.map((line) => mapWhole(line.folded).text);
  // An authority signs for schools as well as for its region.
  const own = lines.filter((line) => !ISSUED_BY.test(line));
  return (
    (settings.school === undefined ? null : (readOwner([mapWhole(settings.school).text], "set", body) ?? plainOwner(settings.school, "set"))) ??
    readOwner([...own, own.length === lines.length ? title : own.join("")], "title", body) ??
    issuedBy(lines, body) ??
    fromBody(body) ??
    fromShortName(title, "title") ??
    readOwner([...lines, title], "title", body) ??
    readOwner([fileText], "file-name", body) ??
    fromShortName(fileText, "file-name") ??
    plainOwner(fileText.replace(/\d{2,}|[-_.()\s]|质量|年度|学年|报告|年/g, ""), "file-name")
  );
}

function plainOwner(text: string, evidence: IdentityEvidence): FoundOwner | null {
  const name = mapWhole(text).text;
  return /[\u3400-\u9fff]{2}/.test(name) ? { kind: "school", name, evidence, school: null } : null;
}

function fromBody(body: string): FoundOwner | null {
  const school = mostNamedSchool(body, REPORT_WORDS.foundingWords);
  return school === null ? null : { kind: "school", name: school.name, evidence: "body", school };
}

function fromShortName(text: string, evidence: IdentityEvidence): FoundOwner | null {
  const school = findShortName(text);
  return school === null ? null : { kind: "school", name: school.name, evidence, school };
}

const NATION_START = new RegExp(`^(?:20\\d{2}(?:年度?|学年度?)?)?(?:${NATIONS.join("|")})`);
const REGION =
  /^(?:关于)?(?:20\d{2}(?:[-—~至]20\d{2})?(?:学?年度?)?)?([\u3400-\u9fff]{1,10}?(?:自治区|自治州|自治县|地区|新区|开发区|省|市|州|县|区|盟|旗)(?:[\u3400-\u9fff]{1,6}?(?:市|县|区|旗))?)(?:20\d{2}(?:[-—~至]20\d{2})?(?:学?年度?)?)?(?:中等|高等)?(?:职业技术|职业|技工)?(?:教育|院校|学校|中职|人才)/;

/** Reads an owner from lines of a title, each by itself first, the joined title last. */
function readOwner(lines: readonly string[], evidence: IdentityEvidence, body: string): FoundOwner | null {
  for (const line of lines) {
    const school = findSchoolNames(line).find((one) => !isStemOfWords(one.stem));
    const region = REGION.exec(line)?.[1] ?? null;
    if (NATION_START.test(line) && (school === null || school === undefined || NATIONS.some((nation) => school.stem.endsWith(nation)))) {
      return { kind: "nation", name: NATIONS[1] ?? "中国", evidence, school: null };
    }
    if (school !== undefined && !(region !== null && isAboutRegion(school, region, body))) return { kind: "school", name: school.name, evidence, school };
    if (region !== null && !/(?:城市|社区|学区)$/.test(region)) return { kind: "region", name: regionName(region), evidence, school: null };
    if (evidence === "set" && /[省市县区州盟旗]$/.test(line)) return { kind: "region", name: regionName(line), evidence, school: null };
  }
  return null;
}

/** Words that may stand between a region's name and 学校 where all schools of the kind are meant. */
const KINDS_OF_SCHOOL = new Set(["", "中职", "高职", "职业", "中等职业", "高等职业", "技工"]);

/** 宜春市中等职业学校质量报告 may be one school's or all schools' of the city: the body says "全市…" or "我校…". */
function isAboutRegion(school: SchoolName, region: string, body: string): boolean {
  if (!school.stem.startsWith(region) || !KINDS_OF_SCHOOL.has(school.stem.slice(region.length))) return false;
  return ["中等职业学校", "职业学校", "学校"].includes(school.type.zh) && speaksOfRegion(body);
}

function speaksOfRegion(body: string): boolean {
  const count = (words: readonly string[]): number => words.reduce((sum, word) => sum + body.split(word).length - 1, 0);
  return count(REPORT_WORDS.regionSelf) > count(REPORT_WORDS.schoolSelf);
}

const ISSUED_BY = new RegExp(`^([\\u3400-\\u9fff]{2,16}(?:省|市|州|县|区|盟|旗))(?:${REPORT_WORDS.issuingBodies.join("|")})$`);

/** A title that names no owner but the authority that signs for it, over a body that speaks of a whole region: never one of the schools in it. */
function issuedBy(lines: readonly string[], body: string): FoundOwner | null {
  const region = lines.map((line) => ISSUED_BY.exec(line)?.[1]).find((name) => name !== undefined);
  return region === undefined || !speaksOfRegion(body) ? null : { kind: "region", name: regionName(region), evidence: "title", school: null };
}

/** A region below a province goes by its own name: 江西省宜春市 → 宜春市. */
function regionName(region: string): string {
  const parts = splitStem(region);
  return parts.province !== null && parts.place !== null && parts.place !== parts.province.zh ? parts.above + parts.place : region;
}
