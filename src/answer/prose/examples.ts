import { isEverywhere, shareHeld, thingsAmong } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";
import { type Extract, readSentences } from "./extracts.ts";

const ASKS_EXAMPLE =
  /举[^。？?]{0,16}(?:例|案例)|[举讲说][一几两]个[^。？?]{0,20}(?:例子|事例|故事|案例)|(?:例子|事例|实例)|\b(?:for example|for instance|an? (?:example|instance|case|story)|examples?|success stor(?:y|ies))\b/i;
const CASE_HEADING = /案例|实例|事例|故事|典型|人物|风采/;
const CASE_SENTENCE = /例如|比如|譬如|以[^,，。]{2,16}为例|像(?:他|她|这样)|[级届班][^,，。；;]{0,14}(?:同学|学生|毕业生)[\u4e00-\u9fff]{2,3}[,，]/;
/** Words by which a question asks for an example, none of what it is to be an example of. */
const EXAMPLE_WORD = /例子|案例|实例|事例|典型|故事|成功|举/;
const LEAST_HELD = 0.5;
const LONGEST_EXAMPLE = 260;
const MOST_EXAMPLES = 2;

/** Stories that a report tells of what was asked about, for a question that asks for an example; none for any other, or where there is none. */
export function findExamples(context: ComposeContext): readonly Extract[] {
  const { evidence, parsed } = context;
  if (!ASKS_EXAMPLE.test(parsed.question)) return [];
  const things = thingsAmong(evidence.topics).filter((group) => !group.words.every((word) => EXAMPLE_WORD.test(word)));
  const telling = things.some((group) => !isEverywhere(group)) ? things.filter((group) => !isEverywhere(group)) : things;
  const seen = new Set<string>();
  const found = evidence.wholeReports.flatMap((passage) => {
    const heading = foldText(passage.sectionPath.join(" "));
    const sentences = readSentences(context, passage);
    const isCase = CASE_HEADING.test(foldText(passage.sectionPath.at(-1) ?? ""));
    const start = isCase ? 0 : sentences.findIndex(({ words }) => CASE_SENTENCE.test(words));
    const section = `${passage.reportId} ${heading}`;
    if (start < 0 || (isCase && seen.has(section))) return [];
    seen.add(section);
    const held = telling.length === 0 ? 1 : shareHeld(`${heading}${foldText(passage.text)}`.replace(/\s+/g, ""), telling);
    return held < LEAST_HELD ? [] : [{ extract: opening(sentences.slice(start)), score: held + (isCase ? 0.1 : 0) }];
  });
  return found
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_EXAMPLES)
    .flatMap(({ extract }) => extract ?? []);
}

/** As many sentences from the start of a story as one quotation holds. */
function opening(sentences: ReturnType<typeof readSentences>): Extract | null {
  const [first] = sentences;
  if (first === undefined) return null;
  let [to, length] = [0, first.words.length];
  while (to + 1 < sentences.length && length + (sentences[to + 1]?.words.length ?? 0) <= LONGEST_EXAMPLE) {
    to += 1;
    length += sentences[to]?.words.length ?? 0;
  }
  return { ...first.extract, parts: sentences.slice(0, to + 1).flatMap(({ extract }) => extract.parts) };
}
