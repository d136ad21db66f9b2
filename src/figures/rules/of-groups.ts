import cues from "../../../data/lexicon/group-cues.json" with { type: "json" };
import { NEUTRAL_BEFORE, OWNER_SUBJECT, stripLeading } from "../cues.ts";
import type { Reading, ReadingContext } from "../reading.ts";
import { clauseStart } from "../sentence-view.ts";

/** How far before a number the programme that it is of may be named. */
const REACH = 160;
const LONGEST_NAME = 14;
const anyOf = (words: readonly string[]): string => [...words].sort((a, b) => b.length - a.length).join("|");
const TOTALS: ReadonlySet<string> = new Set(cues.totals);
const LEARNERS: ReadonlySet<string> = new Set(cues.learners);
const OWN_LEARNERS: ReadonlySet<string> = new Set(cues.ownLearners);
/** A class run with a partner: 与某协会合办汽车机电班. */
const JOINT_CLASS = "(?<=(?:[合联]办|联合举办|合作举办|合作开办)了?[\\u4e00-\\u9fff]{2,8})班(?!级|主任|[\\d一二两三四五六七八九十])";
/** A programme, or a class of one of these kinds; one that is counted (订单班12个) is not the one that a later number is of. */
const PROGRAMME = new RegExp(`(?:(?:${anyOf(cues.programmes)})班?|(?:${anyOf(cues.classKinds)})[\\u4e00-\\u9fff]{0,4}班|${JOINT_CLASS})"?`, "g");
const COUNTED = /^(?:\d|[一二两三四五六七八九十]+[个所期家支])/;
const FOUNDED = new RegExp(`(?:${anyOf(cues.founded)})(?:了|的|有)?`, "g");
/** Who teaches in a course run with a firm. */
const MENTOR = /^企业(?:师傅|导师|教练)$/;
/** Words by which the whole school is meant, whatever was told before. */
const WHOLE = /全日制|学历教育|全校|全院|学校|总数|总人数|总规模/;
const REMOVED = new RegExp(`^(?:${anyOf(cues.removals)})(?:了)?`);
const SENT = new RegExp(`^(?:每年|先后|累计|共|还)*(?:${anyOf(cues.dispatch)})(?:了)?[^，。；、\\d]{0,12}$`);
const TAKEN = new RegExp(`(?:${anyOf(cues.takers)})(?:了|我校|我院|学校|学院|本校|本院|历届|应届|各类|各专业|的)*[\\u4e00-\\u9fff]{0,4}$`);
const OF_SUBJECTS = new RegExp(`(?:${anyOf(cues.subjects)})[^，。；\\d]{0,12}$`);
/** Two who run one college: its pupils are told of beside the school's own. */
const JOINTLY = /(?:^|[，。；])[^，。；]{0,8}[与和同]|联合|[共合联]建|[联合]办/;

/** A count of people or firms that the words around it make another group's: an evening course's, those struck off, those sent away. */
export function ofGroups(context: ReadingContext, reading: Reading): Reading {
  const { indicator } = reading;
  if (indicator?.kind !== "count" || reading.aspect === "change" || reading.subject !== null) return reading;
  return (
    removed(context, reading) ??
    elsewhere(context, reading) ??
    touched(context, reading) ??
    (context.quantity.unit === "人" ? ofPeople(context, reading) : null) ??
    reading
  );
}

const ofPeople = (context: ReadingContext, reading: Reading): Reading | null =>
  takenOn(context, reading) ??
  sent(context, reading) ??
  ofSchoolSubjects(context, reading) ??
  narrowPost(context, reading) ??
  lowerTitle(context, reading) ??
  ofFirstYear(context, reading) ??
  withinOwn(context, reading) ??
  ofProgramme(context, reading);

