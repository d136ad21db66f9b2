import type { Passage } from "../../domain/report.ts";
import { holdsGroup, isCommon, isEverywhere, shareHeld, thingsAmong } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, headingAbove, headingShare, type ReadSentence, readSentences } from "./extracts.ts";
import {
  announcesHead,
  asksOrganisations,
  closesWithKind,
  countItems,
  countPeople,
  countsThem,
  isListHeading,
  listsHead,
  namesOrganisations,
  namingItems,
  organisationFor,
  tellsPeople,
} from "./list-signs.ts";

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
/** A list is announced: 主要项目有《…》, 荣誉如下：. */
const ANNOUNCED =
  /(?:分布|依次为?|构成)[：:]|主要(?:项目|内容|专业|成果|成绩|做法|对象|课程|形式|方向|业务|荣誉|企业|单位)?(?:有|是|为|包括)|(?:主要|项目|名单|分别)?(?:有|包括|包含|如下|分别是|分别为|即|设立|开设|设有|增设)[：:]?[《“"]|如下[：:]|主要.{0,8}[：:]/;
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
  others: 1.2,
  steps: 0.8,
  kind: 1,
  people: 1.2,
  run: 1,
  number: 0.6,
} as const;

/** 除了国家助学金还有哪些 is told by 除国家助学金外，还设有…, by 其他还有…. */
const ASKS_OTHERS =
  /除[了开去]?.{1,24}(?:还|另|其[他它]|别的)|其[他它](?:的)?(?:哪些|什么)|\b(?:besides|apart from|other than|in addition to|aside from|what other|which other|what else)\b/i;
const TELLS_OTHERS = /除[^,，。；;]{1,24}(?:外|之外)|还(?:设|有|建|获|开|与|和|为)|另(?:有|设|外)|其[他它]/;

const ASKS_TWO = /哪[两二]|\b(?:which|what) two\b/i;
const LEAST_RUN = 6;

/** 专业建设指导委员会由哪些人组成: a long name as it was typed is of that very thing. */
function holdsRun({ parsed }: ComposeContext, words: string): boolean {
  const runs = foldText(parsed.searchText)
    .split(/\s+/)
    .map((run) => run.replace(/[由有是的]$/, ""));
  return runs.some((run) => run.length >= LEAST_RUN && /^[\u3400-\u9fff]+$/.test(run) && words.includes(run));
}

/** The steps of a procedure are no things of the kind asked for. */
const TELLS_STEPS = /(?:程序|流程|步骤|手续)[^。；;，,]{0,8}[：:]/;

interface Scored {
  readonly extract: Extract;
  readonly score: number;
  /** Items that hold a word of what was asked about. */
  readonly naming: number;
}

/** Sentences that name the thing asked about and list several items, the fullest first; a list over several lines is one. */
export function findEnumerations(context: ComposeContext): readonly Extract[] {
  const ranked = context.evidence.passages.map((hit) => hit.passage);
  const others = context.evidence.wholeReports.filter((passage) => !ranked.some((hit) => hit.id === passage.id));
  const found = [...ranked, ...others].flatMap((passage) => enumerationsIn(context, passage));
  const ordered = found.toSorted((a, b) => b.score - a.score || (a.extract.passage.id < b.extract.passage.id ? -1 : 1));
  const best = ordered[0]?.score ?? 0;
  return ordered
    .filter(({ score, naming }) => score >= best - WIDEST_GAP || naming >= MOST_NAMING_ITEMS)
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
  const asksOthers = ASKS_OTHERS.test(context.parsed.question);
  const needed = heading === 1 || asksOthers || ASKS_TWO.test(context.parsed.question) ? LEAST_ITEMS_UNDER_HEADING : LEAST_ITEMS;
  const text = context.evidence.readText(passage.reportId);
  const read = ({ parts }: Extract): readonly string[] => parts.map(({ start, end }) => text.slice(start, end));
  return joinLines(withHeading(context, passage, sentences), read).flatMap(({ extract, words, lines }) => {
    if (!asksOrganisations(context) && !ANNOUNCED.test(words) && lacksTelling(context, passage, words)) return [];
    const items = Math.max(countItems(words), lines, countPeople(context, words));
    const shared = shareHeld(words, topics);
    const organisations = asksOrganisations(context) ? (words.match(organisationFor(context))?.length ?? 0) : 0;
    if (asksOrganisations(context) && organisations === 0 && heading < 1 && !ANNOUNCED.test(words)) return [];
    if ((items < needed && organisations === 0) || (shared === 0 && heading === 0)) return [];
    const isOfThem = isListHeading(context, passage) || listsHead(context, words) || holdsRun(context, words);
    // Several things beside each other are not yet a list of those asked for.
    if (!isOfThem && organisations === 0 && heading < 1 && !ANNOUNCED.test(words) && !countsThem(context, words)) return [];
    const naming = namingItems(context, words);
    const score =
      WEIGHTS.sentence * shared +
      WEIGHTS.heading * heading +
      WEIGHTS.passage * together +
      (WEIGHTS.items * Math.min(items, MOST_ITEMS)) / MOST_ITEMS +
      (WEIGHTS.naming * Math.min(naming, MOST_NAMING_ITEMS)) / MOST_NAMING_ITEMS +
      (ANNOUNCED.test(words) ? WEIGHTS.announced : 0) +
      (countsThem(context, words) ? WEIGHTS.counted : 0) +
      (announcesHead(context, words) ? WEIGHTS.head : 0) +
      (asksOthers && TELLS_OTHERS.test(words) ? WEIGHTS.others : 0) -
      (TELLS_STEPS.test(words) ? WEIGHTS.steps : 0) +
      (closesWithKind(context, words) ? WEIGHTS.kind : 0) +
      (tellsPeople(context, words) ? WEIGHTS.people : 0) +
      (holdsRun(context, words) ? WEIGHTS.run : 0) +
      (isOfThem ? WEIGHTS.listed : 0) +
      (tellsNumber(context, extract) ? WEIGHTS.number : 0) +
      (WEIGHTS.organisations * Math.min(organisations, MOST_ORGANISATIONS)) / MOST_ORGANISATIONS -
      (organisations === 0 && asksOrganisations(context) ? WEIGHTS.nameless : 0);
    return [{ extract, score, naming }];
  });
}

