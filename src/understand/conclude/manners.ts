import { foldText } from "../../text/fold.ts";
import { compileCue, findCue } from "../cue-pattern.ts";
import { cueFile } from "../cues.ts";
import type { Draft } from "../draft.ts";

const NO_STARTS: ReadonlySet<number> = new Set([0]);
const manners = cueFile.impliedIndicators.map((entry) => ({ pattern: compileCue([...entry.zh, ...entry.en]), name: foldText(entry.indicator) }));

/** The indicator that a manner of speaking means (哪个学校更大: 在校生); the first one whose name `fits`. */
export function mannerOf(draft: Draft, fits: (name: string) => boolean = () => true): string | null {
  return manners.find(({ name, pattern }) => fits(name) && findCue(pattern, draft.reading.text, NO_STARTS).length > 0)?.name ?? null;
}
