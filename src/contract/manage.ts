import { z } from "zod";
import { ownerRefSchema } from "./answer.ts";

/** The wire contract of adding, removing and naming reports; for administrators. */

const refusalSchema = z.object({
  file: z.string(),
  code: z.string(),
  /** Reason and remedy, in English and in Chinese. */
  message: z.string(),
  messageZh: z.string(),
});

const noteSchema = z.object({ code: z.string(), message: z.string(), messageZh: z.string() });

export const takenInSchema = z.object({
  id: z.string(),
  outcome: z.enum(["added", "replaced", "unchanged"]),
  title: z.string(),
  school: ownerRefSchema,
  year: z.number().int().nullable(),
  file: z.string(),
  passageCount: z.number().int(),
  figureCount: z.number().int(),
  notes: z.array(noteSchema),
});

/** PUT /api/reports. `duplicate`: the same text is in already, maybe in another format; `duplicateOf` is its id. */
export const uploadResultSchema = z.object({
  outcome: z.enum(["added", "replaced", "unchanged", "duplicate", "refused"]),
  reports: z.array(takenInSchema),
  refused: z.array(refusalSchema),
  duplicateOf: z.string().nullable(),
});

/** What a stream of PUT /api/reports carries; `done` comes last and holds the same object as the JSON reply. */
export const uploadEventSchema = z.discriminatedUnion("event", [
  z.object({ event: z.literal("started"), data: z.object({ file: z.string(), number: z.number().int(), total: z.number().int() }) }),
  z.object({ event: z.literal("embedded"), data: z.object({ file: z.string(), done: z.number().int(), total: z.number().int() }) }),
  z.object({ event: z.literal("finished"), data: takenInSchema }),
  z.object({ event: z.literal("failed"), data: refusalSchema }),
  z.object({ event: z.literal("done"), data: uploadResultSchema }),
  z.object({ event: z.literal("error"), data: z.object({ code: z.string(), message: z.string() }) }),
]);

const school = z.string().trim().min(2).max(60);
const year = z.number().int().min(1900).max(2200);

/** Query of PUT /api/reports; `name` is the file's name. */
export const uploadQuerySchema = z.strictObject({
  name: z.string().min(1).max(1000),
  school: school.optional(),
  year: z
    .string()
    .regex(/^\d{4}$/, "year is a year of four digits")
    .transform(Number)
    .pipe(year)
    .optional(),
});

/** PATCH /api/reports/:id: null takes back what was set before, so that the text decides again. */
export const identityChangeSchema = z
  .strictObject({ school: school.nullable().optional(), year: year.nullable().optional() })
  .refine((change) => change.school !== undefined || change.year !== undefined, "give school, year or both");

/** GET /api/reports/removed: what was removed, the latest first. */
export const removedListSchema = z.object({
  removed: z.array(
    z.object({ id: z.string(), title: z.string(), school: ownerRefSchema, year: z.number().int().nullable(), file: z.string(), removedAt: z.string() }),
  ),
});

/** DELETE /api/reports/:id. */
export const removalSchema = z.object({ id: z.string(), file: z.string() });

/** POST /api/reports/:id/restore: `from` tells whether the kept state or the file read anew is in; `fileExists` whether that file is still there. */
export const restoredSchema = z.object({ id: z.string(), file: z.string(), from: z.enum(["kept", "file"]), fileExists: z.boolean() });

export type UploadResult = z.infer<typeof uploadResultSchema>;
export type UploadEvent = z.infer<typeof uploadEventSchema>;
export type TakenIn = z.infer<typeof takenInSchema>;
export type Refusal = z.infer<typeof refusalSchema>;
export type RemovedEntry = z.infer<typeof removedListSchema>["removed"][number];
