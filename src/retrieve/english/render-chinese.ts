import measureWords from "../../../data/lexicon/measure-words.json" with { type: "json" };
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { type AskForm, readForm } from "./asking-forms.ts";
import { glossGroups } from "./glossary.ts";
import { OWNER, segments, type Told, tell } from "./tell-english.ts";

const LATIN_RUN = /[a-z][a-z' -]*/g;
/** What turns a question round, which words put one behind the other cannot keep. */
const TURNED = /\b(?:not|no|never|without|except|neither|nor|fewer|less|than|per|each|every)\b|n't\b/;
/** "Books per student", "paid each year": what these share out by is told by the dictionary. */
const SHARED_OUT = /\b(?:per|each|every) (?:student|pupil|head|person|capita|year|month|week|day)s?\b/g;
const VERB = /^(?:be|been|being|did|do|does|were|was|are|is|has|have|had|will|would|can|could|who|that|which)$/;
const LEADING = /^(?:of|in|at|from|to|for|with|on|by|under|into|during|among|over)$/;
/** In Chinese it goes before what is shared out. */
const AVERAGE = /^(.+)(生均|人均)/;

/**
 * An English question in the words and order of a Chinese one: "How many companies came to Pinghu's job fair?" → "平湖招聘会有多少家企业来".
 * Null where a word of it has no Chinese one. `owners` are the places of school names, `name` what to call the school.
 */
export function renderChinese(question: string, owners: readonly Span[], name: string): string | null {
  const { text, period } = takePeriod(withoutOwners(question, owners));
  if (TURNED.test(text.replace(SHARED_OUT, ""))) return null;
  const form = readForm(text);
  const before = segments(form.before).map(toldRun).filter(isSaid);
  const runs = segments(form.after);
  const after = (form.ask === "share" ? wholeFirst(runs) : runs).map(toldRun).filter(isSaid);
  const all = [...before, ...after];
  if (all.some(({ unknown }) => unknown.length > 0) || (form.ask !== "founded" && all.every(({ zh }) => zh === ""))) return null;
  return `${name}${period}${arrange(form, before, after)}`;
}

/** The words of an English question in Chinese, phrase by phrase, and the one that it counts. */
export function chineseWords(question: string, owners: readonly Span[]): { readonly words: readonly string[]; readonly head: string | null } {
  const { ask, before, after } = readForm(takePeriod(withoutOwners(question, owners)).text);
  const told = segments(after).map((run) => tell(run).words);
  const head = ask === "count" ? (told.find((run) => run.length > 0)?.at(-1) ?? null) : null;
  return { words: [...segments(before).flatMap((run) => tell(run).words), ...told.flat()], head };
}

/** The thing that an English question asks for, as typed, and all Chinese words for it. */
export interface AskedHead {
  readonly ask: AskForm["ask"];
  readonly typed: string;
  readonly words: readonly string[];
}

/** "What is the Wi-Fi password of…" → password, 密码. Null where a word of it has no Chinese one. */
export function askedHead(question: string, owners: readonly Span[]): AskedHead | null {
  const { ask, after } = readForm(takePeriod(withoutOwners(question, owners)).text);
  const run = segments(after).find((one) => tell(one).zh !== "" || tell(one).unknown.length > 0) ?? [];
  const { words, unknown } = tell(run);
  const head = words.at(-1);
  return head === undefined || unknown.length > 0 ? null : { ask, typed: typedOf(run), words: [head, ...glossGroups(run.at(-1) ?? "").flat()] };
}

/** Its words that mean something by themselves; all of them where only the phrase does ("originally called"). */
function typedOf(run: readonly string[]): string {
  const told = run.filter((one) => tell([one]).zh !== "");
  return (told.length > 0 ? told : run).join(" ");
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

/** "the companies at the fair were foreign": what stands before the verb is the whole, in one run. */
function wholeFirst(runs: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const verb = runs.findIndex(([first = ""], index) => index > 0 && VERB.test(first));
  return verb <= 1 ? runs : [runs.slice(0, verb).toReversed().flat(), ...runs.slice(verb)];
}

interface ToldRun extends Told {
  /** It belongs to what stands before it: in Chinese it goes before that. */
  readonly leads: boolean;
}

function toldRun(run: readonly string[]): ToldRun {
  const told = tell(run);
  return { ...told, zh: told.zh.replace(AVERAGE, "$2$1"), leads: LEADING.test(run[0] ?? "") };
}

const isSaid = ({ zh, unknown }: ToldRun): boolean => zh !== "" || unknown.length > 0;
const wordsOf = (runs: readonly ToldRun[]): string => runs.map(({ zh }) => zh).join("");
/** What leads goes first, the last of it at the head. */
const inOrder = (runs: readonly ToldRun[]): string => wordsOf([...runs.filter(({ leads }) => leads).toReversed(), ...runs.filter(({ leads }) => !leads)]);

function arrange({ ask, extreme }: AskForm, before: readonly ToldRun[], after: readonly ToldRun[]): string {
  const [head, ...others] = after;
  const first = head?.zh ?? "";
  const rest = wordsOf([...before, ...others.toReversed()]);
  const whole = inOrder([...before, ...after]);
  switch (ask) {
    case "count":
      return /^(?:生均|人均)/.test(first) ? `${rest}${first}是多少` : `${rest}有多少${unitOf(first)}${first}`;
    case "times":
      return `${whole}多少次`;
    case "share":
      return `${first}${rest === "" ? "" : "中"}${rest}占百分之几`;
    case "amount":
      return `${whole}多少钱`;
    case "area":
      return `${whole}面积多大`;
    case "far":
      return `${whole}多远`;
    case "long":
      return `${whole}多长时间`;
    case "when":
      return `${whole}是什么时候`;
    case "where":
      return `${whole}在哪里`;
    case "founded":
      return "创建于哪一年";
    case "most":
      return `${inOrder(after)}${extreme}的${wordsOf(before)}是哪个`;
    case "which":
      return `${rest}有哪些${first}`;
    case "who":
      return `${whole}是谁`;
    case "doer":
      return `${wordsOf([...before, ...others.filter(({ leads }) => leads).toReversed()])}谁${first}${wordsOf(others.filter(({ leads }) => !leads))}`;
    case "why":
      return `为什么${whole}`;
    case "how":
      return `如何${whole}`;
    case "whether":
      return `有没有${whole}`;
    case "turn":
      return `${whole}是增加还是减少`;
    case "satisfied":
      return `${whole}满意度是多少`;
    case "change":
      return `${whole}多少`;
    case "value":
    case "bare":
      return `${whole}是多少`;
  }
}

/** A thing at the head of the words goes before one at their end: the parents (人) who came to the school (所). */
function unitOf(noun: string): string {
  const { things } = measureWords;
  const thing =
    things.find(({ words }) => words.some((one) => noun === one)) ??
    things.find(({ words }) => words.some((one) => noun.startsWith(one))) ??
    things.find(({ words }) => words.some((one) => one.length > 1 && noun.endsWith(one)));
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
