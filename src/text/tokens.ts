import { foldText } from "./fold.ts";

const CHINESE = /[\u3400-\u9fff\uf900-\ufaff]/;
/** A run of Chinese characters, or a Latin word or number kept whole ("98.5", "1,200", "esp32"). */
const RUN = /[\u3400-\u9fff\uf900-\ufaff]+|[a-z0-9\u00c0-\u024f]+(?:[.,'][a-z0-9\u00c0-\u024f]+)*/g;
const CHINESE_WORKING_WORD = /[的吗呢哪谁几吧]|多少|什么|怎么|怎样|如何|是否|有没有|请|为何|为什么|比较|对比|排名/;
const ENGLISH_WORKING_WORD =
  /\b(?:what|which|who|whose|how|why|when|where|is|are|was|were|do|does|did|has|have|had|the|of|at|by|for|with|than|compare|show|list|give|tell|rank|find|can|between|more|most|highest|lowest)\b/;

/** Overlapping pairs of neighbouring Chinese characters of the folded text, in order; a lone character, a Latin word and a number stay whole. "双师型83人" → ["双师", "师型", "83", "人"]. */
export function characterBigrams(text: string): string[] {
  const bigrams: string[] = [];
  for (const [run] of foldText(text).matchAll(RUN)) {
    if (!CHINESE.test(run) || run.length === 1) bigrams.push(run);
    else for (let index = 0; index + 1 < run.length; index += 1) bigrams.push(run.slice(index, index + 2));
  }
  return bigrams;
}

/** The language a question is asked in, by its working words rather than its names: "which school has more 双师型 teachers" → "en", "employment rate 是多少" → "zh". */
export function detectLanguage(text: string): "zh" | "en" {
  const folded = foldText(text);
  const chinese = folded.match(/[\u3400-\u9fff\uf900-\ufaff]/g)?.length ?? 0;
  const words = folded.match(/[a-z]{2,}/g)?.length ?? 0;
  if (chinese === 0) return words > 0 ? "en" : "zh";
  if (words === 0) return "zh";
  if (CHINESE_WORKING_WORD.test(folded)) return "zh";
  return ENGLISH_WORKING_WORD.test(folded) || words > chinese ? "en" : "zh";
}