/** 开设…8个专业: the sentence that gives the number of the very things asked for names them. */
function tellsNumber({ evidence }: ComposeContext, { passage, parts }: Extract): boolean {
  const figures = evidence.measures.flatMap(({ measure, cells }) => (measure.entry === null ? [] : cells.flatMap(({ direct }) => direct)));
  return figures.some(({ reportId, source }) => reportId === passage.reportId && parts.some(({ start, end }) => start <= source.start && source.end <= end));
}

/** 停招了哪些专业 is no matter of all 专业: what tells which ones stands in the sentence or right above it, where the passage holds it at all. */
function lacksTelling({ evidence, parsed }: ComposeContext, passage: Passage, words: string): boolean {
  const telling = thingsAmong(evidence.topics).filter((group) => !isCommon(group) && !isEverywhere(group));
  if (telling.length === 0 || parsed.language === "en" || telling.length === evidence.topics.length) return false;
  const near = `${foldText(passage.sectionPath.slice(-2).join("")).replace(/\s+/g, "")}${words}`;
  return telling.every((group) => holdsGroup(near, group) < LEAST_HELD);
}

const LEAST_HELD = 0.6;

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

const LONGEST_NAME = 20;

/** How many short lines without marks stand below a line that announces them: 开设的专业如下： and a name on each line. */
function linesBelow({ extract }: ReadSentence, read: (extract: Extract) => readonly string[]): number {
  const [first = "", ...next] = read(extract);
  if (!/[：:]\s*$/.test(first)) return 0;
  const end = next.findIndex((line) => line.length > LONGEST_NAME || /[。；;,，]/.test(line));
  return end < 0 ? next.length : end;
}

/** 国家级：…。省级：…。 a label and what stands under it. */
const LABELLED = /^[^，,。；;：:]{2,10}[：:]./;

const ANNOUNCES_ITEMS = /[：:][^：:。,，]+[；;]$/;

const isItem = (words: string | undefined): boolean => words !== undefined && words.length < LONGEST_LINE && !/[,，]/.test(words);

/** 主要成绩： with the short lines below it is one list, as are labelled sentences one after another. */
function joinLines(sentences: readonly ReadSentence[], read: (extract: Extract) => readonly string[]): readonly (ReadSentence & { readonly lines: number })[] {
  const joined: (ReadSentence & { readonly lines: number })[] = [];
  for (let at = 0; at < sentences.length; at += 1) {
    const head = sentences[at];
    if (head === undefined) continue;
    let end = at + 1;
    if (/[：:]$/.test(head.words)) while ((sentences[end]?.words.length ?? LONGEST_LINE) < LONGEST_LINE) end += 1;
    // 主要成绩：省级文明校园；市级文明单位；…。 is one list, whatever lines it stands on.
    if (ANNOUNCES_ITEMS.test(head.words)) while (/[；;]$/.test(sentences[end - 1]?.words ?? "") && isItem(sentences[end]?.words)) end += 1;
    const announces = LABELLED.test(head.words) || /列出|如下|[：:]$/.test(head.words);
    if (announces && LABELLED.test(sentences[at + 1]?.words ?? "")) while (LABELLED.test(sentences[end]?.words ?? "")) end += 1;
    const lines = sentences.slice(at, end);
    const broken = linesBelow(head, read);
    joined.push({
      extract: { ...head.extract, parts: lines.flatMap(({ extract }) => extract.parts), joint: broken > 0 ? " " : head.extract.joint },
      words: lines.map(({ words }) => words).join(""),
      lines: Math.max(lines.length - 1, broken),
    });
    at = end - 1;
  }
  return joined;
}
