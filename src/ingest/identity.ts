import { type OwnerId, type ReportId, toOwnerId, toReportId } from "../domain/ids.ts";
import { AppError, type Issue } from "../domain/issue.ts";
import type { IdentityEvidence, Owner, OwnerAlias, ReportKind } from "../domain/report.ts";
import { type MappedText, mapText, mapWhole, toSource } from "../text/mapped-text.ts";
import { type FoundOwner, findOwner } from "./find-owner.ts";
import type { Line } from "./lines.ts";
import { type DerivedNames, deriveRegionNames, deriveSchoolNames, unique } from "./owner-names.ts";
import { splitStem, withoutSuffix } from "./place-name.ts";
import { readBodyYear, readTitleYear, type YearReading } from "./report-year.ts";
import { findShortName, isGeneric, isStemOfWords, type SchoolName } from "./school-name.ts";
import { findStatedNames } from "./stated-names.ts";
import { titleText } from "./title.ts";
import { REPORT_WORDS, SCHOOL_TYPES } from "./vocabulary.ts";

/** What a person set beside the file; wins over all that is read. */
export interface IdentitySettings {
  readonly school?: string | undefined;
  readonly year?: number | undefined;
  readonly kind?: ReportKind | undefined;
}

export interface Identity {
  readonly reportId: ReportId;
  readonly owner: Owner;
  readonly title: string;
  readonly kind: ReportKind;
  readonly year: number | null;
  readonly yearEvidence: IdentityEvidence | null;
  readonly yearKind: "calendar" | "academic";
  readonly issues: readonly Issue[];
}

export interface IdentitySources {
  readonly text: string;
  readonly titleLines: readonly Line[];
  /** File name without folder and extension. */
  readonly fileStem: string;
  readonly settings: IdentitySettings;
}

/** Enough of a body to know whose it is; counting names over more adds nothing. */
const BODY_SAMPLE = 60_000;

/** Finds whose report it is and of which year: a person's setting, then the title, the body, the file name. Throws AppError `no_owner`. */
export function identify(sources: IdentitySources): Identity {
  const { text, titleLines, settings } = sources;
  const body = mapWhole(text.slice(0, BODY_SAMPLE)).text + tailOf(text);
  const mappedTitle = mapText(
    text,
    titleLines.map((line) => line.span),
  );
  const { owner, issues } = ownerOf(sources, mappedTitle, body);
  const year = findYear(sources, mappedTitle.text, body);
  const title = titleText(text, titleLines) || `${owner.name}${year.reading === null ? "" : `${year.reading.year}年`}`;
  const kind = settings.kind ?? readKind(mappedTitle.text || sources.fileStem);
  return {
    reportId: toReportId(`${owner.id}-${year.reading?.year ?? "undated"}-${kind}`),
    owner,
    title,
    kind,
    year: year.reading?.year ?? null,
    yearEvidence: year.evidence,
    yearKind: year.reading?.kind ?? "calendar",
    issues: [...issues, ...year.issues],
  };
}

const tailOf = (text: string): string => (text.length > BODY_SAMPLE ? mapWhole(text.slice(-2000)).text : "");

function readKind(title: string): ReportKind {
  if (REPORT_WORDS.qualityWords.some((word) => title.includes(word))) return "quality";
  return REPORT_WORDS.developmentWords.some((word) => title.includes(word)) ? "development" : "other";
}

function ownerOf(sources: IdentitySources, title: MappedText, body: string): { readonly owner: Owner; readonly issues: Issue[] } {
  const found = findOwner({ ...sources, title: title.text }, body);
  if (found === null) {
    throw new AppError("no_owner", 'No school or region was found in title, text or file name. Put a file NAME.meta.json beside it with {"school": "…"}.');
  }
  const issues: Issue[] =
    found.school === null && found.kind === "school"
      ? [{ code: "owner_unsure", severity: "warning", message: "the school's name was taken from the file name" }]
      : [];
  return { owner: buildOwner(found, sources, title, body), issues };
}

function buildOwner(found: FoundOwner, sources: IdentitySources, title: MappedText, body: string): Owner {
  const school = found.school;
  const { stem, provinceZh } = school === null ? { stem: "", provinceZh: null } : canonicalStem(school, body);
  const name = school === null ? found.name : stem + school.type.zh;
  const derived = school === null ? plainNames(found) : deriveSchoolNames(stem, school.type, provinceZh);
  const stated = school === null ? [] : findStatedNames(body, unique([found.name, name]));
  const printed = originalScript(found.name, sources.text, title);
  const all: OwnerAlias[] = [
    ...(found.name === name ? [] : [{ text: found.name, evidence: found.evidence }]),
    ...(printed === null ? [] : [{ text: printed, evidence: found.evidence }]),
    ...stated,
    ...(school === null ? [] : namesOfFile(sources.fileStem, school)),
    ...derived.aliases.map((alias) => (body.includes(alias.text) && alias.text.length > 2 ? { ...alias, evidence: "body" as const } : alias)),
  ];
  const seen = new Set([name, derived.nameEn]);
  const aliases = all.filter((alias) => !seen.has(alias.text) && seen.add(alias.text));
  return { kind: found.kind, id: slugId(derived.slug), name, nameEn: derived.nameEn, place: derived.place, aliases };
}

