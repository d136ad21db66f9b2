import type { Figure } from "../../domain/figure.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import type { CellContext } from "./cell-context.ts";
import { countsTheSame, fitsMeasure, isOfYear } from "./cell-fits.ts";
import { isSameLevels, levelSpan } from "./levels.ts";
import type { AskedMeasure } from "./measures.ts";
import type { YearTarget } from "./periods.ts";
import { namesSubject } from "./subjects.ts";

const GRADE = /[特一二三]等奖|[金银铜][奖牌]/;

/** 一等奖几个 where first prizes of one level alone are told: those, by their level. */
export function ofOnlyLevel({ parsed, measure }: CellContext, dated: readonly Figure[]): readonly Figure[] {
  if (parsed.population !== null) return [];
  const own = dated.filter(
    ({ indicator, population, subject, aspect }) =>
      indicator.id === measure.entry?.id && subject === null && aspect === "actual" && GRADE.test(indicator.words) && population !== null,
  );
  const levels = own.map(({ population }) => levelSpan(population ?? ""));
  const [first] = levels;
  const isOne = first != null && levels.every((level) => level !== null && isSameLevels(level, first));
  return isOne ? own : [];
}

/** 财政拨款 of the money put in: the figure of the very part that the words name goes before that of the whole. */
export function namedOnes(figures: readonly Figure[], parsed: ParsedQuestion, { asked }: AskedMeasure): readonly Figure[] {
  const words = foldText(asked.words);
  const named = parsed.population === null ? figures.filter(({ population }) => population !== null && words.includes(foldText(population))) : [];
  return named.length > 0 ? named : figures;
}

/** 哪个系学生最多: one figure for each part of the kind asked about. */
export function partsOf(context: CellContext, target: YearTarget, held: readonly Figure[]): readonly Figure[] {
  const noun = context.parsed.partsNoun;
  if (noun === undefined) return [];
  const dated = held.filter((figure) => partName(figure) !== "" && figure.aspect === "actual" && isOfYear(figure, target, context.catalogue));
  const same = partsNamed(
    context,
    noun,
    dated.filter((figure) => countsTheSame(context, figure)),
  );
  return same.length > 0 ? same : partsNamed(context, noun, ofKindred(context, dated));
}

/** 教师 of each 专业 where 专任教师 are given: of the entries next to the one asked for, in its unit, the one that most parts have. */
function ofKindred({ siblings, measure }: CellContext, figures: readonly Figure[]): readonly Figure[] {
  const near = figures.filter(
    ({ indicator, unit, kind }) => indicator.id !== null && siblings.has(indicator.id) && unit === measure.entry?.unit && kind === measure.kind,
  );
  const groups = [...new Set(near.map(({ indicator }) => indicator.id))].map((id) => near.filter(({ indicator }) => indicator.id === id));
  return groups.toSorted((a, b) => b.length - a.length)[0] ?? [];
}

function partsNamed(context: CellContext, noun: string, alike: readonly Figure[]): readonly Figure[] {
  const exact = alike.filter((figure) => partName(figure).endsWith(noun));
  // A school calls its departments 系 or 部.
  const other = OTHER_NAMES[noun];
  const named = other !== undefined && (exact.length === 0 || noun === "学校") ? alike.filter((figure) => other.test(partName(figure))) : exact;
  const own = named.length > 1 ? named : (toldTogether(context, alike, noun) ?? named);
  return own.filter((figure, index) => own.findIndex((other) => partName(other) === partName(figure)) === index);
}

/** What parts of a kind are called besides: a school its departments, a region its schools. */
const OTHER_NAMES: Readonly<Record<string, RegExp>> = { 系: /[部院]$/, 学校: /(?:学[校院]|中学|高中|中心|中专|职专|职高|技校|职校)$/ };
const partName = ({ subject, population }: Figure): string => (subject ?? population ?? "").trim();
const LEAST_TOGETHER = 3;

/** 各专业人数依次为：中餐烹饪512人，幼儿保育438人…: parts that do not bear the noun, in a sentence that says before them what they are. */
function toldTogether({ readText }: CellContext, figures: readonly Figure[], noun: string): readonly Figure[] | null {
  if (readText === undefined) return null;
  const groups = [...new Set(figures.map(sentenceOf))].map((place) => figures.filter((figure) => sentenceOf(figure) === place));
  const said = groups.map((group) =>
    group.filter(({ reportId, source }) => foldText(readText(reportId).slice(source.context.start, source.start)).includes(noun)),
  );
  const [most] = said.filter((group) => group.length >= LEAST_TOGETHER).toSorted((a, b) => b.length - a.length);
  return most ?? null;
}

const sentenceOf = ({ reportId, source }: Figure): string => `${reportId} ${source.context.start}`;

/** 省级以上: what the reports give of the single levels that it holds. */
export function levelsWithin({ parsed, measure }: CellContext, dated: readonly Figure[]): readonly Figure[] {
  const wanted = parsed.population === null ? null : levelSpan(parsed.population);
  if (wanted === null || !wanted.above) return [];
  return dated.filter((figure) => {
    const own = figure.population === null ? null : levelSpan(figure.population);
    return own !== null && own.rank <= wanted.rank && figure.aspect === "actual" && namesSubject(parsed, figure.subject) && fitsMeasure(figure, measure);
  });
}
