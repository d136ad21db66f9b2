import type { Figure } from "../../domain/figure.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { Intent, ParsedQuestion } from "../../domain/question.ts";
import type { FigureCell, MeasureEvidence } from "./measures.ts";
import { gatherNarrowed, gatherOpen } from "./open-figures.ts";
import type { OpenSearchDeps } from "./open-query.ts";

/** Owners up to whose number a stand-in is looked for. */
const FEW_OWNERS = 3;
/** Intents for which one is looked for: never to rank or add up by. For a change, one that the report prints. */
const STANDS_IN: ReadonlySet<Intent> = new Set<Intent>(["lookup", "derived", "difference", "trend"]);
/** A number of open words stands for an entry only when all that the entry's name says stands close by it. */
const LEAST_FIT = 0.75;

/**
 * Where a report gives nothing under the asked entry, a number of open words may tell the very thing: 390名学生分在13个实习班 are 实习学生.
 * Only for few owners, and only where one number clearly fits; it comes back under the entry's name.
 */
export async function withStandIns(deps: OpenSearchDeps, parsed: ParsedQuestion, evidence: MeasureEvidence, entry: Indicator): Promise<MeasureEvidence> {
  const empty = evidence.cells.filter(isEmpty);
  const narrowing = narrowingWords(parsed);
  const narrowed = narrowing === null || evidence.cells.length > FEW_OWNERS ? null : await withNarrowed(deps, parsed, evidence, narrowing);
  if (narrowed !== null) return narrowed;
  const owners = [...new Map(empty.map(({ owner }) => [owner.id, owner])).values()];
  if (empty.length === 0 || owners.length > FEW_OWNERS || parsed.subject !== null || !STANDS_IN.has(parsed.intent)) return evidence;
  const words = /[\u3400-\u9fff]/.test(evidence.measure.asked.words) ? evidence.measure.asked.words : entry.zh;
  const asked = { kind: "open", words, unit: null } as const;
  const standing = { strict: true, least: LEAST_FIT, not: namesSibling(deps, entry) };
  const open = await gatherOpen(deps, parsed, { asked, entry: null, kind: evidence.measure.kind, unit: evidence.measure.unit }, owners, standing);
  const found = new Map(open.cells.map((cell) => [keyOf(cell), cell]));
  const cells = evidence.cells.map((cell): FigureCell => {
    const other = isEmpty(cell) ? found.get(keyOf(cell)) : undefined;
    if (parsed.intent !== "lookup" && parsed.intent !== "derived")
      return { ...cell, changes: (other?.changes ?? []).map((figure) => underEntry(figure, entry)) };
    const fitting = (other?.direct ?? []).filter((figure) => entry.units.includes(figure.unit));
    return fitting.length === 0 ? cell : { ...cell, direct: fitting.map((figure) => underEntry(figure, entry)) };
  });
  return { ...evidence, cells };
}

/** 升学 names a sibling of 本科录取人数: a word for all who went on stands for no part of them. */
function namesSibling({ lexicon }: OpenSearchDeps, entry: Indicator): (word: string) => boolean {
  const siblings = new Set<string>(entry.siblings);
  return (word) =>
    lexicon.aliases
      .find(word, ["zh", "ask", "prose"])
      .some(
        ({ start, end, indicatorIds }) => start === 0 && end === word.length && !indicatorIds.includes(entry.id) && indicatorIds.some((id) => siblings.has(id)),
      );
}

/**
 * 企业送的设备, 多少学生去了招聘会: words that no vocabulary explains narrow an entry, and a number may stand with just these words. Then that one
 * answers, and the whole is a near miss.
 */
async function withNarrowed(deps: OpenSearchDeps, parsed: ParsedQuestion, evidence: MeasureEvidence, words: string): Promise<MeasureEvidence | null> {
  const { asked, kind, unit } = evidence.measure;
  const measure = { asked: { kind: "open", words: `${words} ${asked.words}`, unit }, entry: null, kind, unit } as const;
  const cells = await Promise.all(
    evidence.cells.map(async (cell) => {
      if (cell.subjectBound && cell.direct.length > 0 && parsed.unread === undefined) return cell;
      const other = withUnits(await gatherNarrowed(deps, parsed, measure, cell, words), evidence.measure.entry);
      const isTold = other.direct.some((figure) => cell.direct.some(({ id }) => id === figure.id));
      // Several that fit alike are better than nothing, and worse than the number of the whole.
      if (isTold || (cell.direct.length > 0 && other.direct.length === 0)) return cell;
      if (other.direct.length + (other.rivals?.length ?? 0) === 0) return cell;
      return {
        ...cell,
        direct: other.direct,
        rivals: other.rivals ?? [],
        subjectBound: other.subjectBound,
        siblings: cell.direct,
        otherKinds: [],
        aside: [],
        otherPeriods: [],
      };
    }),
  );
  return cells.every((cell, index) => cell === evidence.cells[index]) ? null : { ...evidence, cells };
}

/** People are counted as people and by their visits; of any other entry what is not in its units counts another thing (15家 under 教师数). */
function withUnits(cell: FigureCell, entry: Indicator | null): FigureCell {
  if (entry === null) return cell;
  const units: ReadonlySet<string> = new Set([...entry.units, entry.unit, ...(entry.unit === "人" || entry.unit === "人次" ? ["人", "人次"] : [])]);
  const fits = (figure: Figure): boolean => units.has(figure.unit);
  return { ...cell, direct: cell.direct.filter(fits), ...(cell.rivals === undefined ? {} : { rivals: cell.rivals.filter(fits) }) };
}

/** What the question says of the thing asked for beyond what any vocabulary explains; null where nothing. */
function narrowingWords(parsed: ParsedQuestion): string | null {
  if (parsed.intent !== "lookup") return null;
  const isUnexplained = parsed.trace.includes("subject.unexplained") || parsed.trace.includes("subject.body");
  const words = isUnexplained ? parsed.subject : (parsed.unread ?? null);
  // Libang Hexin (力邦合信): the name as the report has it says all that its spelling does.
  const own = parsed.language === "en" ? words?.match(/[\u3400-\u9fff]{2,}/g) : undefined;
  return own === undefined || own === null ? words : own.join(" ");
}

function isEmpty(cell: FigureCell): boolean {
  return cell.direct.length + cell.otherKinds.length + cell.changes.length + cell.plans.length === 0 && cell.operands === null && cell.aside.every(isPlainPart);
}

function isPlainPart(figure: Figure): boolean {
  return figure.subject !== null;
}

function keyOf({ owner, target }: FigureCell): string {
  return `${owner.id} ${target.year}`;
}

function underEntry(figure: Figure, entry: Indicator): Figure {
  return { ...figure, indicator: { id: entry.id, name: entry.zh, words: figure.indicator.words }, rule: "stand-in" };
}
