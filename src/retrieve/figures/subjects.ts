import type { Figure } from "../../domain/figure.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { glossGroups } from "../english/glossary.ts";

/** Words that make a part of a school of any name, and tell no two of them apart. */
const CLASS_WORDS = /专业群|专业|班级|订单|冠名|方向|学部|系部|产业学院|工作室|所在|那个|这个|该|班|系|部|级|[\d()\s"']/g;
const LEAST_CORE = 2;

/** What tells one part of a school from the others: "德西数控1951班" → "德西数控". */
export function coreOf(subject: string): string {
  return foldText(subject).replace(CLASS_WORDS, "");
}

/**
 * Whether the question names the part that a figure speaks of: in the slot, short names included (德西班 for 德西数控1951班), or in its
 * very words. A figure without a part matches a question without one.
 */
export function namesSubject(parsed: ParsedQuestion, subject: string | null): boolean {
  if (subject === null) return parsed.subject === null;
  if (parsed.subject !== null) return sameSubject(parsed.subject, subject);
  const folded = foldText(subject);
  return coreOf(subject).length >= LEAST_CORE && foldText(parsed.searchText).includes(folded);
}

/** 全省, 省平均, 全自治区: a region by its level, however it is said. */
const REGION = /^(?:[比与和跟较]|高于|低于|超过)?[全本我]?(自治区|省|市|区|县|州|国)(?:的|里)?(?:平均|整体|中职|均值|水平|里|内)*$/;
const levelOf = (subject: string): string | undefined => REGION.exec(subject)?.[1]?.replace("自治区", "区");

/** Nouns for a part of any kind, and for those who are in one. */
const PART_NOUNS: ReadonlySet<string> = new Set(["专业", "系", "部门", "处", "室", "班级", "班", "课程", "项目", "学生", "教师", "教职工", "毕业生"]);
const HAN = /[\u3400-\u9fff]/;
const MOST_KEPT = 200;
const glossed = new Map<string, readonly (readonly string[])[]>();

/** The words that a report may have for each word of an English name of a part. */
function partGroups(asked: string): readonly (readonly string[])[] {
  const known = glossed.get(asked);
  if (known !== undefined) return known;
  const groups = glossGroups(asked).filter((group) => !group.some((word) => PART_NOUNS.has(word)));
  if (glossed.size >= MOST_KEPT) glossed.clear();
  glossed.set(asked, groups);
  return groups;
}

/** Whether English words that no entry bears ("rail transit students") name the part that a figure speaks of. */
export function speaksOfPart(words: string, subject: string): boolean {
  return isGlossOf(words, foldText(subject));
}

/** "automotive" and 汽车专业部: each word that the dictionary has stands in the name. */
function isGlossOf(asked: string, held: string): boolean {
  if (HAN.test(asked)) return false;
  const groups = partGroups(asked);
  return groups.length > 0 && groups.every((group) => group.some((word) => held.includes(word)));
}

function sameSubject(asked: string, held: string): boolean {
  if (isGlossOf(asked, foldText(held))) return true;
  const [wanted, own] = [levelOf(asked), levelOf(held)];
  if (wanted !== undefined && own !== undefined) return wanted === own;
  const [a, b] = [foldText(asked), foldText(held)];
  if (a.includes(b) || b.includes(a)) return true;
  const firm = /^(.{2,})合作(?:专业|班级?|订单班|项目)$/.exec(a)?.[1];
  // 津上合作专业 is 津上数维1951班: a class that a firm runs bears the head of its name.
  if (firm !== undefined) return b.startsWith(firm.slice(0, LEAST_CORE)) || coreOf(held).includes(firm);
  const [short, long] = [coreOf(asked), coreOf(held)];
  if (short.length < LEAST_CORE || long.length < LEAST_CORE) return false;
  return long.includes(short) || short.includes(long) || isShortFor(short, long) || isShortFor(long, short);
}

const MOST_SHORT = 3;
const LEAST_WORDS = 4;

/** 电商 for 电子商务, 汽修 for 汽车运用与维修: characters of the name in their order, from its first on to a later word. */
function isShortFor(short: string, name: string): boolean {
  if (short.length > MOST_SHORT || name.length < LEAST_WORDS || short[0] !== name[0]) return false;
  let at = 0;
  for (const character of name) if (character === short[at]) at += 1;
  return at === short.length;
}

/** Figures of parts or groups of the owner that the question names, for a measure whose entry counts the same thing in the same unit. */
export function boundFigures(parsed: ParsedQuestion, held: readonly Figure[], fits: (figure: Figure) => boolean): readonly Figure[] {
  return held.filter((figure) => figure.aspect === "actual" && (isNamedPart(parsed, figure) || isNamedGroup(parsed, figure)) && fits(figure));
}

function isNamedPart(parsed: ParsedQuestion, figure: Figure): boolean {
  return figure.subject !== null && namesSubject(parsed, figure.subject);
}

/** A report may count its departments as groups of the whole: 护理部445人. */
function isNamedGroup(parsed: ParsedQuestion, figure: Figure): boolean {
  if (figure.subject !== null || figure.population === null || parsed.population !== null) return false;
  const asked = parsed.subject ?? parsed.searchText;
  const group = foldText(figure.population);
  return coreOf(group).length >= LEAST_CORE && (foldText(asked).includes(group) || (parsed.subject !== null && isGlossOf(parsed.subject, group)));
}
