import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../domain/issue.ts";

/** A chapter of the vocabulary with its names, as shown over its indicators: "teachers" → 教师队伍. */
export interface IndicatorGroup {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
}

const groupsSchema = z.array(z.strictObject({ id: z.string(), zh: z.string(), en: z.string() }));

/** Reads `groups.json` below `folder`, in the order of showing; none where there is no such file. Throws AppError "lexicon_invalid". */
export function loadIndicatorGroups(folder: string): readonly IndicatorGroup[] {
  const file = join(folder, "groups.json");
  if (!existsSync(file)) return [];
  try {
    return groupsSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    throw new AppError("lexicon_invalid", 'groups.json is not a list of { "id", "zh", "en" }. Mend it.', { cause });
  }
}
