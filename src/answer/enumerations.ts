import type { Passage } from "../domain/report.ts";
import { shareHeld } from "../retrieve/word-groups.ts";
import { foldText } from "../text/fold.ts";
import type { ComposeContext } from "./draft.ts";
import { type Extract, headingAbove, headingShare, type ReadSentence, readSentences } from "./extracts.ts";
<<<<<<< HEAD
import {
  announcesHead,
  asksOrganisations,
  countItems,
  countsThem,
  isListHeading,
  listsHead,
  namesOrganisations,
  namingItems,
  organisationFor,
} from "./list-signs.ts";
=======
import { headGroups, wordsOf } from "./head-word.ts";
>>>>>>> 197b67507df06e314051ec403bc58730352cb417

/** Items that make a sentence a list, and beyond which more of them say no more. */
const LEAST_ITEMS = 3;
const MOST_ITEMS = 8;
/** Below the very heading that names the thing, two items are a list. */
const LEAST_ITEMS_UNDER_HEADING = 2;
/** Share of what was asked about that sentence, headings and passage must hold together. */
const LEAST_SHARED = 0.7;
/** A list below the best one's score by more than this lists something else. */
const WIDEST_GAP = 0.6;
/** A line of a list is short; a longer one goes on to something else. */
const LONGEST_LINE = 60;
const MOST_LISTS = 4;
const MOST_ORGANISATIONS = 3;
<<<<<<< HEAD
=======
const FIRM = /(?<=[\u4e00-\u9fff()（）]{4})(?:有限公司|公司|集团|厂|银行|酒店)(?=[,，、;；等和及与。的签])/g;
const ORGANISATION =
  /(?<=[\u4e00-\u9fff()（）]{4})(?:有限公司|公司|集团|厂|学院|学校|中学|大学|幼儿园|医院|协会|研究所|中心|银行|酒店)(?=[,，、;；等和及与。的签])/g;
>>>>>>> 197b67507df06e314051ec403bc58730352cb417
/** A list is announced: 主要项目有《…》, 荣誉如下：. */
const ANNOUNCED =
  /主要(?:项目|内容|专业|成果|成绩|做法|对象|课程|形式|方向|业务|荣誉|企业|单位)?(?:有|是|为|包括)|(?:主要|项目|名单|分别)?(?:有|包括|包含|如下|分别是|分别为|即|设立|开设|设有|增设)[：:]?[《“"]|如下[：:]|主要.{0,8}[：:]/;
/** Items that hold a word of what was asked about, beyond which more of them say no more. */
const MOST_NAMING_ITEMS = 4;
const WEIGHTS = {
  sentence: 1.2,
  heading: 0.5,
  passage: 0.4,
  items: 0.8,
  naming: 0.6,
  announced: 1,
  organisations: 0.8,
  nameless: 0.8,
  counted: 0.8,
  listed: 0.7,
  head: 0.6,
} as const;

interface Scored {
  readonly extract: Extract;
  readonly score: number;
}

/** Sentences that name the thing asked about and list several items, the fullest first; a list over several lines is one. */
export function findEnumerations(context: ComposeContext): readonly Extract[] {
  const ranked = context.evidence.passages.map((hit) => hit.passage);
  const others = context.evidence.wholeReports.filter((passage) => !ranked.some((hit) => hit.id === passage.id));
  const found = [...ranked, ...others].flatMap((passage) => enumerationsIn(context, passage));
  const ordered = found.toSorted((a, b) => b.score - a.score || (a.extract.passage.id < b.extract.passage.id ? -1 : 1));
  const best = ordered[0]?.score ?? 0;
  return ordered
    .filter(({ score }) => score >= best - WIDEST_GAP)
    .slice(0, MOST_LISTS)
    .map(({ extract }) => withNeighbours(context, extract));
}

/** A list of organisations runs on where the sentences next to it name more of them: 与甲校、乙校结对；与丙校、丁校结对. */
function withNeighbours(context: ComposeContext, extract: Extract): Extract {
  const sentences = readSentences(context, extract.passage);
  const places = new Set(extract.parts.map((part) => part.start));
  const held = sentences.flatMap((one, index) => (one.extract.parts.some((part) => places.has(part.start)) ? [index] : []));
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined) return extract;
  const goesOn = (index: number): boolean => {
    const words = sentences[index]?.words ?? "";
    return shareHeld(words, context.evidence.topics) > 0 && namesOrganisations(words);
  };
  if (!held.every((index) => goesOn(index))) return extract;
  let [from, to] = [first, last];
  while (from > 0 && goesOn(from - 1)) from -= 1;
  while (to + 1 < sentences.length && goesOn(to + 1)) to += 1;
  return { ...extract, parts: sentences.slice(from, to + 1).flatMap((one) => one.extract.parts) };
}

