/** Asked for something told in words. */
const ASKS_WORDS = /什么|啥|谁|哪|怎么|怎样|咋|如何|为何|干嘛|干吗|吗[?？]?$|是不是|有没有|要不要|会不会|包括|介绍|说说|讲讲/;
const ASKS_NUMBER =
  /多少|(?<!哪)几(?!个字)|率|占比|比例|百分|多[大高长远久]|差距|相差|合计|一共|总共|总数|平均|最[高低多少大小]|第[几一二三]|[\d一二三四五六七八九十]倍/;
const ENGLISH = /\b(?:what|who|whom|whose|which|why|how|where|when|does|do|did|is|are|was|were|has|have|can|will|tell|describe)\b/;
const ENGLISH_NUMBER =
  /\bhow (?:many|much|large|big|old|high|long|far)\b|\b(?:number|percentage|percent|proportion|share|rate|average|total|ratio|amount|score|area) |\b(?:more|most|fewer|fewest|higher|highest|lower|lowest) /;

/** Whether what is asked, in folded text, is told in words, not by a number. */
export function asksWords(question: string): boolean {
  if (ASKS_WORDS.test(question)) return !ASKS_NUMBER.test(question);
  return ENGLISH.test(question) && !ENGLISH_NUMBER.test(question) && !ASKS_NUMBER.test(question);
}
