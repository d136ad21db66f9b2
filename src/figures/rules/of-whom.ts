import { entryFor, type Reading, type ReadingContext } from "../reading.ts";
import { clauseStart } from "../sentence-view.ts";

/** How far before a number what it is told of may stand. */
const REACH = 60;
/** 获证者中: of those who got a certificate. */
const HOLDERS =
  /(?:等级认定|技能鉴定|考工|考级)[^。]*合格[^。；]*其中[^。；]*$|(?:获证|取证|持证)(?:者|人员|学生|毕业生|的)[^。；]*$|(?:获得|取得|考取)[^，。；]{0,10}证书的?(?:者|学生|人员|毕业生)?(?:中|里)[^。；]*$/;
/** Who found work after a training or with the school's help, and is none of its graduates. */
const HELPED = /培训后|结业后|带动|帮助|帮扶|促进|吸纳|学员|劳动力|贫困户|脱贫|农民|残疾人|失业/;
const OWN_PEOPLE = /毕业|学生|应届|[届级]/;
/** 合格: of those tested, who are none of the trained. */
const TESTED = /(?:认定|鉴定|考工|考级|考评|考证|测试|抽测|抽考)[^。]*$/;
/** 骨干教师外流，三年流失13人. */
const LEAVING_STAFF = /教师|人才|骨干|教职工|师资/;
/** 参训: who came to be taught. */
const CAME = /^参训/;
const STAFF = /教师|老师|教职工|师资|班主任|校本|国培|省培|研修|骨干|教研/;
const WORK_FOUND = /就业$/;

/** 获证者中高级工58人 holds certificates; 培训后实现就业4127人 are no graduates; 居民培训21期，参训1067人次 are no teachers. */
export function ofWhom({ view, quantity, lexicon }: ReadingContext, reading: Reading): Reading {
  if (reading.indicator?.kind !== "count" || (quantity.unit !== "人" && quantity.unit !== "人次")) return reading;
  const lead = view.text.slice(Math.max(view.sentence.start, quantity.start - REACH), quantity.start);
  if (HOLDERS.test(lead)) {
    const alias = lexicon.aliases.whole(`${reading.words.replace(/(?:在校)?生数?$/, "")}证书`, ["zh"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    return indicator === null ? reading : { ...reading, indicator, denominator: null, population: null };
  }
  if (/^(?:合格|通过)$/.test(reading.words) && TESTED.test(lead) && !/培训/.test(lead))
    return {
      ...reading,
      indicator: null,
      words: `${/[\u4e00-\u9fff]{2,6}(?:认定|鉴定|测试|考工|考级|考评|考证|抽测|抽考)(?=[^\u4e00-\u9fff]|$)/.exec(lead)?.[0] ?? ""}${reading.words}`,
      denominator: null,
      confidence: 0.5,
    };
  if (/^流失/.test(reading.words) && LEAVING_STAFF.test(lead) && !/学生|生源/.test(lead))
    return { ...reading, indicator: null, words: `教师${reading.words}`, denominator: null, confidence: 0.5 };
  if (WORK_FOUND.test(reading.words)) {
    const clause = view.text.slice(clauseStart(view, quantity.start), quantity.start);
    if (!HELPED.test(clause) || OWN_PEOPLE.test(clause)) return reading;
    const words = clause.replace(/(?:共|约|达|为|了)+$/, "").slice(-16);
    return { ...reading, indicator: null, words, denominator: null, population: null, confidence: 0.5 };
  }
  if (!CAME.test(reading.words) || STAFF.test(lead) || STAFF.test(view.section[view.section.length - 1] ?? "")) return reading;
  const alias = lexicon.aliases.whole("社会培训", ["zh", "prose"]);
  const indicator = /培训|讲座|班/.test(lead.replace(/参训/g, "")) && alias !== undefined ? entryFor(lexicon, alias, quantity) : null;
  return indicator === null ? reading : { ...reading, indicator, denominator: null };
}
