import type { Figure } from "../../domain/figure.ts";
import type { FigureCell } from "../../retrieve/figures/measures.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { distinctValues, told } from "../pieces.ts";

/** A number is asked for together with what makes it up: 三类人各多少, 分别, breakdown. */
const ASKS_PARTS =
  /各(?:自|是|有|为|占)?(?:多少|几)|各(?:类|部|系|层次|年级|专业)|分别|其中|构成|组成|细分|明细|\beach\b|\brespectively\b|\bbreakdown\b|\bbroken down\b|\bmade up\b/;
/** One part alone makes up nothing. */
const LEAST_PARTS = 2;

/** Whether the parts of one number are asked for; 分别 over several schools or numbers means those. */
function asksParts({ parsed, evidence }: ComposeContext): boolean {
  const single = evidence.owners.length === 1 && evidence.measures.length === 1;
  return single && parsed.population === null && parsed.subject === null && ASKS_PARTS.test(foldText(parsed.question));
}

/** The printed parts of a number, as its own sentence gives them or else another one of the same report: 企业职工2400人次、农民1900人次. */
export function tellParts(context: ComposeContext, draft: DraftBuilder, cell: FigureCell, whole: Figure): void {
  if (!asksParts(context)) return;
  for (const figure of partsTogether(cell, whole)) draft.state(context.wording.value(told(context, draft.show(figure))));
}

/** The parts of a number that one sentence tells side by side, in its order: its own sentence before another of the same report; none where there is but one. */
export function partsTogether(cell: FigureCell, whole: Figure): readonly Figure[] {
  const named = cell.sentenceMates.filter((figure) => isNamedPart(figure, whole));
  const parts = [...cell.aside.filter((figure) => isPartOf(figure, whole)), ...named];
  const places = [whole, ...parts].map((figure) => figure.source.context.start);
  const groups = [...new Set(places)].map((start) => parts.filter((figure) => figure.source.context.start === start));
  const together = groups.find((group) => group.length >= LEAST_PARTS) ?? [];
  const inOrder = together.toSorted((a, b) => a.source.start - b.source.start);
  return distinctByGroup(inOrder);
}

/** A part that has an entry of its own, told after the whole in its sentence: 培训5600人次，其中企业职工2400人次. */
function isNamedPart(figure: Figure, whole: Figure): boolean {
  return (
    figure.reportId === whole.reportId &&
    figure.source.start > whole.source.end &&
    figure.indicator.id !== whole.indicator.id &&
    figure.unit === whole.unit &&
    figure.aspect === "actual" &&
    Number(figure.value) < Number(whole.value)
  );
}

function isPartOf(figure: Figure, whole: Figure): boolean {
  return (
    figure.reportId === whole.reportId &&
    figure.indicator.id === whole.indicator.id &&
    figure.unit === whole.unit &&
    figure.aspect === "actual" &&
    figure.subject === null &&
    figure.population !== null &&
    figure.population !== whole.population
  );
}

/** The same group printed twice with one value is told once; two groups of one size are two. */
function distinctByGroup(figures: readonly Figure[]): readonly Figure[] {
  const nameOf = (figure: Figure): string => `${figure.indicator.id ?? figure.indicator.words} ${figure.population}`;
  const groups = [...new Set(figures.map(nameOf))];
  return groups.flatMap((group) => distinctValues(figures.filter((figure) => nameOf(figure) === group)));
}
