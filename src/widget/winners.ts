import type { Answer, AnswerFigure } from "../contract/answer.ts";

/** Tells figures of the winner by their place in `answer.figures`; of several questions in a line each has a winner of its own, or none. */
export function winnersOf(answer: Answer): (figure: AnswerFigure) => boolean {
  const won = new Set<AnswerFigure>();
  const parts = answer.parts ?? [{ winner: answer.winner, figures: answer.figures.map((_, index) => index) }];
  for (const { winner, figures } of parts) {
    for (const index of figures) {
      const figure = answer.figures[index];
      if (figure !== undefined && winner !== null && figure.school?.id === winner.school.id) won.add(figure);
    }
  }
  return (figure) => won.has(figure);
}
