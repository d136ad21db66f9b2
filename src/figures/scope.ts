import { contestLevel } from "./contest-level.ts";
import { COHORT, isNeutral, LEAD_VERBS, LEVELS, NEUTRAL_BEFORE, OTHER_SUBJECT, OWNER_SUBJECT, POPULATIONS, stripLeading } from "./cues.ts";
import { partOwner } from "./part-owner.ts";
import type { Reading } from "./reading.ts";
import { clauseStart, type SentenceView } from "./sentence-view.ts";

const CLASS_NAME = /[\u4e00-\u9fffA-Za-z]{2,8}\d{2,4}班|[\u4e00-\u9fff]{2,8}(?:订单班|冠名班|实验班)/g;
/** 现有订单班14个 counts such classes: no name. */
const NO_CLASS = /^(?:学校|学院|我校|我院|其中|现有|共有|设有|开设|开办|设立|组建|成立|建有|建立|有|新增|新开|各类|企业|校企)*(?:订单班|冠名班|实验班)$/;
const MAJOR_NAME = /([\u4e00-\u9fff、()+]{2,24}专业(?:群)?)/g;
const BEFORE_HEAD =
  /([\u4e00-\u9fff、()\dA-Za-z]{1,24}(?:专业群|(?<![人客户])群|专业|年级|系|班级?|教研组|处|分校|校区|职校|中职学校|民办学校|公办学校|产业学院|企业学院|行业学院|教学点|幼儿园|附属[\u4e00-\u9fff]{2,6}))(?:学生)?(?:中|内|里|的|现|共|已|目前|今年|本年度|新|规划|总)*(?:有|设有)?$/;
