import { foldText } from "../../text/fold.ts";
import type { ComposeContext } from "../draft.ts";

/** 除了学前教育还有哪些专业. */
export const EXCEPTED = /除[了去开]?(.{1,24}?)(?:之外|以外|外)?[,，]?\s?(?:还|另|其[他它]|别的)/;

/** What is left out (除了学前教育) need not stand in the list of the rest. */
export function withoutExcepted(context: ComposeContext): ComposeContext {
  const excepted = EXCEPTED.exec(foldText(context.parsed.question))?.[1] ?? "";
  const topics = context.evidence.topics.filter(({ words }) => excepted === "" || !words.some((word) => excepted.includes(word)));
  return topics.length === 0 ? context : { ...context, evidence: { ...context.evidence, topics } };
}
