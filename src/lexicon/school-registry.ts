import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../domain/issue.ts";
import { foldText } from "../text/fold.ts";

/** A name that people keep by hand: short, former, that of a merged school, an official code, or English; `evidence` says where it comes from. */
const aliasSchema = z.strictObject({
  text: z.string().trim().min(2).max(100),
  kind: z.enum(["short", "former", "merged", "code", "english"]),
  evidence: z.string().trim().min(1),
});
const registrySchema = z.array(z.strictObject({ name: z.string().trim().min(2).max(100), aliases: z.array(aliasSchema) }));

export type RegisteredSchool = z.infer<typeof registrySchema>[number];
export type SchoolRegistry = readonly RegisteredSchool[];

/** Reads data/schools.json; a file that is not there is an empty registry. Throws AppError `schools_invalid` naming the entry that is wrong. */
export function loadSchoolRegistry(file: string): SchoolRegistry {
  if (!existsSync(file)) return [];
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new AppError("schools_invalid", "The list of schools is not JSON. Look for a missing comma or quote in it.", { cause, detail: file });
  }
  const parsed = registrySchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError("schools_invalid", `The list of schools is wrong at ${issue?.path.join(".") ?? "its start"}: ${issue?.message ?? "not a list"}.`, {
    cause: parsed.error,
    detail: file,
  });
}

/** Names kept by hand for the school of this full name; the entry may leave the province or city in front out. "平阳县职业中等专业学校" → ["平阳县技工学校"] */
export function registeredNames(registry: SchoolRegistry, name: string): readonly string[] {
  const wanted = foldText(name);
  return registry.filter((school) => sameSchool(foldText(school.name), wanted)).flatMap((school) => school.aliases.map((alias) => alias.text));
}

const sameSchool = (a: string, b: string): boolean => a === b || (a.length > b.length ? a.endsWith(b) : b.endsWith(a));
