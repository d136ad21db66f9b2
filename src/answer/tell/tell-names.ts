import { shareHeld } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { enumeratedItems } from "../../text/listed-items.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import type { PrintedFigure } from "../parts.ts";
import { findEnumerations } from "../prose/enumerations.ts";
import { quotePiece } from "../prose/extracts.ts";

/** How many, and which: 有几个，分别是哪些; 多少家，都叫什么. */
const ASKS_BOTH =
  /(?:多少|几)[^。？?]{0,16}(?:分别|都|各自|具体|各)?(?:是|叫|有)?做?(?:哪[些几两三四]|哪\d|什么(?:名字?)?|啥|名称|名字|谁)|(?:哪[些几][^。？?]{0,12}|分别是什么)[,，、 ](?:一共|总共|共)?(?:有)?(?:多少|几)|\bhow many\b.{1,60}\b(?:which|what are (?:they|the)|names?|name them|what they are)\b/i;
/** 各多少人 asks for a number of each, not for names. */
const ASKS_NUMBERS = /(?:各|分别|各自)(?:是|有|占)?(?:多少|几)/;

/** Whether a question for a number asks besides for the names of what is counted. */
export function asksNamesBeside({ parsed }: Pick<ComposeContext, "parsed">): boolean {
  const question = foldText(parsed.question);
  return parsed.intent === "lookup" && ASKS_BOTH.test(question) && !ASKS_NUMBERS.test(question);
}

/** Whether the sentence of a number lists what it counts. */
export function listsCounted(context: ComposeContext, { figure }: PrintedFigure): boolean {
  const { start, end } = figure.source.context;
  const weigh = (words: string): number => shareHeld(foldText(words).replace(/\s+/g, ""), context.evidence.topics);
  return enumeratedItems(context.evidence.readText(figure.reportId).slice(start, end), weigh).length > 1;
}

/** Quotes the list of what was counted, where it stands in another sentence than the number. */
export function tellNames(context: ComposeContext, draft: DraftBuilder, { owner }: PrintedFigure): void {
  const [list] = findEnumerations(context).filter((extract) => extract.owner.id === owner.id);
  if (list !== undefined) draft.state(context.wording.quoteDirect(context.wording.owner(owner), quotePiece(draft, list)));
}
