import { Hono } from "hono";
import { figureQuerySchema } from "../contract/figures.ts";
import { listFigures } from "../list-figures.ts";
import { HttpError } from "./errors.ts";
import type { ViewOf } from "./reading-view.ts";

/** GET /api/figures?school=&indicator=&period= */
export function figureRoutes(viewOf: ViewOf): Hono {
  const app = new Hono();
  app.get("/api/figures", (context) => {
    const given = Object.entries(context.req.query()).filter(([, value]) => value.trim() !== "");
    const query = figureQuerySchema.strict().safeParse(Object.fromEntries(given));
    if (!query.success) {
      const issue = query.error.issues[0];
      throw new HttpError("invalid_request", `${issue?.message ?? "The query is not valid"}. The query takes school, indicator and period.`);
    }
    return context.json({ figures: [...listFigures(viewOf(context).store, query.data)] });
  });
  return app;
}
