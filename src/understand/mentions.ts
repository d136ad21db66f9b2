import type { Mention } from "../domain/question.ts";
import type { Span } from "../domain/span.ts";
import { toSource } from "../text/mapped-text.ts";
import type { Draft } from "./draft.ts";
import type { Found, Reading } from "./reading.ts";

/** A span of the mapped text as a span of the question as typed. */
export function toQuestionSpan(draft: { readonly reading: Reading }, span: Span): Span {
  return toSource(draft.reading.mapped, span);
}

/** The characters of the question, as typed. */
export function typedText(draft: { readonly reading: Reading }, span: Span): string {
  const source = toQuestionSpan(draft, span);
  return draft.reading.question.slice(source.start, source.end);
}

/** A finding as a mention of the question. */
export function toMention(draft: Draft, item: Found, how: Mention["how"]): Mention {
  return { ...toQuestionSpan(draft, item), text: typedText(draft, item), how, rule: item.rule };
}
