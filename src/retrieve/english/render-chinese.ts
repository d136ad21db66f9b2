import measureWords from "../../../data/lexicon/measure-words.json" with { type: "json" };
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { OWNER, segments, type Told, tell } from "./tell-english.ts";

const LATIN_RUN = /[a-z][a-z' -]*/g;
const NUMBER_ASKED =
  /\bhow (?:many|much|often|frequently|big|large|satisfied|happy)\b|\bwhat (?:did|does|do)\b[^?]{0,120}\b(?:cost|spend|earn)\b|\b(?:number|percentage|proportion|share|percent) of\b|\b(?:what|which) (?:percentage|proportion|share)\b|\b(?:floor area|area)\b|\brate\b/;
/** What turns a question round, which words put one behind the other cannot keep. */
const TURNED = /\b(?:not|no|never|without|except|neither|nor|fewer|less|than|per|each|every)\b|n't\b/;
const VERB = /^(?:be|been|being|did|do|does|were|was|are|is|has|have|had|will|would|can|could|who|that|which)$/;
const LEADING = /^(?:of|in|at|from|to|for|with|on|by|under|into|during|among|over)$/;
/** What is asked, at the head of an English question or anywhere in one, and how Chinese puts it. */
const FORMS: readonly { readonly en: RegExp; readonly ask: Ask }[] = [
  { en: /\bhow many times\b|\bhow (?:often|frequently)\b/, ask: "times" },
  {
    en: /\b(?:what|which) (?:percentage|percent|proportion|share|fraction|part)\b(?: of)?|\bhow many percent(?: of)?\b|\bpercentage of\b|\bproportion of\b|\bshare of\b/,
    ask: "share",
  },
  { en: /\bhow old (?:is|was)(?= (?:the )?\u00a7$| (?:the )?(?:school|college))/, ask: "founded" },
  { en: /\bhow many\b|\b(?:what is |what was )?(?:the )?(?:total )?number of\b/, ask: "count" },
  { en: /\bhow much\b|\bwhat (?:did|does|will|do)\b(?=.{0,120}\b(?:cost|spend|pay|earn)\b)/, ask: "amount" },
  { en: /\bhow (?:big|large)\b/, ask: "area" },
  { en: /\bwhen\b|\b(?:in )?(?:which|what) year\b/, ask: "when" },
  { en: /\bwhat (?:is|was|are|were)\b|\bwhat's\b/, ask: "value" },
  { en: /\bhow (?:satisfied|happy|content|pleased)\b/, ask: "satisfied" },
  { en: /\b(?:which|what)\b/, ask: "which" },
  { en: /\bwho\b|\bwhom\b/, ask: "who" },
  { en: /\bwhy\b/, ask: "why" },
  { en: /\bhow\b/, ask: "how" },
  { en: /^(?:is|are|was|were|do|does|did|has|have|can)\b/, ask: "whether" },
];

type Ask = "times" | "share" | "count" | "amount" | "area" | "when" | "founded" | "value" | "satisfied" | "which" | "who" | "why" | "how" | "whether" | "bare";

/**
 * An English question in the words and order of a Chinese one: "How many companies came to Pinghu's job fair?" → "平湖招聘会有多少家企业来".
 * Null where a word of it has no Chinese one. `owners` are the places of school names, `name` what to call the school.
 */
export function renderChinese(question: string, owners: readonly Span[], name: string): string | null {
  const { text, period } = takePeriod(withoutOwners(question, owners));
  if (TURNED.test(text)) return null;
  const form = FORMS.find(({ en }) => en.test(text));
  const ask = form?.ask ?? "bare";
  const match = form === undefined ? null : form.en.exec(text);
  const at = match?.index ?? 0;
  const before = segments(text.slice(0, at)).map(toldRun).filter(isSaid);
  const runs = segments(text.slice(at + (match?.[0].length ?? 0)));
  const after = (ask === "share" ? wholeFirst(runs) : runs).map(toldRun).filter(isSaid);
  const all = [...before, ...after];
  if (all.some(({ unknown }) => unknown.length > 0) || (ask !== "founded" && all.every(({ zh }) => zh === ""))) return null;
  return `${name}${period}${arrange(ask, before, after)}`;
}

/** A question of both languages with its English words in Chinese, each in its place: "平湖 certificates 发了多少" → "平湖证书发了多少". Null where one has none. */
export function renderMixed(question: string, owners: readonly Span[]): string | null {
  const pieces: string[] = [];
  let [at, known, changed] = [0, true, false];
  const take = (text: string): void => {
    pieces.push(
      foldText(text).replace(LATIN_RUN, (run) => {
        const { zh, unknown } = tell(run.trim().split(/\s+/));
        known &&= unknown.length === 0;
        changed = true;
        return zh;
      }),
    );
  };
  for (const { start, end } of [...owners].sort((a, b) => a.start - b.start)) {
    take(question.slice(at, start));
    pieces.push(question.slice(start, end));
    at = Math.max(at, end);
  }
  take(question.slice(at));
  return known && changed && !TURNED.test(foldText(question)) ? pieces.join("").replace(/(?<=[\u4e00-\u9fff])\s+|\s+(?=[\u4e00-\u9fff])/g, "") : null;
}

/** Whether an English question wants a number. */
export function asksNumber(question: string): boolean {
  return NUMBER_ASKED.test(foldText(question));
}

/** "the companies at the fair were foreign": what stands before the verb is the whole, in one run. */
function wholeFirst(runs: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const verb = runs.findIndex(([first = ""], index) => index > 0 && VERB.test(first));
  return verb <= 1 ? runs : [runs.slice(0, verb).toReversed().flat(), ...runs.slice(verb)];
}

interface ToldRun extends Told {
  /** It belongs to what stands before it: in Chinese it goes before that. */
  readonly leads: boolean;
}

const toldRun = (run: readonly string[]): ToldRun => ({ ...tell(run), leads: LEADING.test(run[0] ?? "") });
const isSaid = ({ zh, unknown }: ToldRun): boolean => zh !== "" || unknown.length > 0;
const wordsOf = (runs: readonly ToldRun[]): string => runs.map(({ zh }) => zh).join("");

function arrange(ask: Ask, before: readonly ToldRun[], after: readonly ToldRun[]): string {
  const [head, ...others] = after;
  const first = head?.zh ?? "";
  const rest = wordsOf([...before, ...others.toReversed()]);
  const all = [...before, ...after];
  const whole = wordsOf([...all.filter(({ leads }) => leads).toReversed(), ...all.filter(({ leads }) => !leads)]);
  switch (ask) {
    case "count":
      return `${rest}有多少${unitOf(first)}${first}`;
    case "times":
      return `${whole}多少次`;
    case "share":
      return `${first}${rest === "" ? "" : "中"}${rest}占百分之几`;
    case "amount":
      return `${whole}多少钱`;
    case "area":
      return `${whole}面积多大`;
    case "when":
      return `${whole}是什么时候`;
    case "founded":
      return "创建于哪一年";
    case "which":
      return `${rest}有哪些${first}`;
    case "who":
      return `${whole}是谁`;
    case "why":
      return `为什么${whole}`;
    case "how":
      return `如何${whole}`;
    case "whether":
      return `有没有${whole}`;
    case "satisfied":
      return `${whole}满意度是多少`;
    case "value":
    case "bare":
      return `${whole}是多少`;
  }
}

function unitOf(noun: string): string {
  const thing = measureWords.things.find(({ words: things }) =>
    things.some((one) => noun.startsWith(one) || noun === one || (one.length > 1 && noun.endsWith(one))),
  );
  const unit = thing?.units[0] ?? "";
  return unit === "人" ? "名" : unit;
}

function withoutOwners(question: string, owners: readonly Span[]): string {
  const chars = [...owners].sort((a, b) => b.start - a.start).reduce((text, { start, end }) => `${text.slice(0, start)} ${OWNER} ${text.slice(end)}`, question);
  return foldText(chars)
    .replace(/\u00a7 ?'(?:s\b)?/g, " ")
    .replace(/[^a-z0-9\u00a7'\u4e00-\u9fff%.-]+/g, " ")
    .replace(/\.(?!\d)/g, " ")
    .trim();
}

function takePeriod(text: string): { readonly text: string; readonly period: string } {
  const academic = /\b(?:in |for |during )?(?:the )?(?:(?:academic|school) year (20\d\d)(?:[-/]\d\d+)?|(20\d\d)(?:[-/]\d\d+)? (?:academic|school) year)\b/.exec(
    text,
  );
  const calendar = academic ?? /\b(?:in |for |during |at )?(20\d\d)\b/.exec(text);
  if (calendar === null) return { text, period: "" };
  return { text: text.replace(calendar[0], " "), period: `${calendar[1] ?? calendar[2]}${academic === null ? "年" : "学年"}` };
}
