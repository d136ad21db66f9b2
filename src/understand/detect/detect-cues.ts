import { findCue } from "../cue-pattern.ts";
import { cuePatterns } from "../cues.ts";
import type { Found, Reading } from "../reading.ts";

const CLAUSE_MARK = /[。！？?!;；，,、：:\n]/;

/** Words that tell what is wanted, as listed in data/lexicon/question-cues.json. */
export function detectCues(reading: Reading): readonly Found[] {
  const starts = clauseStarts(reading);
  return cuePatterns.flatMap(([cue, pattern]) =>
    findCue(pattern, reading.text, starts).map((match) => ({
      kind: "cue" as const,
      start: match.start,
      end: match.end,
      cue,
      pieces: match.pieces,
      rule: `cue.${cue}`,
    })),
  );
}

/** Where a clause begins: the text's start, after a mark, and after a polite opening ("请问，", "can you tell me "). */
function clauseStarts(reading: Reading): ReadonlySet<number> {
  const starts = new Set<number>([skipBlanks(reading.text, 0)]);
  for (let at = 0; at < reading.text.length; at += 1) if (CLAUSE_MARK.test(reading.text[at] ?? "")) starts.add(skipBlanks(reading.text, at + 1));
  return starts;
}

function skipBlanks(text: string, index: number): number {
  let at = index;
  while (text[at] === " ") at += 1;
  return at;
}
