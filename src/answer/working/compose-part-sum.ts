import type { Figure } from "../../domain/figure.ts";
import { glossEnglish } from "../../retrieve/english/glossary.ts";
import { foldText } from "../../text/fold.ts";
import { unitsAgree } from "../compose/comparability.ts";
import { latestCells } from "../compose/contenders.ts";
import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { commonPeriod, discloseSlots, figureMeasure, formulaPart, withMarker } from "../pieces.ts";

const ASKS_SUM = /合计|加起来|加在一起|相加|总和|之和|一共|总共|共计|共有|共多少|共几|或者?|\b(?:in total|altogether|together|combined|added up|sum of|or)\b/i;
const CLASS_WORDS = /(?:专业群|专业|方向|学部|系|部|班|\([^)]*\)|（[^）]*）)+$/;
const LEAST_NAME = 2;

/**
 * Named parts of one school put together (护理和助产一共多少学生, 机电工程部、信息技术部加起来): the sum with its formula and each part; null
 * where fewer than two of what is asked are parts that the report counts.
 */
export function composePartSum(context: ComposeContext): Draft | null {
  const { evidence, parsed, wording } = context;
  // Of two parts each has evidence of its own, under one and the same entry.
  const entries = new Set(evidence.measures.map(({ measure }) => measure.entry?.id ?? measure.asked.words));
  if (entries.size !== 1 || !ASKS_SUM.test(foldText(parsed.question))) return null;
  const cells = evidence.measures.flatMap((measure) => latestCells(measure.cells));
  const figures = namedParts(
    context,
    cells.flatMap((cell) => [...cell.direct, ...(cell.rivals ?? []), ...cell.aside]),
  );
  const [first] = figures;
  if (first === undefined || figures.length < 2 || !addUp(figures)) return null;
  const draft = createDraft(context);
  const operands = figures.map((figure) => draft.printed(figure));
  const [lead] = operands;
  if (lead === undefined) return null;
  const made = draft.derive(
    { owner: lead.owner, label: lead.label, formula: { op: "sum" }, operands, unit: first.unit, quantityKind: first.kind, period: commonPeriod(figures) },
    "lead",
  );
  if (made === null) return null;
  const items = operands.map((shown) => wording.named(figureMeasure(context, shown), withMarker(draft.show(shown.figure))));
  draft.state(wording.aggregateItems("sum", wording.owner(lead.owner), items, { kind: "figure", figure: made }));
  draft.state(wording.derivedNote(formulaPart(made)));
  draft.limit("derived", wording.derivedNote(formulaPart(made)));
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}

/** The figures of parts that the question names, one for each part: a longer name takes its words from a shorter one. */
function namedParts({ parsed, language }: ComposeContext, figures: readonly Figure[]): readonly Figure[] {
  const asked = foldText(parsed.question);
  // An English name is known by the Chinese words that it stands for.
  let left = language === "en" ? `${asked} ${glossEnglish(asked).words.join(" ")}` : asked;
  const found: Figure[] = [];
  const byLength = figures
    .filter(({ aspect, kind }) => aspect === "actual" && (kind === "count" || kind === "amount"))
    .map((figure) => ({ figure, name: foldText(figure.subject ?? figure.population ?? "").replace(CLASS_WORDS, "") }))
    .filter(({ name }) => name.length >= LEAST_NAME)
    .toSorted((a, b) => b.name.length - a.name.length);
  for (const { figure, name } of byLength) {
    if (!left.includes(name) || found.some(({ id }) => id === figure.id)) continue;
    left = left.replace(name, " ");
    found.push(figure);
  }
  return found.toSorted((a, b) => a.source.start - b.source.start);
}

/** Parts of one thing in one report and year. */
function addUp(figures: readonly Figure[]): boolean {
  const [first] = figures;
  return (
    first !== undefined &&
    figures.every(
      ({ unit, kind, reportId, indicator, period }) =>
        unitsAgree(unit, first.unit) &&
        kind === first.kind &&
        reportId === first.reportId &&
        indicator.id === first.indicator.id &&
        period.year === first.period.year,
    )
  );
}