function enumerationsIn(context: ComposeContext, passage: Passage): readonly Scored[] {
  const { topics } = context.evidence;
  const heading = headingShare(context, passage);
  const sentences = readSentences(context, passage);
  const all = sentences.map(({ words }) => words).join("");
  const together = shareHeld(`${passage.sectionPath.join("")}${all}`, topics);
  if (together < LEAST_SHARED) return [];
  const needed = heading === 1 ? LEAST_ITEMS_UNDER_HEADING : LEAST_ITEMS;
  return joinLines(withHeading(context, passage, sentences)).flatMap(({ extract, words, lines }) => {
    const items = Math.max(countItems(words), lines);
    const shared = shareHeld(words, topics);
    const organisations = asksOrganisations(context) ? (words.match(organisationFor(context))?.length ?? 0) : 0;
    if (asksOrganisations(context) && organisations === 0 && heading < 1 && !ANNOUNCED.test(words)) return [];
    if ((items < needed && organisations === 0) || (shared === 0 && heading === 0)) return [];
    const isOfThem = isListHeading(context, passage) || listsHead(context, words);
    // Several things beside each other are not yet a list of those asked for.
    if (!isOfThem && organisations === 0 && heading < 1 && !ANNOUNCED.test(words) && !countsThem(context, words)) return [];
    const score =
      WEIGHTS.sentence * shared +
      WEIGHTS.heading * heading +
      WEIGHTS.passage * together +
      (WEIGHTS.items * Math.min(items, MOST_ITEMS)) / MOST_ITEMS +
      (WEIGHTS.naming * Math.min(namingItems(context, words), MOST_NAMING_ITEMS)) / MOST_NAMING_ITEMS +
      (ANNOUNCED.test(words) ? WEIGHTS.announced : 0) +
      (countsThem(context, words) ? WEIGHTS.counted : 0) +
      (announcesHead(context, words) ? WEIGHTS.head : 0) +
<<<<<<< HEAD
      (isOfThem ? WEIGHTS.listed : 0) +
=======
      (isListHeading(context, passage) || listsHead(context, words) ? WEIGHTS.listed : 0) +
>>>>>>> 197b67507df06e314051ec403bc58730352cb417
      (WEIGHTS.organisations * Math.min(organisations, MOST_ORGANISATIONS)) / MOST_ORGANISATIONS -
      (organisations === 0 && asksOrganisations(context) ? WEIGHTS.nameless : 0);
    return [{ extract, score }];
  });
}

<<<<<<< HEAD
=======
/** How many things a sentence lists: marked by 、 or ；, in 《》, or organisations by the ends of their names. */
export function countItems(words: string): number {
  const marked = words.split(/[、；;]/).length;
  const titled = words.match(/《/g)?.length ?? 0;
  const organisations = words.match(ORGANISATION)?.length ?? 0;
  return Math.max(marked, titled, organisations);
}

/** Characters within which a sentence says what it lists. */
const LONGEST_ANNOUNCEMENT = 16;
const COUNTED = /(?:[\d一二三四五六七八九十两]|多)(?:个|类|种|门|家|所|项|支|名)/g;
/** How far the noun may stand behind its number: 8个中职专业. */
const COUNTED_REACH = 8;

/** 六个专业 sums up a list of just the things asked about. */
function countsThem(context: ComposeContext, words: string): boolean {
  return [...words.matchAll(COUNTED)].some((match) => {
    const next = words.slice(match.index + match[0].length, match.index + match[0].length + COUNTED_REACH).split(/[，,、。；;]/)[0] ?? "";
    return context.evidence.topics.some((group) => group.words.some((word) => next.includes(word)));
  });
}

/** Whether an extract that is no full list still names some of the things: items said to be such, or organisations where such are asked for. */
export function listsThings(context: ComposeContext, extract: Extract): boolean {
  const words = wordsOf(context, extract);
  if (asksOrganisations(context)) return (words.match(organisationFor(context))?.length ?? 0) > 0;
  return countItems(words) >= LEAST_ITEMS_UNDER_HEADING && (isListHeading(context, extract.passage) || listsHead(context, words));
}

/** 3.1合作企业, 专业设置情况: the section is of the things themselves, and not of what is done with them (专业动态调整). */
function isListHeading(context: ComposeContext, { sectionPath }: Passage): boolean {
  const heading = foldText(sectionPath.at(-1) ?? "")
    .replace(/\s+/g, "")
    .replace(/(?:设置|情况|一览表?|名单|介绍|简介|开设|列表|如下|[:：]|[\d一二三四五六七八九十]+[个项家类种])+$/, "");
  return headGroups(context).some((group) => group.words.some((word) => heading.endsWith(word)));
}

