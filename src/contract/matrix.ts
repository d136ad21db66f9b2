import { z } from "zod";
import { ownerRefSchema } from "./answer.ts";

/** One value of a cell: offsets are half-open UTF-16 units of the text of the cell's report, and cover exactly `raw`. */
const matrixFigureSchema = z.object({
  raw: z.string(),
  /** Decimal string in `unit`. */
  value: z.string(),
  unit: z.string(),
  population: z.string().nullable(),
  period: z.string(),
  start: z.number().int(),
  end: z.number().int(),
});

const matrixCellSchema = z.object({
  /** Index into `reports`. */
  report: z.number().int(),
  /** The whole school's first, then sub-groups; values told twice stand once. */
  figures: z.array(matrixFigureSchema),
  /** Whether the report gives two values of one thing that cannot both hold. */
  conflict: z.boolean(),
});

const matrixIndicatorSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameEn: z.string(),
  kind: z.enum(["count", "share", "amount", "area", "average", "score", "ratio"]),
  definition: z.string(),
  definitionEn: z.string().nullable(),
  /** Reports that give the indicator alone. */
  cells: z.array(matrixCellSchema),
});

/** GET /api/matrix: what each report gives for the present of its own school, by indicator. Indicators without a figure are left out. */
export const figureMatrixSchema = z.object({
  reports: z.array(z.object({ id: z.string(), title: z.string(), school: ownerRefSchema, year: z.number().int().nullable() })),
  groups: z.array(z.object({ id: z.string(), name: z.string(), nameEn: z.string(), indicators: z.array(matrixIndicatorSchema) })),
});

export type FigureMatrix = z.infer<typeof figureMatrixSchema>;
export type MatrixIndicator = z.infer<typeof matrixIndicatorSchema>;
export type MatrixCell = z.infer<typeof matrixCellSchema>;
export type MatrixFigure = z.infer<typeof matrixFigureSchema>;
