import { AMOUNT_WORD, endingIn, isLink, LEAD_VERBS, LINK_AFTER_HEAD, NOT_NOUN, stripOpenLeads } from "../cues.ts";
import { NO_SCOPE, type ReadingContext, type ReadingRule } from "../reading.ts";
import { clauseStart, leftEdge, rightEdge } from "../sentence-view.ts";
import { lastWords } from "./phrase.ts";

const MAX_WORDS = 16;
/** A verb with its object, before the noun that a number counts. */
const MAX_VERB = 8;
const KEPT_AT_END: ReadonlySet<string> = new Set(["资金", "规模", "面积", "人数", "比例", "率", "值", "金额", "总额", "总值", "数量", "总数", "("]);
const LINKS_AT_END = LINK_AFTER_HEAD.filter((word) => !KEPT_AT_END.has(word));
/** How many links in a row are taken off a head's end. */
const MAX_LINKS = 4;

/** A figure that no entry covers keeps its own words: the noun after a classifier, else the phrase before the number. */
export const open: ReadingRule = {
  name: "open",
  read: (context) => {
    const { quantity, view } = context;
    if (quantity.unit === "" && !(quantity.scaled && hasAmountWord(context))) return null;
    const after = wordsAfter(context);
    const before = wordsBefore(context);
    // 检测仪1台等教学设备: 等 closes the list that the head before the number stands in.
    // 疑似病例37例并转诊 goes on with a verb.
    const counted = NOT_NOUN.test(after) && before.words.length > 1 ? "" : after;
    const classifier = quantity.kind === "count" && quantity.unit !== "人次" && !(after.startsWith("等") && before.words !== "");
    const ofThing = quantity.kind === "amount" || quantity.kind === "ratio" ? /^的[^，。；]/.test(view.text.slice(quantity.end, quantity.end + 2)) : false;
    const words =
      (classifier || ofThing) && counted !== ""
        ? joinWords(ofThing && before.words.length > 6 ? "" : before.verb, counted)
        : before.words !== ""
          ? before.words
          : after;
    if (words.length < 2) return { ...NO_SCOPE, indicator: null, words: wordsOfPrevious(context, words), headStart: before.start, confidence: 0.3 };
    return { ...NO_SCOPE, indicator: null, words, headStart: classifier && counted !== "" ? quantity.start : before.start, confidence: 0.5 };
  },
};

function hasAmountWord({ view, quantity }: ReadingContext): boolean {
  return AMOUNT_WORD.test(view.text.slice(clauseStart(view, quantity.start), Math.min(view.sentence.end, quantity.end + 12)));
}

function wordsAfter({ view, quantity, index }: ReadingContext): string {
  const right = view.text.slice(quantity.end, rightEdge(view, index)).replace(/"/g, "");
  return right
    .replace(/^(?:的|左右|以上|余)+/, "")
    .slice(0, MAX_WORDS)
    .trim();
}

interface Before {
  /** The phrase before the number, trimmed of linking words. */
  readonly words: string;
  /** Its last word or two, when it ends in a verb that governs the noun after. */
  readonly verb: string;
  readonly start: number;
}

function wordsBefore({ view, quantity, index }: ReadingContext): Before {
  const from = leftEdge(view, index);
  let left = view.text
    .slice(from, quantity.start)
    .replace(/"/g, "")
    .replace(/\([^()]{0,40}\)/g, "");
  left = stripOpenLeads(left.replace(/^\d{4}年(?:度)?/, ""));
  left = fromLastVerb(left);
  for (let turn = 0; turn < MAX_LINKS && left !== ""; turn += 1) {
    const link = endingIn(left, LINKS_AT_END);
    if (link === undefined) break;
    left = left.slice(0, -link.length);
  }
  left = left.replace(/[由从]$/, "");
  return { words: lastWords(left, MAX_WORDS), verb: /等$/.test(left) ? "" : lastWords(left.slice(left.lastIndexOf("、") + 1), MAX_VERB), start: from };
}

/** 助学金62人，9.3万元; 研修36人，人均45天: a number with no name of its own, or half of one, has that of the number before it. */
function wordsOfPrevious({ view, index, earlier, quantity }: ReadingContext, own: string): string {
  const lead = view.text.slice(leftEdge(view, index), quantity.start);
  const half = PER_EACH.exec(lead)?.[1] ?? "";
  const told = earlier[index - 1];
  // 选派36人研修，人均45天 goes on after the clause; 最多的是数控，900人 does not.
  const since = half === "" ? view.text.slice(view.quantities[index - 1]?.end ?? view.sentence.start, quantity.start) : lead;
  if (told != null && told.words !== "" && isLink(since.replace(PER_EACH, "").replace(/^[，、；()和与及共]+/, "")))
    return half !== "" && told.words.endsWith(half) ? told.words : `${told.words}${half}`.slice(0, 2 * MAX_WORDS);
  const clean = cleanEnds(lead);
  if (clean !== "" && !isLink(clean)) return clean;
  // 9名学生获奖学金，共5.4万元: what stands after the number before.
  return half || cleanEnds(since.slice(0, Math.max(0, since.length - lead.length))) || clean || own;
}

const YEARS = /(?:19|20)\d{2}(?:[-—~]{1,2}(?:19|20)?\d{2})?(?:学年度?|年度?)?/g;
/** Words without numbers and without marks at their ends. */
const cleanEnds = (text: string): string =>
  lastWords(
    text
      .replace(YEARS, "")
      .replace(/[\d.,%"]+[万亿]?/g, "")
      .replace(/[，。；：:、()\s]+$|^[，。；：:、()\s]+/g, ""),
    MAX_WORDS,
  );

const PER_EACH = /((?:人|月|年|日|户|亩|生|班)均|平均|每[人生月年户])(?:约|为|达|超过|逾)*$/;

/** 通过网超采购长城电脑 → 长城电脑: what stands before and in the last introducing verb is not the figure's name. */
function fromLastVerb(text: string): string {
  if (text === "") return text;
  let cut = 0;
  for (const verb of LEAD_VERBS) {
    const at = text.lastIndexOf(verb);
    if (at >= 0 && at + verb.length > cut && text.length - at - verb.length >= 2) cut = at + verb.length;
  }
  return text.slice(cut);
}

const joinWords = (verb: string, noun: string): string => (verb === "" ? noun : `${verb}${noun}`.slice(0, MAX_WORDS * 2));
