import { NO_SCOPE, type ReadingRule } from "../reading.ts";
import { clauseStart } from "../sentence-view.ts";

const GRADE = "[特一二三四甲乙丙]";
/** 一、二、三等奖学金每学期分别奖励: the grades, what each of them is, and the verb. */
const LIST = new RegExp(`((?:${GRADE}(?:等奖?(?:学金)?)?[、和及与]){1,3}${GRADE})(等奖?(?:学金)?)([^，。；:\\d]{0,16}?)(?:分别|依次)([^，。；:、\\d]{0,6})$`);
const BETWEEN = /^[、，和及与]{1,2}$/;
/** More grades than anyone gives. */
const MAX_GRADES = 5;

/** 一、二、三等奖分别奖励800元、500元、300元: each grade has the value in its place. */
export const prizeGrades: ReadingRule = {
  name: "prize-grades",
  read: ({ view, quantity, index }) => {
    let first = index;
    while (first > 0 && index - first < MAX_GRADES) {
      const [before, own] = [view.quantities[first - 1], view.quantities[first]];
      if (before === undefined || own === undefined || before.unit !== own.unit || !BETWEEN.test(view.text.slice(before.end, own.start))) break;
      first -= 1;
    }
    const start = view.quantities[first]?.start ?? quantity.start;
    const list = LIST.exec(view.text.slice(clauseStart(view, start), start));
    if (list?.[1] === undefined || list[2] === undefined) return null;
    const grades = list[1].match(new RegExp(GRADE, "g")) ?? [];
    const last = view.quantities[first + grades.length - 1];
    const grade = grades[index - first];
    if (grade === undefined || last === undefined || last.unit !== quantity.unit) return null;
    const name = `${grade}${list[2]}`;
    // 一、二、三等国家助学金: of grades of something else it tells what they are of.
    const noun = list[2] === "等" ? (list[3] ?? "").replace(/每.*$/, "") : "";
    const verb = (list[4] ?? "").replace(/^(?:给予|为|是|有|:)+|(?:为|是|有|每[人生]|:)+$/g, "");
    return { ...NO_SCOPE, indicator: null, words: `${name}${noun}${verb}`, population: name, headStart: start, confidence: 0.7 };
  },
};
