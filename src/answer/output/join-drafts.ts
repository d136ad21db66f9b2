import type { AnswerStatus } from "../../contract/answer.ts";
import type { Owner } from "../../domain/report.ts";
import { type CitedPlace, createCitationList } from "../citations.ts";
import type { Draft } from "../draft.ts";
import type { Part, ShownFigure } from "../parts.ts";

/** What one of several drafts brought to the joined one. */
export interface JoinedPart {
  readonly status: AnswerStatus;
  readonly winner: Owner | null;
  readonly statements: Draft["statements"];
  /** Indices into the joined figures. */
  readonly figures: readonly number[];
  /** Numbers of the joined citations. */
  readonly citations: readonly number[];
}

export interface JoinedDrafts extends Pick<Draft, "statements" | "figures" | "nearest" | "caveats" | "citations" | "choices"> {
  readonly parts: readonly JoinedPart[];
}

/** Drafts one after another: the same place is one citation, the same printed figure one figure, and every marker points to its new number. */
export function joinDrafts(drafts: readonly Draft[]): JoinedDrafts {
  const citations = createCitationList();
  const figures: ShownFigure[] = [];
  const nearest: ShownFigure[] = [];
  const printedById = new Map<string, ShownFigure>();
  const renumbered = drafts.map((draft) => {
    const renumber = createRenumbering(
      draft.citations.map((place) => citations.cite(place.reportId, place.parts, place.marks, place.joint)),
      draft.citations,
      printedById,
    );
    const own = draft.figures.map(renumber.figure);
    for (const figure of own) if (!figures.includes(figure)) figures.push(figure);
    for (const figure of draft.nearest.map(renumber.figure)) if (!nearest.includes(figure)) nearest.push(figure);
    const part: JoinedPart = {
      status: draft.status,
      winner: draft.winner,
      statements: draft.statements.map(renumber.parts),
      figures: [...new Set(own.map((figure) => figures.indexOf(figure)))],
      citations: draft.citations.map((place) => renumber.number(place.number)),
    };
    return { draft, part, renumber };
  });
  return {
    parts: renumbered.map(({ part }) => part),
    statements: renumbered.flatMap(({ part }) => part.statements),
    figures,
    nearest,
    caveats: renumbered.flatMap(({ draft, renumber }) => draft.caveats.map(({ code, parts }) => ({ code, parts: renumber.parts(parts) }))),
    citations: citations.places(),
    choices: renumbered.flatMap(({ draft, renumber }) =>
      draft.choices.map(({ label, question }) => ({ label: renumber.parts(label), question: renumber.parts(question) })),
    ),
  };
}

interface Renumbering {
  readonly number: (old: number) => number;
  readonly figure: (figure: ShownFigure) => ShownFigure;
  readonly parts: (parts: readonly Part[]) => readonly Part[];
}

function createRenumbering(numbers: readonly number[], places: readonly CitedPlace[], printedById: Map<string, ShownFigure>): Renumbering {
  const byOld = new Map(places.map((place, index) => [place.number, numbers[index] ?? place.number]));
  const number = (old: number): number => byOld.get(old) ?? old;
  // A figure stands in statements, in lists and under others as an operand: it stays one and the same.
  const made = new Map<ShownFigure, ShownFigure>();
  const figure = (shown: ShownFigure): ShownFigure => {
    const known = made.get(shown) ?? (shown.kind === "printed" ? printedById.get(shown.figure.id) : undefined);
    const result = known ?? remake(shown);
    made.set(shown, result);
    if (result.kind === "printed") printedById.set(result.figure.id, result);
    return result;
  };
  const remake = (shown: ShownFigure): ShownFigure =>
    shown.kind === "printed"
      ? { ...shown, citation: shown.citation === null ? null : number(shown.citation) }
      : { ...shown, operands: shown.operands.map(figure) };
  const part = (old: Part): Part => {
    if (old.kind === "marker" || old.kind === "quote") return { ...old, citation: number(old.citation) };
    if (old.kind === "figure") return { ...old, figure: figure(old.figure) };
    if (old.kind !== "formula") return old;
    const renumbered = figure(old.figure);
    return renumbered.kind === "derived" ? { ...old, figure: renumbered } : old;
  };
  return { number, figure, parts: (parts) => parts.map(part) };
}
