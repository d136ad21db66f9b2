import { foldText } from "../../text/fold.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { isTabular, quotePiece, readSentences } from "../prose/extracts.ts";

/** What a report calls the first or last of several by itself. */
const SAID = {
  max: /最(?:满意|高|多|大|好|受欢迎)|居(?:首|第一)|排(?:名)?第一|首位/,
  min: /最(?:不满意|低|少|小|差|弱)|末位|垫底/,
} as const;
/** 满意度 → 满意, 就业率 → 就业: what is measured, without the word for the measure. */
const MEASURE_END = /(?:度|率|比例|占比|人?数|人次|金额|总额|面积)$/;
const LEAST_STEM = 2;
const MOST_TOLD = 2;

/** Tells the sentences in which one report itself says which of the asked kind is first or last (对食堂最不满意); whether there is one. */
export function tellSaidTop(context: ComposeContext, draft: DraftBuilder): boolean {
  const { evidence, parsed, wording } = context;
  const [asked] = evidence.measures;
  if (asked === undefined || evidence.owners.length !== 1 || parsed.direction === null) return false;
  const name = foldText(asked.measure.entry?.zh ?? asked.measure.asked.words);
  const stem = name.replace(MEASURE_END, "").slice(-LEAST_STEM);
  if (stem.length < LEAST_STEM) return false;
  const said = SAID[parsed.direction];
  const found = evidence.wholeReports
    .flatMap((passage) => readSentences(context, passage))
    .filter(({ words }) => !isTabular(words) && words.split(/[，,；;]/).some((clause) => said.test(clause)) && words.includes(stem));
  for (const { extract } of found.slice(0, MOST_TOLD)) draft.state(wording.quoteDirect(wording.owner(extract.owner), quotePiece(draft, extract)));
  return found.length > 0;
}
