/**
 * The question as it is answered: control characters become blanks, invisible ones (zero width, direction marks, byte order mark)
 * go, broken surrogates become U+FFFD, blanks at the ends go. Markup stays: it is plain text. "平阳\u0000在校生\u200b\n" → "平阳 在校生".
 */
export function cleanQuestion(question: string): string {
  return question
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g, "")
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ")
    .trim();
}
