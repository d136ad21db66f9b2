import type { Figure } from "../domain/figure.ts";
import type { Report } from "../domain/report.ts";
import { addDecimals, compareDecimals } from "../text/decimal.ts";
import { foldText } from "../text/fold.ts";

const SEPARATOR = /^[、，,；;]?(?:和|与|及|以及)?$/;
const ITEM = /^[\u4e00-\u9fffA-Za-z()+·-]{2,24}$/;
/** A verb, a sum or a group of people is no part's name. */
const NO_ITEM = /[为占达比]|[增减]|合计|共计|总计|平均|[男女]生|学生|教师|人员|毕业|招生|招收|就业|升学|获得?|参加|超过|最[多少高低]/;
const NAMED_KIND = /(?:专业群?|方向|校区|系部?|部|班|类|学院)$/;
const LEAST_ITEMS = 2;
/** How far before a list its own first name may begin. */
const REACH = 24;

interface Item {
  readonly figure: Figure;
  readonly name: string;
}

/**
 * 在校生1936人。2.分专业人数。学前教育388人，计算机应用341人…: numbers of no name but the parts' own, that add up to what was counted before, count the
 * same thing of those parts. Pure; linear in the number of figures.
 */
export function withBreakdowns(figures: readonly Figure[], report: Report): readonly Figure[] {
  const made = new Map<Figure, Figure>();
  for (const run of runsOf(figures, report)) {
    const [first] = run;
    const sum = run.map(({ figure }) => figure.value).reduce(addDecimals, "0");
    const whole = first === undefined || run.length < LEAST_ITEMS ? undefined : wholeOf(figures, first.figure, sum);
    if (first === undefined || whole === undefined) continue;
    const isByMajor = /专业/.test(
      `${first.figure.source.section.at(-1) ?? ""}${report.text.slice(first.figure.source.context.start, first.figure.source.start)}${lineBefore(report, first.figure)}`,
    );
    for (const { figure, name } of run) {
      const subject = NAMED_KIND.test(name) || !isByMajor ? name : `${name}专业`;
      made.set(figure, {
        ...figure,
        subject,
        indicator: whole.indicator,
        kind: whole.kind,
        denominator: whole.denominator,
        rule: "breakdown",
        confidence: 0.8,
      });
    }
  }
  return made.size === 0 ? figures : figures.map((figure) => made.get(figure) ?? figure);
}

const LINE = 16;
const lineBefore = ({ text }: Report, { source }: Figure): string => text.slice(Math.max(0, source.context.start - LINE), source.context.start);

/** Numbers one after another, each right behind a name of its own. */
function runsOf(figures: readonly Figure[], report: Report): readonly (readonly Item[])[] {
  const runs: Item[][] = [];
  let end = -1;
  for (const figure of figures) {
    const last = runs.at(-1);
    const goesOn =
      last !== undefined && end >= 0 && figure.source.context.start === last[0]?.figure.source.context.start && figure.unit === last[0]?.figure.unit;
    const from = goesOn ? end : Math.max(figure.source.context.start, figure.source.start - REACH);
    const written = foldText(report.text.slice(from, figure.source.start)).replace(/\s+/g, "");
    const name = isPlain(figure) ? partName(written, goesOn) : null;
    if (name === null) end = -1;
    else {
      if (goesOn) last.push({ figure, name });
      else runs.push([{ figure, name }]);
      end = figure.source.end;
    }
  }
  return runs;
}

const isPlain = ({ indicator, subject, population, aspect, qualifier, kind }: Figure): boolean =>
  indicator.id === null && subject === null && population === null && aspect === "actual" && qualifier === "exact" && kind === "count";

/** The name before a number: behind a mark of the list, or for the first behind whatever opens it. */
function partName(written: string, goesOn: boolean): string | null {
  const at = goesOn ? 0 : written.search(/[^，,；;。:：、]*$/);
  const own = written.slice(at);
  const name = goesOn ? own.replace(/^[、，,；;](?:和|与|及|以及)?/, "") : own.replace(/^(?:其中|分别是|分别为|有)/, "");
  const isJoined = !goesOn || (own !== name && SEPARATOR.test(own.slice(0, own.length - name.length)));
  const plain = name.replace(/(?:有|共|约|:)$/, "");
  return isJoined && ITEM.test(plain) && !NO_ITEM.test(plain) ? plain : null;
}

/** What was counted last before the list, of everybody, and is as much as the list adds up to. */
function wholeOf(figures: readonly Figure[], first: Figure, sum: string): Figure | undefined {
  return figures.findLast(
    (figure) =>
      figure.indicator.id !== null &&
      figure.source.start < first.source.start &&
      figure.subject === null &&
      figure.population === null &&
      figure.aspect === "actual" &&
      figure.unit === first.unit &&
      figure.kind === "count" &&
      compareDecimals(figure.value, sum) === 0,
  );
}
