import { entryFor, type Reading, type ReadingContext } from "../reading.ts";

/** How far before a number what it is told of may stand. */
const REACH = 80;
/** Degrees that teachers have and students go on to. */
const DEGREE = /^(?:大学)?(?:本科|专科|大专|研究生)$/;
const GOING_ON = /升学|录取|考取|升入|考入|去向|高考|上线/g;
const OF_TEACHERS = /教师|教职工|学历|师资|专任|编制|导师|职称/g;
/** 实招, 招到: who came, students or staff. */
const TAKEN_ON = /^实招|招[到进满]$/;
/** 现代农艺技术本年计划招70人，只招到53人: whose plan it was. */
const WHOSE =
  /(?:^|[*。；])((?!学校|学院|全校|我校|本校|计划)[\u4e00-\u9fff]{3,12}?)(?:本年度?|今年|当年|(?:19|20)\d{2}年)?原?计划招(?:生|收)?\d+[人名]，[^，。；\d]{0,6}$/;
const STAFF = /教师|教职工|人才|编制|辅导员|员工|保安|校医|岗位|招聘|应聘/g;
const PUPILS = /学生|生源|招生|专业|新生|初中|考生|学籍|班/g;

const lastAt = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].at(-1)?.index ?? -1;

/** 升学去向：高职391人、本科58人 tells where students went, no teachers' degrees; 招聘教师15名，实招12人 tells of no new students. */
export function ofStudents({ view, quantity, lexicon }: ReadingContext, reading: Reading): Reading {
  if (reading.indicator === null || quantity.kind === "amount") return reading;
  const lead = view.text.slice(Math.max(view.sentence.start, quantity.start - REACH), quantity.start);
  if (DEGREE.test(reading.words)) {
    const at = lastAt(lead, GOING_ON);
    const teachers = lastAt(lead, OF_TEACHERS);
    const heading = view.section[view.section.length - 1] ?? "";
    const goes = at >= 0 || teachers >= 0 ? at > teachers : lastAt(heading, GOING_ON) >= 0 && lastAt(heading, OF_TEACHERS) < 0;
    if (!goes) return reading;
    const alias = lexicon.aliases.whole(`${reading.words}录取`, ["zh"]);
    const indicator = alias === undefined ? null : entryFor(lexicon, alias, quantity);
    return { ...reading, indicator, denominator: null, confidence: Math.min(reading.confidence, indicator === null ? 0.5 : 0.8) };
  }
  if (!TAKEN_ON.test(reading.words)) return reading;
  if (lastAt(lead, STAFF) > lastAt(lead, PUPILS)) return { ...reading, indicator: null, denominator: null, confidence: 0.5 };
  return reading.subject === null ? { ...reading, subject: WHOSE.exec(lead)?.[1] ?? null } : reading;
}
