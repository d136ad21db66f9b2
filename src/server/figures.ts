import { setImmediate as nextTurn } from "node:timers/promises";
import { Hono } from "hono";
import { stream } from "hono/streaming";
import { figureQuerySchema, type IndexedFigure } from "../contract/figures.ts";
import { listFigures } from "../list-figures.ts";
import { HttpError } from "./errors.ts";
import type { ViewOf } from "./reading-view.ts";

/** Up to so many figures are sent as one; more go out as they are read, so that a province does not fill the memory nor keep others waiting. */
const MOST_AT_ONCE = 2_000;

export interface FigureRouteDeps {
  readonly viewOf: ViewOf;
  /** Takes what went wrong inside after the response had begun. */
  logError(cause: unknown): void;
}

/** GET /api/figures?school=&indicator=&period= */
export function figureRoutes({ viewOf, logError }: FigureRouteDeps): Hono {
  const app = new Hono();
  app.get("/api/figures", (context) => {
    const given = Object.entries(context.req.query()).filter(([, value]) => value.trim() !== "");
    const query = figureQuerySchema.strict().safeParse(Object.fromEntries(given));
    if (!query.success) {
      const issue = query.error.issues[0];
      throw new HttpError("invalid_request", `${issue?.message ?? "The query is not valid"}. The query takes school, indicator and period.`);
    }
    const figures = listFigures(viewOf(context).store, query.data);
    const first = take(figures, MOST_AT_ONCE);
    if (first.length < MOST_AT_ONCE) return context.json({ figures: first });
    context.header("Content-Type", "application/json");
    return stream(
      context,
      async (out) => {
        await out.write(`{"figures":[${toItems(first)}`);
        for (let next = take(figures, MOST_AT_ONCE); next.length > 0 && !out.aborted; next = take(figures, MOST_AT_ONCE)) {
          await out.write(`,${toItems(next)}`);
          await nextTurn();
        }
        await out.write("]}");
      },
      async (cause) => logError(cause),
    );
  });
  return app;
}

/** The next of them; fewer than `most` only at the end. Does not close the generator. */
function take(figures: Iterator<IndexedFigure>, most: number): IndexedFigure[] {
  const taken: IndexedFigure[] = [];
  while (taken.length < most) {
    const next = figures.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

function toItems(figures: readonly IndexedFigure[]): string {
  return JSON.stringify(figures).slice(1, -1);
}