/** The short name that a file goes by, where it is plainly of this school: 塔林河农校2022年度报告 over a title with the full name. */
function namesOfFile(fileStem: string, { stem }: SchoolName): OwnerAlias[] {
  const short = findShortName(mapWhole(fileStem).text);
  const own = short === null ? "" : withoutSuffix(short.stem);
  return short === null || own.length < 2 || !stem.includes(own) ? [] : [{ text: short.name, evidence: "file-name" }];
}

const slugId = (slug: string): OwnerId => toOwnerId(slug.replace(/[^a-z0-9-]/g, ""));

function plainNames(found: FoundOwner): DerivedNames {
  if (found.kind === "nation")
    return { nameEn: "China", place: null, slug: "china", aliases: ["全国", "China"].map((text) => ({ text, evidence: "derived" })) };
  if (found.kind === "region") return deriveRegionNames(found.name);
  const type = SCHOOL_TYPES.find((candidate) => candidate.zh === "学校");
  const derived = type === undefined ? null : deriveSchoolNames(found.name, type, null);
  return { nameEn: derived?.nameEn.replace(/ School$/, "") ?? found.name, place: null, slug: derived?.slug ?? "school", aliases: [] };
}

/** Drops a province before a place, and before a bare name that the body uses without it: 浙江省云杉 → 云杉; 浙江省机电 stays. */
function canonicalStem(school: SchoolName, body: string): { readonly stem: string; readonly provinceZh: string | null } {
  const parts = splitStem(school.stem);
  const { province } = parts;
  if (province === null || !school.stem.startsWith(province.zh)) return { stem: school.stem, provinceZh: null };
  const below = school.stem.slice(province.zh.length);
  const count = (name: string): number => body.split(name).length - 1;
  const usedWithout = below.length >= 2 && count(below + school.type.zh) > count(school.name);
  const isPlace = parts.place !== null && parts.place !== province.zh && (withoutSuffix(parts.place) !== parts.place || parts.rest === "");
  const drop = usedWithout ? !isStemOfWords(below) || isGeneric(school.type) : isPlace && !province.city;
  return drop ? { stem: below, provinceZh: province.zh } : { stem: school.stem, provinceZh: null };
}

/** The owner's name in the report's own script, when that is not simplified. */
function originalScript(name: string, text: string, title: MappedText): string | null {
  const mapped = title.text.includes(name) ? title : mapWhole(text.slice(0, BODY_SAMPLE));
  const at = mapped.text.indexOf(name);
  if (at === -1) return null;
  const span = toSource(mapped, { start: at, end: at + name.length });
  const printed = text.slice(span.start, span.end).replace(/\s+/g, "");
  return printed === name || printed.length !== name.length ? null : printed;
}

interface FoundYear {
  readonly reading: YearReading | null;
  readonly evidence: IdentityEvidence | null;
  readonly issues: readonly Issue[];
}

function findYear(sources: IdentitySources, title: string, body: string): FoundYear {
  const inFile = readTitleYear(mapWhole(sources.fileStem).text);
  if (sources.settings.year !== undefined) return { reading: { year: sources.settings.year, kind: "calendar" }, evidence: "set", issues: [] };
  const inTitle = readTitleYear(title);
  if (inTitle !== null) return { reading: inTitle, evidence: "title", issues: differs(inTitle, inFile) };
  const inBody = readBodyYear(body);
  if (inBody?.certain) return { reading: inBody.reading, evidence: "body", issues: differs(inBody.reading, inFile) };
  if (inFile !== null) return { reading: inFile, evidence: "file-name", issues: [] };
  if (inBody !== null) return { reading: inBody.reading, evidence: "body", issues: [] };
  return { reading: null, evidence: null, issues: [{ code: "no_year", severity: "warning", message: "no report year was found in title, text or file name" }] };
}

function differs(read: YearReading, inFile: YearReading | null): Issue[] {
  if (inFile === null || inFile.year === read.year) return [];
  return [
    {
      code: "year_differs",
      severity: "note",
      message: `the report says ${read.year}, its file name ${inFile.year}`,
      values: { read: read.year, named: inFile.year },
    },
  ];
}
