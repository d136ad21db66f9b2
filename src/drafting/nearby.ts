import type { ComposeContext, Draft } from "../answer/draft.ts";
import type { Ranked, RankedSentence } from "./rank-said.ts";

/** Where and when are told by the form of a sentence, whatever words it holds. */
const PLACE_OR_TIME = /在哪|什么地方|何处|哪里|哪儿|地址|位置|什么时候|何时|哪一?年|几[月号时]/;
/** How little all sentences tell, those quoted and the best of the others, and how much of the question those quoted lack, for them to be no answer. */
const LITTLE = { quoted: 0.3, best: 0.45, missing: 0.3 } as const;
/** The same where half of what is asked stands in no sentence at all. */
const OF_UNHEARD = { share: 0.5, quoted: 0.45 } as const;

/** 哪个专业是省级示范 beside sentences on other models: `told` are quoted for what they hold of the question, and likely to tell none of it. */
export function tellsLittle({ parsed }: ComposeContext, { status }: Draft, { sentences }: Ranked, told: readonly RankedSentence[]): boolean {
  const [best] = sentences;
  if (status !== "answered" || parsed.intent !== "explain" || parsed.language !== "zh" || best === undefined || told.length === 0) return false;
  if (PLACE_OR_TIME.test(parsed.question)) return false;
  const most = best.measure.unheard >= OF_UNHEARD.share ? OF_UNHEARD.quoted : LITTLE.quoted;
  return best.sure < LITTLE.best && told.every(({ sure, measure }) => sure < most && measure.missing >= LITTLE.missing);
}

/** The same sentences, told as what stands near. */
export function asNearby({ wording }: ComposeContext, draft: Draft): Draft {
  return { ...draft, status: "partial", statements: [wording.onlyNearby(), ...draft.statements] };
}
