import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../domain/issue.ts";
import { type NameVocabulary, toNameVocabulary } from "../text/person-names.ts";

const words = z.array(z.string().min(1));
const nameWordsSchema = z.strictObject({
  surnames: z.string(),
  compoundSurnames: words,
  givenCharacters: z.string(),
  rolesBefore: words,
  rolesAfter: words,
  labels: words,
  callings: words,
  leads: words,
  followers: words,
  notNames: words,
  publicNames: words,
});

/** Reads what names of persons are known by, `surnames.json` below `folder`. Throws AppError "lexicon_invalid". */
export function loadNameVocabulary(folder: string): NameVocabulary {
  try {
    return toNameVocabulary(nameWordsSchema.parse(JSON.parse(readFileSync(join(folder, "surnames.json"), "utf8"))));
  } catch (cause) {
    throw new AppError("lexicon_invalid", "surnames.json is missing or not of its shape; names of persons cannot be masked without it. Mend it.", { cause });
  }
}