const leadOf = ({ view }: ReadingContext, reading: Reading): string =>
  view.text.slice(clauseStart(view, reading.headStart), reading.headStart).replace(/"/g, "");
/** The number stands for itself: under the report's own words and no entry. */
const open = (reading: Reading, words: string): Reading => ({ ...reading, indicator: null, words, denominator: null, population: null, confidence: 0.5 });

/** 清退长期没有实质合作的企业4家: those let go are none of those there are. */
function removed(context: ReadingContext, reading: Reading): Reading | null {
  const lead = stripLeading(leadOf(context, reading), NEUTRAL_BEFORE);
  return REMOVED.test(lead) && lead.length <= LONGEST_NAME + 4 ? open(reading, lead + reading.words) : null;
}

const SHARED_THING = /^[与和同][\u4e00-\u9fff]{2,14}?(?:共建|合建|联建|合办|联办|共享|共用)的([\u4e00-\u9fff]{2,12}?)(?:现有|共有|有|内)?$/;

/** 与市图书馆共建的流动书屋藏书2万册. */
function elsewhere(context: ReadingContext, reading: Reading): Reading | null {
  const name = SHARED_THING.exec(leadOf(context, reading))?.[1];
  return name === undefined ? null : { ...reading, subject: name };
}

/** 签订“三二分段”协议，涉及学前教育、计算机应用三个专业: those that a scheme concerns, not all. */
function touched({ view, quantity }: ReadingContext, reading: Reading): Reading | null {
  if (quantity.unit === "人" || reading.headStart < quantity.start) return null;
  const from = clauseStart(view, quantity.start);
  if (!/^(?:涉及|惠及|辐射)/.test(view.text.slice(from, from + 4))) return null;
  return /协议|项目|试点|贯通|衔接|分段|联合|共建|竞赛|大赛|改革|合作/.test(view.text.slice(view.sentence.start, from))
    ? open(reading, `涉及${reading.words}`)
    : null;
}

/** 三家企业接收毕业生168人: whom firms took on. */
function takenOn(context: ReadingContext, reading: Reading): Reading | null {
  if (!/^(?:应届|中职)?毕业(?:生|学生)$/.test(reading.words)) return null;
  const lead = leadOf(context, reading);
  return TAKEN.test(lead) ? open(reading, lead.slice(-LONGEST_NAME) + reading.words) : null;
}

/** 选派烹饪专业教师3人驻校支教. */
function sent(context: ReadingContext, reading: Reading): Reading | null {
  const lead = leadOf(context, reading);
  if (!/^(?:专任|专业|专业课|骨干|在职)?(?:教师|老师)$/.test(reading.words)) return null;
  return SENT.test(lead) && lead !== "" ? open(reading, lead + reading.words) : null;
}

/** 语文、数学、历史教师共19人: teachers of these subjects. */
function ofSchoolSubjects(context: ReadingContext, reading: Reading): Reading | null {
  if (!/^(?:教师|老师|专任教师|任课教师)$/.test(reading.words)) return null;
  const lead = leadOf(context, reading);
  return OF_SUBJECTS.test(lead) ? open(reading, lead.slice(-LONGEST_NAME) + reading.words) : null;
}

/** 心理健康专职教师4名: the post before the name is not the whole staff. */
function narrowPost(context: ReadingContext, reading: Reading): Reading | null {
  if (!/^专职/.test(reading.words) || reading.rule === "zipped") return null;
  const lead = stripLeading(leadOf(context, reading), NEUTRAL_BEFORE).replace(/^.*(?:[、和及与]|\d[\u4e00-\u9fff]?)/, "");
  return /^[\u4e00-\u9fff]{2,10}$/.test(lead) && !/学校|学院|全校|任课|专业|在编/.test(lead) ? open(reading, lead + reading.words) : null;
}

/** 正高级讲师6人，高级讲师82人: beside the higher title the lower one is not all that is high. */
function lowerTitle({ view, quantity }: ReadingContext, reading: Reading): Reading | null {
  if (!/^高级(?:讲师|教师|实习指导教师)$/.test(reading.words) || reading.population !== null) return null;
  const before = view.text.slice(Math.max(view.sentence.start, quantity.start - REACH), reading.headStart);
  return before.includes(`正${reading.words}`) ? { ...reading, population: reading.words } : null;
}

const FOUNDED_MAJOR = /(?:新办|新增|新开设?|开设|增设|新设|首开|新建)(?:了|的)?([\u4e00-\u9fff、()]{2,20}?专业)(?!群?(?:\d|[一二两三]))/;

/** 新办工业机器人应用专业，首届招生52人: the intake of the new major. */
function ofFirstYear({ view }: ReadingContext, reading: Reading): Reading | null {
  if (!/招|新生/.test(reading.words)) return null;
  const lead = view.text.slice(Math.max(view.sentence.start, reading.headStart - REACH), reading.headStart);
  const major = /(?:首届|首批|首年|首次|当年|第一届)$/.test(lead) ? FOUNDED_MAJOR.exec(lead)?.[1] : undefined;
  return major === undefined ? null : { ...reading, subject: major };
}

const GROUP_HEAD = /^[^，。；]{2,24}?(?:当中|之中|中|里)(?:，|(?=[\u4e00-\u9fff"]))/;

/** 升学学生里，进入高职院校的642人: counted within what the sentence begins with, under its very name. */
function withinOwn({ view, quantity }: ReadingContext, reading: Reading): Reading | null {
  if (reading.population !== null || reading.indicator === null) return null;
  const head = GROUP_HEAD.exec(view.text.slice(view.sentence.start, Math.min(view.sentence.end, view.sentence.start + 30)))?.[0];
  if (head === undefined || reading.headStart < view.sentence.start + head.length) return null;
  const { id } = reading.indicator;
  const end = view.sentence.start + head.length;
  const isOwn = view.aliases.some((alias) => alias.start >= view.sentence.start && alias.end <= end && alias.indicatorIds.some((one) => one === id));
  if (!isOwn) return null;
  const part = view.text
    .slice(clauseStart(view, reading.headStart), quantity.start)
    .replace(/"/g, "")
    .replace(/(?:的|有|共|为|达|约)+$/, "");
  return { ...reading, population: part.slice(-LONGEST_NAME), confidence: Math.min(reading.confidence, 0.8) };
}

/** 开办公益技能夜校，…学员1920人; 与某公司共建产业学院，…在读学生236人: of the programme that the words before name, until the school is named again. */
function ofProgramme({ view, quantity }: ReadingContext, reading: Reading): Reading | null {
  if (reading.indicator === null || !(TOTALS.has(reading.indicator.id) || MENTOR.test(reading.words)) || WHOLE.test(reading.words)) return null;
  const beside = MENTOR.test(reading.words);
  const learners = beside || (LEARNERS.has(reading.words) && !OWN_LEARNERS.has(reading.words));
  const floor = Math.max(0, learners ? quantity.start - REACH : Math.max(view.sentence.start, quantity.start - REACH));
  const lead = view.text.slice(floor, reading.headStart);
  const match = [...lead.matchAll(PROGRAMME)].at(-1);
  if (match === undefined) return learners && !beside && /培训|讲座|课程|老年|社区|居民|市民|农户|农民/.test(lead) ? open(reading, reading.words) : null;
  const after = lead.slice(match.index + match[0].length);
  if (OWNER_SUBJECT.test(after) || WHOLE.test(after)) return null;
  const clause = lead.slice(Math.max(0, match.index - 24), match.index).replace(/^.*[，。；:]/s, "");
  const verb = [...clause.matchAll(FOUNDED)].at(-1);
  const counted = COUNTED.test(after);
  const adjoins = /^(?:的|有|现有|共有|在|共|等)*$/.test(after) && reading.headStart > floor;
  if (beside && verb === undefined) return null;
  if (!learners && !adjoins && (verb === undefined || !(OWN_LEARNERS.has(reading.words) || (!counted && JOINTLY.test(clause))))) return null;
  const name = (verb === undefined ? clause.slice(-8) : clause.slice(verb.index + verb[0].length)) + match[0];
  return { ...reading, subject: name.replace(/["\d]|^[一二两三四五六七八九十]+[个所期]|^[的与和同]/g, "").slice(-LONGEST_NAME) };
}