/** “智慧港口产业学院”在校生420人. */
const QUOTED = /"([\u4e00-\u9fff]{2,16}(?:学院|校区|专业|系))"(?=[^"]{0,4}$)/;
/** 规划中的新港校区. */
const NOT_YET = /^.*(?:规划中|在建|筹建|拟建)的?(?=[\u4e00-\u9fff]{3})/;
/** No name with its verbs is longer. */
const LEAD_REACH = 44;
const FIRM_CLAUSE =
  /^(?:目前|现在|其中)?(?!其中|包括)([\u4e00-\u9fff()]{2,24}(?:有限公司|公司|集团|酒店|医院|企业|厂|合作社|商场|超市))(?:现有|共有|拥有|有|年产|注册|员工|占地|成立)/;
/** One of these stands in whatever BEFORE_HEAD and FIRM_CLAUSE match: a cheap look before the dear one. */
const HAS_HEAD = /群|学院|教学点|附属|幼儿园|专业|年级|系|班|教研组|处|分校|校区|职校|学校/;
const HAS_FIRM = /公司|集团|酒店|医院|企业|厂|合作社|商场|超市/;
const THIS_ONE = /^(?:该|本|此)/;

/** What the number speaks of when not the owner: the major, class, firm, county that the words before its head name; null = the owner. */
export function subjectOf(view: SentenceView, reading: Reading, quantityStart: number): string | null {
  if (reading.subject !== null) return reading.subject;
  const from = clauseStart(view, reading.headStart);
  // 产业学院在校生: the school in a name's front may end the name of a part.
  const headStart = reading.headStart + (/^学[院校](?=[^的])/.test(view.text.slice(reading.headStart, reading.headStart + 3)) ? 2 : 0);
  const lead = view.text.slice(from, Math.min(headStart, quantityStart));
  const before = reading.indicator === null || !HAS_HEAD.test(lead) ? null : BEFORE_HEAD.exec(lead.replace(QUOTED, "$1").slice(-LEAD_REACH));
  if (before?.[1] !== undefined) {
    // 现代农艺专业: the 现 of 现代 is no word for now.
    const name = before[1].startsWith("现代") ? before[1] : stripLeading(before[1].replace(NOT_YET, ""), BEFORE_SUBJECT);
    // 全省中职学校技能大赛: a contest among schools.
    const contest = /^在?全[国省市县区州]/.test(name) && /大赛|竞赛|比赛/.test(reading.words);
    if (name !== "" && !contest && !/^(?:各|所有|全部|\d+个|多个|年级|班(?!子)|专业|[一二两三四五六七八九]个?校区$)/.test(name))
      return resolve(view, name, reading.headStart);
  }
  const clause = lead + view.text.slice(reading.headStart, quantityStart);
  const firm = HAS_FIRM.test(clause) ? FIRM_CLAUSE.exec(clause) : null;
  // 稳定的合作企业有34家 counts the firms themselves.
  if (firm?.[1] !== undefined && !firm[1].endsWith(reading.words)) return firm[1];
  const elsewhere = carried(view, from, quantityStart);
  return (
    // 其中全国2项: a level of the whole, not another owner.
    buildingIn(view, reading) ??
    partOwner(view, reading) ??
    (elsewhere !== null && reading.population?.includes(elsewhere) ? null : elsewhere) ??
    className(view, reading, quantityStart) ??
    headOfSentence(view, reading, quantityStart)
  );
}

/** The sentence's own subject, while neither the owner is named again nor the name is part of the indicator's. */
function headOfSentence(view: SentenceView, reading: Reading, quantityStart: number): string | null {
  const { subject } = view;
  if (subject === null || subject.end > quantityStart || (reading.headStart < subject.end && reading.headStart >= subject.start)) return null;
  return OWNER_SUBJECT.test(view.text.slice(subject.end, quantityStart)) ? null : subject.name;
}

/** 新建综合楼…，建筑面积1.9万平方米: the area of the new building alone. */
function buildingIn(view: SentenceView, reading: Reading): string | null {
  if (reading.indicator?.kind !== "area") return null;
  return (
    /^(?:学校|我校|学院)?(?:新建|改建|扩建|在建|建成)的?([\u4e00-\u9fff]{1,10}?(?:楼|馆|中心|工程|项目))/.exec(
      view.text.slice(view.sentence.start, reading.headStart),
    )?.[1] ?? null
  );
}

/** 该专业 → the major or class last named in the text before. */
function resolve(view: SentenceView, name: string, before: number): string {
  if (!THIS_ONE.test(name)) return name;
  const text = view.text.slice(0, before);
  const classes = [...text.matchAll(CLASS_NAME)];
  const majors = [...text.matchAll(MAJOR_NAME)].filter((match) => !THIS_ONE.test(match[1] ?? ""));
  return trimFounding(classes[classes.length - 1]?.[0]) ?? majors[majors.length - 1]?.[1] ?? name;
}

interface Named {
  /** 全县, 该专业 and their like. */
  readonly others: readonly RegExpExecArray[];
  readonly classes: readonly RegExpExecArray[];
}

/** What a sentence names is looked for once, not for each of its numbers. */
const namedBySentence = new WeakMap<SentenceView, Named>();
function named(view: SentenceView): Named {
  const known = namedBySentence.get(view);
  if (known !== undefined) return known;
  const sentence = view.text.slice(view.sentence.start, view.sentence.end);
  const found = {
    others: [...sentence.matchAll(OTHER_SUBJECT)],
    classes: sentence.includes("班") ? [...sentence.matchAll(CLASS_NAME)].filter((match) => !NO_CLASS.test(match[0])) : [],
  };
  namedBySentence.set(view, found);
  return found;
}

/** 全县, 该专业… named earlier in the sentence hold until the school is named again. */
function carried(view: SentenceView, from: number, to: number): string | null {
  const last = named(view).others.findLast((match) => view.sentence.start + match.index + match[0].length <= to);
  if (last === undefined) return null;
  const text = view.text.slice(view.sentence.start, to);
  const between = text.slice(last.index + last[0].length);
  if (OWNER_SUBJECT.test(between)) return null;
  const sameClause = view.sentence.start + last.index >= from;
  // 全国技能大赛, 全省一等奖 name a contest or a level, not whose number it is.
  if (
    /^(?:职业|技能|中等|技工|行业|首|唯一|率先|前列|领先|第|性|一|二|三|获|大赛|竞赛|比赛|各|信息|教|学|青|文|先|劳|优|示|范|重|国|技术|劳动|选拔|总决|决赛|五一)/.test(
      between,
    )
  )
    return null;
  if (/^[^，。；]{0,16}(?:竞赛|大赛|比赛|赛项|评比|展演|运动会)/.test(between)) return null;
  if (/(?:组建|牵头|成立|加入|参加|建立|为|向|面向|承担|对|与|和|在|居|获|比|服务|参加)$/.test(text.slice(0, last.index))) return null;
  // 高于全省平均水平，达1.4万元: whom the school is set against.
  if (between.includes("，") && /(?:[高低优]于|超过|领先)$/.test(text.slice(0, last.index))) return null;
  return sameClause || /^[^，。；]{0,30}，?[^，。；]{0,30}$/.test(between) ? resolve(view, last[0], view.sentence.start + last.index) : null;
}

/** A named class in the same sentence owns a bare enrolment number: 新招生42人，组建某某1951班. */
function className(view: SentenceView, reading: Reading, quantityStart: number): string | null {
  if (reading.indicator === null || reading.indicator.kind !== "count" || reading.indicator.unit !== "人") return null;
  const names = named(view).classes;
  if (names.length !== 1 || names[0] === undefined) return null;
  const at = view.sentence.start + names[0].index;
  const between = view.text.slice(Math.min(at, quantityStart), Math.max(at, quantityStart));
  return /[。；]/.test(between) ? null : (trimFounding(names[0][0]) ?? null);
}

/** 学生组建某某1951班 → 某某1951班: a class's name begins after the verb that founds it. */
const trimFounding = (name: string | undefined): string | undefined => name?.replace(/^.*(?:组建|成立|开设|建立|选拔|开办)/, "");

/** The sub-group before a head (女教师, 省级课题), when the entry's own name does not hold it. */
export function populationOf(view: SentenceView, reading: Reading): string | null {
  if (reading.population !== null || reading.indicator === null) return reading.population;
  const lead = view.text.slice(clauseStart(view, reading.headStart), reading.headStart).replace(/["的]/g, "");
  const cohort = COHORT.exec(lead)?.[0];
  if (cohort !== undefined) return cohort;
  const piece = stripLeading(lead.slice(Math.max(lead.lastIndexOf("、") + 1, 0)), NEUTRAL_BEFORE);
  const inside = LEVELS.find((word) => word.length > 1 && (reading.words.startsWith(word) || levelIn(reading.words, word)));
  if (inside !== undefined && !reading.indicator.zh.includes(inside)) return inside;
  // 东盟国家留学生: of those countries, and not of the nation's.
  const hit = POPULATIONS.find((word) => piece.endsWith(word) && (word.length > 1 || piece.length === 1) && (word !== "国家" || piece === word));
  if (hit !== undefined && !reading.indicator.zh.includes(hit) && !isNeutral(hit) && !isSeason(piece, hit, reading)) return hit;
  if (/等奖/.test(reading.indicator.zh)) return contestLevel(view, reading.headStart);
  // 市赛：获奖46项: the contest alone stands before what was won in it.
  if (
    /获奖数$/.test(reading.indicator.zh) &&
    /(?:^|[^\u4e00-\u9fff])[国省市县]赛[:，]?(?:中|共|中共)?$/.test(view.text.slice(view.sentence.start, reading.headStart))
  )
    return contestLevel(view, reading.headStart);
  return (reading.rule === "head-before" || reading.rule === "twin") && (reading.indicator.kind === "amount" || reading.indicator.unit === "人次")
    ? notOfComing(reading.words, narrowing(lead))
    : null;
}

/** 接待省内外同行来访参观620人次: who comes is whom the visit is of, and no part of the visitors. */
const notOfComing = (head: string, words: string | null): string | null => (words !== null && (COMES_BEHIND.test(words) || COMES.test(head)) ? null : words);
const COMES = /^(?:来访|来校|到访|到校|前来)/;
const COMES_BEHIND = /(?:来访|来校|到访|到校|前来)$/;

/** 2024年*秋季*在校生 says when they were counted; 秋季招生 is one of two intakes. */
const isSeason = (piece: string, hit: string, reading: Reading): boolean =>
  /^[春夏秋冬]季$/.test(hit) &&
  /^(?:学期)?$|年(?:度)?$|^$/.test(piece.slice(0, -hit.length)) &&
  /^(?:全校)?(?:在校|在籍|学生|教学班|班级|全日制)/.test(reading.words);

/** 参加*国家级*培训, *全国*技术能手: one level inside the name itself; 省、市级 and 省级以上 name no single one. */
const levelIn = (words: string, level: string): boolean => {
  const at = words.indexOf(level);
  return at > 0 && level.endsWith("级") && !/^(?:及?以上|[、和及与])/.test(words.slice(at + level.length)) && !/[、和及与]$/.test(words.slice(0, at));
};

const AUDIENCE = /^(?:面向|为|向|对)([^、]{1,10})(?:举办|开展|组织|承办|实施|开设)(.*)$/;

/** What narrows a sum or a flow: *成人双证制*专项资金7万 is not all special funds, *农民*培训 not all training. */
function narrowing(lead: string): string | null {
  // 向259名学生发放助学金: after a number of its own the clause tells of an act, not of a kind of money.
  if (/\d/.test(lead.replace(/(?:19|20)\d{2}(?:学年|年)|\d{1,2}[月日]/g, ""))) return null;
  // 面向农户举办果树修剪培训: for whom it is done narrows it where nothing else does.
  const clean = lead.replace(/^.*[\d)年月日度]/, "").replace(AUDIENCE, (_all, whom: string, what: string) => what || whom);
  const rest = stripLeading(clean, BEFORE_NARROWING)
    .replace(/面向$/, "")
    .replace(/(?:为|的|共|部分|对|给|用于|向)+$/, "");
  return rest.length >= 2 && rest.length <= 20 && !OWN_WORDS.includes(rest) ? rest : null;
}

/** Words for the owner and its own people and purse: they narrow nothing. */
const OWN_WORDS = [
  "学校",
  "学院",
  "我校",
  "我院",
  "全校",
  "全院",
  "学生",
  "教师",
  "教职工",
  "毕业生",
  "财政",
  "政府",
  "县财政",
  "市财政",
  "上级",
  "各级",
  "用于",
  "社会",
  "对外",
  "累计",
  "新增",
  "专用及通用",
  "本",
  "年",
];

const BEFORE_SUBJECT = [...NEUTRAL_BEFORE, ...LEAD_VERBS];
const BEFORE_NARROWING = [...BEFORE_SUBJECT, ...OWN_WORDS];
