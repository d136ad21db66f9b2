import { foldText } from "../../text/fold.ts";

/** What an English question wants, by the words that ask. */
export type Ask =
  | "times"
  | "share"
  | "count"
  | "amount"
  | "area"
  | "far"
  | "long"
  | "when"
  | "where"
  | "founded"
  | "value"
  | "change"
  | "turn"
  | "most"
  | "satisfied"
  | "which"
  | "who"
  | "doer"
  | "why"
  | "how"
  | "whether"
  | "bare";

/** The words that ask, cut out of the question. */
export interface AskForm {
  readonly ask: Ask;
  /** Words before and after those that ask. */
  readonly before: string;
  readonly after: string;
  /** Chinese for what is most or least of the asked, where that is asked. */
  readonly extreme: string;
}

const NUMBER_ASKED =
  /\bhow (?:many|much|often|frequently|big|large|far|satisfied|happy)\b|\bwhat (?:did|does|do)\b[^?]{0,120}\b(?:cost|spend|earn)\b|\b(?:number|percentage|proportion|share|percent) of\b|\b(?:what|which) (?:percentage|proportion|share)\b|\b(?:floor area|area)\b|\brate\b/;
/** Which of many has most or least of something; "most deeply" ranks nothing. */
const EXTREME = /\b(?:the )?(highest|most|largest|biggest|greatest|lowest|least|fewest|smallest)\b(?! \w+ly\b| of\b)/;
const LEAST = /^(?:lowest|least|fewest|smallest)$/;
const RATED = /^(?:highest|lowest)$/;
const CHANGE =
  /\b(?:rise|rose|risen|fall|fell|fallen|grow|grew|grown|drop|dropped|increase|increased|decrease|decreased|decline|declined|improve|go (?:up|down))\b/;
const NOUN_OF = /\b(?:number|percentage|percent|proportion|share|fraction) of\b/;

/** What is asked, at the head of an English question or anywhere in one. The first that fits. */
const FORMS: readonly { readonly en: RegExp; readonly ask: Ask }[] = [
  // "Why did the number of…" and "who keeps the share of…" ask for no number.
  { en: /^[^a-z]*(?:(?:and|but|so|at|in) [^a-z]*)*(?:why|how come|for what reasons?)\b/, ask: "why" },
  { en: /^[^a-z]*(?:(?:and|but|so|at|in) [^a-z]*)*when\b/, ask: "when" },
  { en: /^[^a-z]*(?:(?:and|but|so|at|in) [^a-z]*)*who(?= (?!is\b|was\b|are\b|were\b))/, ask: "doer" },
  { en: /\bhow many times\b|\bhow (?:often|frequently)\b/, ask: "times" },
  {
    en: /\b(?:what|which) (?:percentage|percent|proportion|share|fraction|part)\b(?: of)?|\bhow many percent(?: of)?\b|\bpercentage of\b|\bproportion of\b|\bshare of\b/,
    ask: "share",
  },
  { en: /\bhow old (?:is|was)(?= (?:the )?\u00a7$| (?:the )?(?:school|college))/, ask: "founded" },
  { en: /\bhow many\b|\b(?:what is |what was )?(?:the )?(?:total )?number of\b/, ask: "count" },
  { en: /\b(?:and )?by how much\b/, ask: "change" },
  { en: /\bhow much (?=time\b)|\bhow long\b/, ask: "long" },
  { en: /\bhow much\b|\bwhat (?:did|does|will|do)\b(?=.{0,120}\b(?:cost|spend|pay|earn)\b)/, ask: "amount" },
  { en: /\bhow far\b/, ask: "far" },
  { en: /\bhow (?:big|large) (?:is|was|are|were) (?=.{0,40}\b(?:class|classes|fund|income|sum)\b)|\bhow (?:high|low) (?:is|was|are|were)\b/, ask: "value" },
  { en: /\bhow (?:big|large)\b/, ask: "area" },
  { en: /\bwhen\b|\b(?:in )?(?:which|what) year\b/, ask: "when" },
  { en: /\bwhere\b/, ask: "where" },
  { en: /\bwhat (?:is|was|are|were)\b|\bwhat's\b/, ask: "value" },
  { en: /\bhow (?:satisfied|happy|content|pleased)\b/, ask: "satisfied" },
  { en: /\b(?:which|what)\b/, ask: "which" },
  { en: /\bwho(?= (?!is\b|was\b|are\b|were\b))/, ask: "doer" },
  { en: /\bwho\b|\bwhom\b/, ask: "who" },
  { en: /\bwhy\b/, ask: "why" },
  { en: /\bhow\b/, ask: "how" },
  { en: /^(?:is|are|was|were|do|does|did|has|have|can)\b/, ask: "whether" },
];

/** The first form that fits; what none fits is a name and no more. */
export function readForm(text: string): AskForm {
  const ranked = readRanked(text);
  if (ranked !== null) return ranked;
  const form = FORMS.find(({ en }) => en.test(text));
  const match = form?.en.exec(text);
  const at = match?.index ?? 0;
  const [before, after] = [text.slice(0, at), text.slice(at + (match?.[0].length ?? 0))];
  if (form?.ask === "change") return { ask: "change", before: "", after: `${before} ${after}`, extreme: "" };
  if (form?.ask === "whether" && CHANGE.test(text))
    return { ask: "turn", before, after: after.replace(new RegExp(CHANGE, "g"), " ").replace(/\bor\b/g, " "), extreme: "" };
  return { ask: form?.ask ?? "bare", before, after, extreme: "" };
}

/** "which major has the highest pay" */
function readRanked(text: string): AskForm | null {
  const asked = /\b(?:which|what)\b(?! (?:is|was|are|were)\b)/.exec(text);
  const found = EXTREME.exec(text);
  const word = found?.[1] ?? "";
  if (asked === null || found === null || found.index < asked.index || NOUN_OF.test(text)) return null;
  const before = text.slice(asked.index + asked[0].length, found.index);
  const after = text.slice(found.index + found[0].length);
  if (after.trim() === "") return null;
  const [most, least] = RATED.test(word) ? ["最高", "最低"] : ["最多", "最少"];
  return { ask: "most", before, after, extreme: (LEAST.test(word) ? least : most) ?? "" };
}

/** Whether an English question wants a number. */
export function asksNumber(question: string): boolean {
  return NUMBER_ASKED.test(foldText(question));
}