const OPENS_LIST = /^[^、。；;，,]{0,8}?(?:[：:《“"]|有|为|是|包括|包含|增设|开设|设立|新增|如下|分别|即)/;
const CLOSES_LIST = /、[^、。；;，,]{1,30}(?:等|这|[\d一二三四五六七八九十两]+[个类种门家所项支名])[^、。；;，,]{0,8}$/;

/** Whether the items of a sentence are said to be of the thing asked for: 专业有甲、乙; 甲、乙等专业; or bear its name: 示范学校、文明校园. */
function listsHead(context: ComposeContext, words: string): boolean {
  const named = headGroups(context).flatMap((group) => group.words);
  const bearing = words.split(/[、；;，,。]/).filter((item) => named.some((word) => item.endsWith(word)));
  if (named.length === 0 || bearing.length >= LEAST_ITEMS_UNDER_HEADING) return true;
  return named.some((word) => {
    for (let at = words.indexOf(word); at >= 0; at = words.indexOf(word, at + word.length)) {
      const [before, after] = [words.slice(Math.max(0, at - LONGEST_LINE), at), words.slice(at + word.length, at + LONGEST_LINE)];
      if ((OPENS_LIST.test(after) && after.includes("、")) || CLOSES_LIST.test(before)) return true;
    }
    return false;
  });
}

/** Names of the kind asked for: of firms, or of any organisation. */
function organisationFor({ evidence, parsed }: ComposeContext): RegExp {
  const asksFirms = evidence.topics.some((group) => group.words.some((word) => word === "企业" || word === "公司"));
  return asksFirms && !/学校|院校|高校|机构|\b(?:schools?|institutions?|colleges)\b/i.test(parsed.question) ? FIRM : ORGANISATION;
}

/** 有哪些技师研修项目 asks for 项目: the last thing named is what the list must be of, said just before it. */
function announcesHead(context: ComposeContext, words: string): boolean {
  const { topics } = context.evidence;
  const question = foldText(context.parsed.question);
  const placed = topics.map((group) => ({ group, at: Math.max(...group.words.map((word) => question.lastIndexOf(word))) })).toSorted((a, b) => b.at - a.at);
  const head = placed[0];
  if (head === undefined || head.at < 0 || topics.length < 2) return false;
  const announcement = words.slice(0, Math.max(LONGEST_ANNOUNCEMENT, words.search(/[：:、]/)));
  return head.group.words.some((word) => announcement.slice(0, LONGEST_ANNOUNCEMENT).includes(word));
}

/** 合作企业有哪些 asks for names of firms, which end as such names do. */
function asksOrganisations(context: ComposeContext): boolean {
  const english = context.parsed.language === "en" && /\b(?:schools|companies|firms|enterprises|partners|institutions)\b/i.test(context.parsed.question);
  return english || context.evidence.topics.some((group) => group.words.some((word) => /^(?:企业|公司|单位|学校|院校|高校|机构)$/.test(word)));
}

/** How many items hold a word of what was asked about: 示范学校、文明单位 for 荣誉. */
function namingItems(context: ComposeContext, words: string): number {
  const items = words.split(/[、；;，]/);
  return items.length < LEAST_ITEMS
    ? 0
    : items.filter((item) => context.evidence.topics.some((group) => group.words.some((word) => item.includes(word)))).length;
}

>>>>>>> 197b67507df06e314051ec403bc58730352cb417
/** 3.1.1现开设中职专业8个：… a heading that announces the list is read with the first sentence below it. */
function withHeading(context: ComposeContext, passage: Passage, sentences: readonly ReadSentence[]): readonly ReadSentence[] {
  const [first, ...rest] = sentences;
  const opening = first === undefined ? null : headingAbove(context, passage);
  if (first === undefined || opening === null) return sentences;
  const words = foldText(opening.text).replace(/\s+/g, "");
  if (shareHeld(words, context.evidence.topics) === 0 || !(COUNTS.test(words) || /[：:]$/.test(words))) return sentences;
  const parts = [opening.span, ...first.extract.parts];
  return [{ extract: { ...first.extract, parts, joint: " " }, words: `${words}${first.words}` }, ...rest];
}

/** 专业8个, 六个专业. */
const COUNTS = /[\d一二三四五六七八九十两]+(?:个|类|种|门|家|所|项|支|名)/;

/** 国家级：…。省级：…。 a label and what stands under it. */
const LABELLED = /^[^，,。；;：:]{2,10}[：:]./;

/** 主要成绩： with the short lines below it is one list, as are labelled sentences one after another. */
function joinLines(sentences: readonly ReadSentence[]): readonly (ReadSentence & { readonly lines: number })[] {
  const joined: (ReadSentence & { readonly lines: number })[] = [];
  for (let at = 0; at < sentences.length; at += 1) {
    const head = sentences[at];
    if (head === undefined) continue;
    let end = at + 1;
    if (/[：:]$/.test(head.words)) while ((sentences[end]?.words.length ?? LONGEST_LINE) < LONGEST_LINE) end += 1;
    const announces = LABELLED.test(head.words) || /列出|如下|[：:]$/.test(head.words);
    if (announces && LABELLED.test(sentences[at + 1]?.words ?? "")) while (LABELLED.test(sentences[end]?.words ?? "")) end += 1;
    const lines = sentences.slice(at, end);
    joined.push({
      extract: { ...head.extract, parts: lines.flatMap(({ extract }) => extract.parts) },
      words: lines.map(({ words }) => words).join(""),
      lines: lines.length - 1,
    });
    at = end - 1;
  }
  return joined;
}
