import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Lexicon } from "../lexicon/lexicon.ts";
import { type Correction, parseCorrections } from "./corrections.ts";

/** All corrections of a folder, files in order of their names; none where there is no folder. Throws AppError "corrections_invalid". */
export function loadCorrections(folder: string, lexicon: Lexicon): Correction[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return names.sort().flatMap((name) => parseCorrections(name, readFileSync(join(folder, name), "utf8"), lexicon));
}
