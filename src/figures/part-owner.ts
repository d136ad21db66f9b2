import { OWNER_SUBJECT } from "./cues.ts";
import type { Reading } from "./reading.ts";
import { clauseStart, type SentenceView } from "./sentence-view.ts";

/** Parts of a school with people, beds or a purse of their own. */
const HOUSES = "医院|门诊部|诊所|幼儿园|托儿所|农场|牧场|林场|茶场|渔场|工厂|驾校|驾驶学校|宾馆|酒店|饭店|合作社";
/** 学校有附属医院1所，编制床位180张: what is counted first is told of next. */
const FOUND = new RegExp(
  `(?:[，；有设办建管校院]|^)(附属[\\u4e00-\\u9fff]{2,8}?|校办[\\u4e00-\\u9fff]{2,8}?|(?:自办|自有|下属|直属|所属)[\\u4e00-\\u9fff]{0,6}?(?:${HOUSES}))\\d+[所家个座间处]，`,
  "g",
);
/** 中心另有城南教学点一处，占地21亩，现有学生212人. */
const OTHER_SITE = /(?:另有|还有|另设有?|还设有?|下设|下辖|附设)([\u4e00-\u9fff]{2,10}?(?:教学点|校区|分校|分部|办学点|教学部))(?:\d+|[一二两三])[处个所座]，/g;
/** 另在某县设有分校，占地105亩. */
const OTHER_PLACE = /(?:另|还|并)在[\u4e00-\u9fff]{2,12}?(?:设有|办有|建有|设)([\u4e00-\u9fff]{0,8}?(?:教学点|校区|分校|分部|分院))，/g;
/** 学院有两个校区：北校区在高新区，占地212亩. */
const SITE_AT = /(?:^|[:；，])((?:[东西南北新老主]|[\u4e00-\u9fff]{2,3})校区)(?:在|位于|地处)[^，。；\d]{1,20}，/g;
/** 集团内在校学生合计2.1万人: those of all members, not of the school that leads them. */
const OF_GROUP = /(?:^|[，；])([\u4e00-\u9fff]{0,10}?(?:集团|联盟|联合体|共同体))(?:内|内部|现有|共有|各校|成员(?:单位|院校|学校)?)(?:的|各[校院]|有|共有)*$/;
/** “智慧港口产业学院”在校生420人，教师36人. */
const TOLD = /(?:^|[，；、]|其中)"?([\u4e00-\u9fff]{2,12}(?:产业学院|附属[\u4e00-\u9fff]{2,6}))"?[^，。；\d]{0,8}\d+[人名]，$/g;
/** 智慧养老实训中心（建筑面积3600㎡）: a bracket tells of what it stands behind. */
const BUILDING = "中心|楼|馆|基地|校区|产业园|广场|工程|项目|公寓|食堂|剧场|礼堂|车间|厂房|舍";
const ASIDE_OF = new RegExp(`([\\u4e00-\\u9fff]{1,16}(?:${BUILDING}))\\((?:总|含|其中)?$`);
/** 剧场1座（座位860个，建筑面积3400平方米）. */
const THING_IN_BRACKET = /([\u4e00-\u9fff]{2,12})(?:\d+|[一二两三])[座栋幢个间处所]\([^()]*$/;
/** 建成新能源汽车实训中心，建筑面积4200平方米. */
const BUILT = new RegExp(
  `(?:建成|新建|改建|扩建|在建|续建|建有|改造|启用|启动|打造|投资建设|开工建设|落成|竣工)(?:了|的)?([\\u4e00-\\u9fff]{1,16}?(?:${BUILDING}))(?:[一二三]期)?(?:[\\d一二两三]+[座栋幢个间])?，(?:总|实际)?$`,
);
/** 新校区规划占地260亩: the new site is not yet the school. */
const NEW_SITE =
  /(?:^|[，。；])(?:其中|目前)?((?:规划中|在建|筹建|拟建)的[\u4e00-\u9fff]{1,8}校区|新校区|新校园|新校址|迁建校区|二期工程|分校区)(?:[一二三]期)?(?:规划|计划|拟|总|用地|工程|设计|预计|建设|占地|面积)/g;
/** 建成全国示范性实训基地: what the school is called, not what it built. */
const TITLE = /全国|国家级|省级|示范|重点/;
/** What leads to a name and is no part of it. */
const LEADS = /^.*(?:用于|另有|还有|在建的?|建成|建设|新建|改造|打造|启用|拥有|建有|设有|其中)(?=[\u4e00-\u9fff]{3})/;

/** The part of the school that a number is told of, where its words name one and not the school: its hospital, its new site, one building. */
export function partOwner(view: SentenceView, reading: Reading): string | null {
  const lead = view.text.slice(view.sentence.start, reading.headStart);
  if (reading.indicator?.kind === "area") {
    const thing = THING_IN_BRACKET.exec(lead.slice(-60))?.[1];
    if (thing !== undefined) return thing.replace(LEADS, "");
    const building = ASIDE_OF.exec(lead.slice(-24))?.[1] ?? BUILT.exec(lead.slice(-40))?.[1];
    if (building !== undefined && !TITLE.test(building)) return building.replace(LEADS, "");
  }
  const group = reading.indicator?.unit === "人" ? OF_GROUP.exec(lead.slice(-30))?.[1] : undefined;
  if (group !== undefined) return group;
  const house = lastOf(FOUND, lead) ?? lastOf(OTHER_SITE, lead) ?? lastOf(OTHER_PLACE, lead) ?? lastOf(TOLD, lead);
  if (house !== null) return house;
  const site = reading.indicator?.kind === "area" ? lastOf(SITE_AT, lead) : null;
  if (site !== null) return site;
  return reading.indicator?.kind === "area" || reading.indicator?.kind === "amount"
    ? lastOf(NEW_SITE, view.text.slice(view.sentence.start, siteEnd(view, reading)))
    : null;
}

/** The name that a clause before gave, unless the owner is named again behind it. */
function lastOf(pattern: RegExp, lead: string): string | null {
  const matches = [...lead.matchAll(pattern)];
  const match = matches[matches.length - 1];
  if (match?.[1] === undefined || OWNER_SUBJECT.test(lead.slice(match.index + match[0].length))) return null;
  return match[1].replace(/^.*(?=附属|校办)|^(?:规划中|在建|筹建|拟建)的/, "");
}

/** 新校区规划占地260亩: the site's name and the number's may stand side by side. */
const siteEnd = (view: SentenceView, reading: Reading): number =>
  clauseStart(view, reading.headStart) === reading.headStart ? reading.headStart : Math.min(view.sentence.end, reading.headStart + 2);
