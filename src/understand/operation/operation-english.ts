import type { Operation } from "./operation.ts";
import type { OperandWords } from "./operation-phrases.ts";

/** Stands where the name of a school or year stood. */
export const NAME_MARK = "¦";

type Read = (text: string) => Operation | null;

/** "how many points higher is A than B": the words of an English question, schools and years left out, that name figures to be worked with; null for others. */
export function readEnglishOperation(text: string): Operation | null {
  if (/\bwhy\b|\beach year\b|\blast year\b|\bover the years\b|\bwhich school\b/.test(text)) return null;
  const plain = text
    .replace(/，/g, ",")
    .replace(/\s+/g, " ")
    .replace(/(?:\s|\b(?:at|in|of|for|by|from|does|did|do|is|are)\b|¦)+$/, "");
  for (const read of READS) {
    const found = read(plain);
    if (found !== null) return found;
  }
  return null;
}

const SHARE = "(?:percentage|percent|proportion|share|fraction|per cent)";
const MAKE =
  "(?:is|are|was|were|do|does|did|have|has|had|went (?:to|into|on)|goes (?:to|into|on)|was spent on|is spent on|were spent on|came from|belongs? to|hold|holds|held)";

const shareOf: Read = (text) => {
  const [, whole = "", part = ""] = new RegExp(`\\bwhat ${SHARE} of (.{3,50}?) ${MAKE} (.{3,60})$`).exec(text) ?? [];
  if (part !== "") return make("share", one(part, whole), one(whole, ""));
  const [, inner = "", of = ""] = new RegExp(`^(?:what is |give |show )?(.{3,60}?) as an? ${SHARE} of (.{3,50})$`).exec(text) ?? [];
  if (of !== "") return make("share", listed(inner), one(of, ""));
  const [, made = "", out = ""] =
    new RegExp(`^(?:what ${SHARE} (?:do|does|did) )?(.{3,60}?) (?:make up|account for|represent|constitute) (?:what ${SHARE} )?(?:of )?(.{3,50})$`).exec(
      text,
    ) ?? [];
  return out === "" ? null : make("share", listed(made), one(out, ""));
};

const difference: Read = (text) => {
  const [, more = "", less = ""] =
    /\bhow (?:many|much) (?:percentage )?(?:points? )?(?:higher|lower|more|less|fewer|larger|bigger|greater|smaller) (?:is|are|was|were) (?:the )?(.{3,60}?) than (?:the )?(.{3,60})$/.exec(
      text,
    ) ??
    /\bby how (?:many|much)(?: \w+)? (?:do|does|did) (?:the )?(.{3,60}?) (?:exceed|outnumber|surpass) (?:the )?(.{3,60})$/.exec(text) ??
    /\bhow many (?:more|fewer) (.{3,60}?) (?:than|compared (?:with|to)) (.{3,60})$/.exec(text) ??
    /\b(?:difference|gap) (?:in \w+ )?between (?:the )?(.{3,60}?) and (?:the )?(.{3,60})$/.exec(text) ??
    [];
  return less === "" ? null : make("difference", one(more, less), one(less, more));
};

const multiple: Read = (text) => {
  const [, base = "", of = ""] = /\bhow many times (?:the )?(?:number of )?(.{3,40}?) (?:is|are) (?:the )?(?:number of )?(.{3,40})$/.exec(text) ?? [];
  const [, more = "", less = ""] =
    /\bhow many times (?:as (?:many|much|large|high|big) as )?(?:larger |higher |bigger |greater )?(?:is|are|was) (?:the )?(.{3,60}?) (?:than|as|of) (?:the )?(.{3,60})$/.exec(
      text,
    ) ??
    /\bhow many times (?:as many|as much|more) (.{3,60}?) (?:as|than) (.{3,60})$/.exec(text) ??
    [];
  if (less !== "") return make("multiple", one(more, less), one(less, more));
  return of === "" || /^(?:as|larger|higher|bigger|greater|more)\b/.test(base) ? null : make("multiple", one(of, base), one(base, of));
};

const EACH =
  /^(?:what (?:is|was) the )?(?:on average,? )?(?:average )?(?:number of |amount of )?(?:how (?:many|much) )?(.{3,50}?) (?:per|for each|for every|in each|to each|in every|each) (.{3,60})$/;
/** What stands behind the heads is no part of their name: where, when, and who did it. */
const BEHIND = /\s(?:at|in|during|of|for|from|on|did|does|do|was|were|is|are|that|which|had|has|have|got|get|got|hosted|provided|offered)\b(.*)$|\s?¦(.*)$/;

const PEOPLE = /\b(?:visitors?|people|persons?|participants?|guests?|attendees|trainees|students|pupils)\b/;

