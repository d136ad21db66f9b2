import type { Figure } from "../../domain/figure.ts";
import type { Indicator } from "../../domain/indicator.ts";
import type { ParsedQuestion } from "../../domain/question.ts";
import type { FigureCell, MeasureEvidence } from "../../retrieve/figures/measures.ts";
import { holdsGroup } from "../../retrieve/word-groups.ts";
import { foldText } from "../../text/fold.ts";
import { characterBigrams } from "../../text/tokens.ts";
import type { ComposeContext, DraftBuilder } from "../draft.ts";
import { measureLabel, told } from "../pieces.ts";
import type { Outcome } from "./tell-figures.ts";

const HAN_WORD = /^[\u4e00-\u9fff]{2,8}$/;

/**
 * 教师空着的编制: the question says more of the one thing asked for than any vocabulary explains, and the number found stands with none of it.
 * Then it is told as what comes near and never as the answer. Null where the number may well be what was asked for.
 */
export function tellAsOther(context: ComposeContext, draft: DraftBuilder, evidence: MeasureEvidence, cell: FigureCell): Outcome | null {
  const { parsed, wording } = context;
  const words = wordsBeside(parsed, evidence.measure.asked.words);
  const [figure] = cell.direct;
  const { entry } = evidence.measure;
  const isPlain = parsed.intent === "lookup" && context.evidence.measures.length === 1 && context.evidence.owners.length === 1;
  if (figure === undefined || entry === null || !isPlain || words.length === 0 || !words.every((word) => HAN_WORD.test(word))) return null;
  if (words.some((word) => isHeld(context, word, `${textsOf(context, figure)}${namesOf(context, entry)}`))) return null;
  const parts = wording.notReported(
    wording.owner(cell.owner),
    wording.measure(wording.indicator(measureLabel(context, evidence)), null, { kind: "echo", text: words.join("") }),
  );
  draft.state(parts);
  draft.limit("missing", parts);
  draft.state(wording.near(told(context, draft.near(figure))));
  return "part";
}

/** The words behind the school's name in the last clause with the name of the thing: what a line says before says nothing of that. */
function wordsBeside({ unread = "", question, owners }: ParsedQuestion, name: string): readonly string[] {
  const clause = question.split(/[，,。.；;！!？?：:\n]/).findLast((one) => one.includes(name)) ?? "";
  const school = owners.certainty === "stated" ? owners.mentions.map(({ text }) => text).find((text) => clause.includes(text)) : undefined;
  const behind = school === undefined ? "" : clause.slice(clause.indexOf(school) + school.length);
  return unread.split(" ").filter((word) => word !== "" && behind.includes(word));
}

/** Whether the texts hold a pair of the word's characters, or another word for it. */
function isHeld({ evidence }: ComposeContext, word: string, texts: string): boolean {
  const folded = foldText(word);
  if (characterBigrams(folded).some((pair) => texts.includes(pair))) return true;
  return evidence.topics.some((group) => group.words.some((one) => folded.includes(one)) && holdsGroup(texts, group) > 0);
}

/** The figure's sentence, the headings above it and its own names. */
function textsOf({ evidence }: ComposeContext, { source, reportId, indicator, subject, population }: Figure): string {
  const sentence = evidence.readText(reportId).slice(source.context.start, source.context.end);
  return foldText(`${sentence} ${source.section.join(" ")} ${indicator.name} ${indicator.words} ${subject ?? ""} ${population ?? ""}`).replace(/\s+/g, "");
}

/** Every name under which the measure is known. */
function namesOf({ lexicon }: ComposeContext, entry: Indicator): string {
  const kin = [entry, ...lexicon.family(entry.family)];
  return foldText(kin.flatMap(({ zh, aliases }) => [zh, ...aliases.zh, ...aliases.ask, ...aliases.prose]).join(" "));
}
