import { isCommon, isEverywhere, shareHeld, thingsAmong } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { explainMode, stagesIn } from "./explain-modes.ts";
import { type Extract, type ReadSentence, readSentences } from "./extracts.ts";

/** How something is applied for, handed out or decided: asked as a way, and told as steps. */
const ASKS_STEPS =
  /(?:怎么|怎样|如何|咋)(?:去|来|才能)?(?:申请|发放|办理?|评[选定审]?|报名|领取?|选拔?|聘|审[批核]|申报|发|认定|采购|做的?$)|发放|评定|\b(?:apply|applied|applying|pa(?:y|id) out|procedure|process|steps|hand(?:ed)? out|approved?|distribut\w+)\b/i;
/** 程序规范、公开: opens the steps without being one. */
const OPENS_STEPS = /程序|流程|步骤|手续/;
/** Stages that make a run of sentences a procedure. */
const LEAST_STAGES = 4;
const LEAST_SHARED = 0.6;
/** Characters up to which a procedure is quoted as one. */
const LONGEST = 420;

/** The steps of the thing asked about, all of them in their order as one quotation; none where no report tells as many, or none are asked for. */
export function findProcedure(context: ComposeContext): readonly Extract[] {
  const mode = explainMode(context);
  if (!mode.procedure && !(mode.method && ASKS_STEPS.test(context.parsed.question))) return [];
  const things = thingsAmong(context.evidence.topics).filter((group) => !isCommon(group) && !isEverywhere(group));
  const groups = things.length > 0 ? things : context.evidence.topics;
  if (groups.length === 0) return [];
  const runs = context.evidence.wholeReports.flatMap((passage) => {
    const above = foldText(passage.sectionPath.join("")).replace(/\s+/g, "");
    return runsOf(readSentences(context, passage)).flatMap((run) => {
      const words = run.map((one) => one.words).join("");
      const shared = shareHeld(`${above}${words}`, groups);
      return shared < LEAST_SHARED ? [] : [{ run, shared, stages: stagesIn(words) }];
    });
  });
  const [best] = runs.toSorted((a, b) => b.shared - a.shared || b.stages - a.stages);
  const [first] = best?.run ?? [];
  if (best === undefined || first === undefined) return [];
  return [{ ...first.extract, parts: best.run.flatMap(({ extract }) => extract.parts) }];
}

/** Sentences one after another that each tell a step, where they tell enough of them together. */
function runsOf(sentences: readonly ReadSentence[]): readonly (readonly ReadSentence[])[] {
  const runs: ReadSentence[][] = [];
  for (const [index, sentence] of sentences.entries()) {
    const before = sentences[index - 1];
    const goesOn = before !== undefined && runs.at(-1)?.at(-1) === before;
    const isStep = stagesIn(sentence.words) > 0 || (goesOn && /[；;]$/.test(before.words));
    if (!isStep) continue;
    const isFull = (runs.at(-1) ?? []).reduce((sum, { words }) => sum + words.length, sentence.words.length) > LONGEST;
    if (goesOn && !isFull) runs.at(-1)?.push(sentence);
    else runs.push([sentence]);
  }
  return runs.map(withoutLead).filter((run) => stagesIn(run.map(({ words }) => words).join("")) >= LEAST_STAGES);
}

/** 共发放259名学生助学金 before the steps is none of them. */
function withoutLead(run: readonly ReadSentence[]): readonly ReadSentence[] {
  const from = run.findIndex(({ words }) => OPENS_STEPS.test(words) || stagesIn(words) > 1);
  return from < 0 ? [] : run.slice(from);
}
