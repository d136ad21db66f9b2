import type { Figure } from "../domain/figure.ts";
import type { Report } from "../domain/report.ts";
import { foldText } from "../text/fold.ts";
import { POPULATION_START } from "./cues.ts";

/** What may stand before 专业: a major's name may be any of its ends. */
const LONGEST = 14;
const LEAST = 3;
const RUN = /[\u4e00-\u9fff]{2,14}$/;
/** Parts by who people are or where they come from. */
const NO_MAJOR = /[年班级县市省区户籍人员工]$|学生|子女|生源|培训|其他|其余/;

/**
 * 在校生2075人，其中会计事务431人、航空服务121人: parts that are majors, as the report names two of them at least elsewhere (会计事务专业), are told of
 * those majors. Pure; linear in the report's length.
 */
export function withMajors(figures: readonly Figure[], report: Report): readonly Figure[] {
  const lists = new Map<string, Figure[]>();
  for (const figure of figures) {
    if (figure.rule !== "part" || figure.subject !== null || !isName(figure.population)) continue;
    const key = `${figure.source.context.start}:${figure.indicator.name}`;
    lists.set(key, [...(lists.get(key) ?? []), figure]);
  }
  if (lists.size === 0) return figures;
  const known = majorsOf(foldText(report.text));
  const majors = new Set<Figure>();
  for (const list of lists.values())
    if (list.filter(({ population }) => known.has(population ?? "")).length >= 2) for (const figure of list) majors.add(figure);
  return majors.size === 0
    ? figures
    : figures.map((figure) => (majors.has(figure) ? { ...figure, subject: `${figure.population ?? ""}专业`, population: null } : figure));
}

const isName = (name: string | null): boolean => name !== null && name.length >= LEAST && !POPULATION_START.test(name) && !NO_MAJOR.test(name);

function majorsOf(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const piece of text.split("专业").slice(0, -1)) {
    const run = RUN.exec(piece.slice(-LONGEST))?.[0] ?? "";
    for (let at = 0; at + LEAST <= run.length; at += 1) names.add(run.slice(at));
  }
  return names;
}
