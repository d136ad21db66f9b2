import { describe, expect, it } from "vitest";
import { toIndicatorId } from "../../src/domain/ids.ts";
import { loadLexicon } from "../../src/lexicon/lexicon.ts";
import { underHeadings, widerEntry } from "../../src/retrieve/figures/headed.ts";
import { aFigure, aReport } from "../support/builders.ts";

const lexicon = loadLexicon("data/lexicon");
const entryOf = (id: string) => {
  const entry = lexicon.indicator(toIndicatorId(id));
  if (entry === undefined) throw new RangeError(id);
  return entry;
};
const teacherAwards = entryOf("teacher_contest_awards");
const wider = widerEntry(teacherAwards, lexicon);

function below(heading: string, indicatorId = "contest_awards") {
  const made = aFigure(aReport("各类比赛共获奖31项。"), "31项", { indicatorId });
  return { ...made, source: { ...made.source, section: ["三、队伍建设", heading] } };
}
const idsOf = (...figures: readonly ReturnType<typeof below>[]) => underHeadings(figures, teacherAwards, wider).map(({ indicator }) => indicator.id);

describe("figures whose heading says whose they are", () => {
  it("takes prizes below a heading of teachers for those of teachers", () => expect(idsOf(below("2.教师业务竞赛"))).toEqual(["teacher_contest_awards"]));
  it.each(["2.各类竞赛", "2.学生竞赛", "2.教师、学生竞赛成绩"])("leaves them below %s", (heading) => expect(idsOf(below(heading))).toEqual(["contest_awards"]));
  it("leaves them beside figures of the asked entry itself", () =>
    expect(idsOf(below("2.教师业务竞赛"), below("2.教师业务竞赛", "teacher_contest_awards"))).toEqual(["contest_awards", "teacher_contest_awards"]));
  it("knows no wider entry of one whose name is no longer than another's", () => expect(widerEntry(entryOf("students"), lexicon)).toBeNull());
});