const each: Read = (text) => {
  const [, top = "", tail = ""] = EACH.exec(text) ?? [];
  const [, behind = "", named = ""] = BEHIND.exec(tail) ?? [];
  const bottom = bare(tail.replace(BEHIND, ""));
  const made =
    bottom === "" ? null : make("each", one(top.replace(/^(?:average |number of |on average,? |how (?:many|much) )+/g, ""), ""), one(plural(bottom), ""));
  if (made === null) return null;
  const [first] = made.left;
  const about = bare(behind === "" ? named : behind);
  return { ...made, per: { about: about.length < 4 ? "" : about, unit: "", noun: bottom, top: PEOPLE.test(top) ? "人" : (first?.ways[0] ?? top) } };
};

const together: Read = (text) => {
  const [, row = ""] =
    /\b(?:sum|total|total number|combined total) of (.{6,90})$/.exec(text) ??
    /^(?:how (?:many|much) |what (?:is|are|was|were) )?(.{6,90}?) (?:combined|together|altogether|in total|added (?:up|together)|put together)$/.exec(text) ??
    /^(?:how (?:many|much) |what (?:is|are|was|were) )?(.{3,60} plus .{3,60})$/.exec(text) ??
    [];
  const left = listed(row);
  // "how many got it and how much in total": the second is asked, not added up.
  return left.length < 2 || left.some(({ ways }) => ways.every((way) => ASKED_ALONE.test(way))) ? null : make("sum", left, []);
};
const ASKED_ALONE = /^(?:how (?:much|many))?$/;

const order: Read = (text) => {
  const [, row = ""] = /^(?:rank|order|sort|put|list) (.{6,90}?) (?:in order )?(?:from|by) /.exec(text) ?? [];
  const left = listed(row);
  return left.length < 2 ? null : { op: "order", left, right: [], direction: /from (?:low|small|few)/.test(text) ? "min" : "max" };
};

const prizes: Read = (text) => {
  const [, about = ""] =
    /^(?:in total,? )?how many (?:awards|prizes|medals)(?: in total| altogether)? (?:did|do|does|has|have|were|was) .*?(?:win|won|get|got|receive|received|take|taken|earn|earned|collect) (?:altogether |in total )?(?:in|at|from) (.{4,80})$/.exec(
      text,
    ) ?? [];
  return about === "" ? null : { op: "sum", left: [], right: [], direction: "max", row: { about: bare(about), noun: "奖" } };
};

const READS: readonly Read[] = [prizes, shareOf, difference, multiple, order, each, together];

function make(op: Operation["op"], left: readonly OperandWords[], right: readonly OperandWords[]): Operation | null {
  return left.length === 0 || (op !== "sum" && right.length === 0) ? null : { op, left, right, direction: "max" };
}

const AROUND =
  /^(?:the|a|an|its|their|all|of|there|and|in|on|at|for|were|are|is|was|did|does|do|has|have|spend|spent|pay|paid|give|gave|receive|received|'s|s|on)\s+|\s+(?:the|a|an|do|does|did|have|has|had|there|are|were|is|was|at|in|of|for|by|get|got|give|gives|spend|spent|make up|'s)$/;

function bare(words: string): string {
  const [text = ""] = words
    .split(NAME_MARK)
    .map(trimmed)
    .toSorted((a, b) => b.length - a.length);
  return text;
}

function trimmed(words: string): string {
  let text = words.trim().replace(/\s+/g, " ").replace(/[,.]$/, "");
  for (let times = 0; times < 5; times += 1) text = text.replace(AROUND, "");
  return text;
}

/** The last word of the other side ("funding") may be what both are. */
function one(words: string, other: string): readonly OperandWords[] {
  const name = bare(words);
  const noun = bare(other).split(" ").at(-1) ?? "";
  const ways = noun === "" || name.includes(noun) ? [name] : [name, `${name} ${noun}`];
  return name.length < 3 ? [] : [{ ways, number: /^(\d+(?:\.\d+)?)\b/.exec(name)?.[1] ?? null }];
}

/** "tuition waivers and grants": each alone, and with the last word of the row. */
function listed(words: string): readonly OperandWords[] {
  const pieces = words
    .replace(/^both /, "")
    .split(/,\s*(?:and |or |plus )?|\s+(?:and|or|plus|as well as)\s+/)
    .map(bare)
    .filter((piece) => piece.length > 2);
  const tail = (pieces.at(-1) ?? "").split(" ").at(-1) ?? "";
  return pieces.length > 8 ? [] : pieces.map((piece) => ({ ways: piece.endsWith(tail) ? [piece] : [piece, `${piece} ${tail}`], number: null }));
}

const plural = (noun: string): string => (/s$|people$|staff$/.test(noun) ? noun : /person$/.test(noun) ? "people" : `${noun}s`);
