import type { Figure } from "../../domain/figure.ts";
import type { AskedIndicator, Intent, ParsedQuestion } from "../../domain/question.ts";
import type { Store } from "../../store/store.ts";
import { foldText } from "../../text/fold.ts";
import type { Catalogue } from "../catalogue.ts";
import { coreOf } from "./subjects.ts";

/** Intents in which several parts may be asked about side by side. */
const SIDE_BY_SIDE: ReadonlySet<Intent> = new Set<Intent>(["lookup", "aggregate", "difference", "compare", "ratio"]);
/** What stands between two names of a row, with the word for what the first is. */
const JOINT = /^(?:专业|系|班)?(?:、|,|和|与|跟|及|以及|加|加上|比|还有)$/;
const ADDED = /一共|总共|合计|共计|加起来|加在一起|合起来|合在一起|相加|之和|总和|共有?多少/;
const LEAST_NAME = 2;
const MOST_PARTS = 8;

interface Place {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * 护理和助产一共多少学生: only the report knows that 护理 and 助产 are two of its parts. A row of two or more names that the figures of the one
 * asked school bear is read as these parts; the question comes back as it is where there is no such row.
 */
export function withChainedParts(store: Store, catalogue: Catalogue, parsed: ParsedQuestion): ParsedQuestion {
  const [owner, ...others] = parsed.owners.certainty === "stated" || parsed.owners.certainty === "inherited" ? parsed.owners.value : [];
  if (owner === undefined || others.length > 0 || parsed.scope !== "named" || !SIDE_BY_SIDE.has(parsed.intent) || parsed.populations !== undefined)
    return parsed;
  const text = foldText(parsed.question);
  if (!/[和与跟及比、,加还]/.test(text)) return parsed;
  const filter = catalogue.only === null ? {} : { reportIds: catalogue.only };
  const figures = store.figures({ ownerIds: [owner], ...filter }).filter((figure) => figure.aspect === "actual" && nameOf(figure) !== null);
  const known = [...new Set(figures.flatMap((figure) => nameOf(figure) ?? []))];
  const found = findRow(text, known);
  const names = found.length === 1 ? withStrangers(parsed, known) : found;
  if (names.length < 2 || names.length < (parsed.subjects?.length ?? 0)) return parsed;
  const asked = askedOf(parsed, figures, names);
  const [subject = ""] = names;
  if (asked === null) return parsed;
  const isSum = parsed.intent === "aggregate" || (parsed.intent === "lookup" && ADDED.test(text));
  const { unread: _unread, ...rest } = parsed;
  return {
    ...rest,
    subject,
    subjects: names,
    indicators: { certainty: "stated", value: [asked], mentions: [] },
    ...(isSum ? { intent: "aggregate" as const, aggregate: "sum" as const } : {}),
    trace: [...parsed.trace.filter((rule) => rule !== "subject.unexplained"), "subjects.of_report"],
  };
}

/** The name of the part or group that a figure counts, without the words that make a part of any name. */
function nameOf(figure: Figure): string | null {
  const name = figure.subject ?? figure.population;
  const core = name === null ? "" : coreOf(name);
  return core.length < LEAST_NAME ? null : core;
}

/** The first row of names in the text, the longest at each place. */
function findRow(text: string, names: readonly string[]): readonly string[] {
  const longestFirst = names.toSorted((a, b) => b.length - a.length);
  let row: readonly Place[] = [];
  for (let at = 0; at < text.length; ) {
    const name = longestFirst.find((one) => text.startsWith(one, at));
    if (name === undefined) {
      at += 1;
      continue;
    }
    const place = { name, start: at, end: at + name.length };
    const last = row.at(-1);
    const goesOn = last !== undefined && JOINT.test(text.slice(last.end, at));
    if (!goesOn && row.length > 1) break;
    row = goesOn ? [...row, place] : [place];
    at = place.end;
  }
  return [...new Set(row.map(({ name }) => name))].slice(0, MOST_PARTS);
}

/** 药膳制作和航空服务 of a report that knows but one of them: both were asked for, and the one that is missing is told so. */
function withStrangers({ trace, subject, unread }: ParsedQuestion, known: readonly string[]): readonly string[] {
  const words = foldText((trace.includes("subject.unexplained") ? subject : null) ?? unread ?? "");
  const pieces = words.split(/[和与跟及、,]|以及/).map(coreOf);
  return pieces.some((piece) => known.includes(piece)) && pieces.every((piece) => piece.length >= LEAST_NAME) ? pieces : [];
}

/** What is asked of the parts: the one entry that the question names, or what the report counts of all of them in the asked unit. */
function askedOf({ indicators, wantedUnit }: ParsedQuestion, figures: readonly Figure[], names: readonly string[]): AskedIndicator | null {
  const asked = indicators.certainty === "stated" ? indicators.value : [];
  const [first, ...more] = asked;
  if (more.length > 0) return null;
  if (first?.kind === "entry") return first;
  // Words that the names do not account for ask for something else.
  const left = names.reduce((words, name) => words.replace(name, ""), foldText(first?.words ?? ""));
  const isRow = first === undefined || names.some((name) => foldText(first.words).includes(name) || name.includes(foldText(first.words).slice(0, LEAST_NAME)));
  if (!isRow || left.length > names.length * LEAST_NAME || wantedUnit === null) return null;
  const common = figures.find(
    ({ indicator, unit, kind }) =>
      indicator.id !== null &&
      kind === "count" &&
      unit === wantedUnit &&
      names.every((name) => figures.some((one) => nameOf(one) === name && one.indicator.id === indicator.id)),
  );
  return common === undefined || common.indicator.id === null ? null : { kind: "entry", id: common.indicator.id, words: common.indicator.name };
}
