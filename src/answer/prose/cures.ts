import { holdsGroup, isCommon, isEverywhere, thingsAmong, type WordGroup } from "../../retrieve/word-groups.ts";
import type { ComposeContext } from "../draft.ts";
import { asksWhy, METHOD, PROBLEM } from "./explain-modes.ts";
import { type Extract, wholeSentence, withoutOverlap } from "./extracts.ts";
import { headGroups, wordsOf } from "./head-word.ts";
import { ASKS_WRONG } from "./points.ts";
import { byReport, lastHeading, PROBLEM_SECTION, pointsOf, quoteUnit, type Unit, unitsOf, withOwnHeading } from "./problem-sections.ts";

const ASKS_CURE =
  /怎么办|咋办|留[住得]|稳住|解决|改进|改善|应对|对策|克服|缓解|弥补|整改|打算怎么|\b(?:solve|address|tackle|improve|overcome|remed(?:y|ies)|doing about|do about|deal with|respond(?:ing)? to|cope with|fix)\b/i;
/** Asked for only beside a word for what is wrong: 师资不足采取了什么措施. */
const ASKS_ACTION = /措施|办法|采取|做了(?:些)?(?:什么|哪些)|怎么(?:做|弄)|打算|\b(?:measures?|plans?|going to|being done)\b/i;
const MOST_CURES = 3;
const LEAST_HELD = 0.6;
/** Share of the things asked about that a problem must hold to be the one that is meant. */
const LEAST_MEANT = 0.5;
const MOST_QUOTED = 5;

const asksCure = ({ parsed }: ComposeContext): boolean => {
  const asked = `${parsed.question} ${parsed.searchText}`;
  return ASKS_CURE.test(asked) || (ASKS_ACTION.test(asked) && PROBLEM.test(asked));
};

/** What the sections on problems say is done about the thing asked about (怎么解决双师型老师不够); none where the question asks for no cure. */
export function findCures(context: ComposeContext): readonly Extract[] {
  const heads = headGroups(context);
  if (!asksCure(context) || heads.length === 0) return [];
  const reports = [...byReport(context.evidence.wholeReports).values()].map((passages) => pointsOf(context, passages));
  const cures = reports.flat().filter(({ side }) => side === "next");
  const speaks = (words: string): boolean => heads.some((group) => holdsGroup(words, group) >= LEAST_HELD);
  const told = cures.filter(({ extract }) => speaks(lastHeading(extract)) || speaks(wordsOf(context, extract)));
  // One of each section that speaks of it, the one that tells what is done: 搭平台，促成长 is another measure than 走出去.
  const first = [...new Set(told.map(({ extract }) => lastHeading(extract)))].flatMap((heading) => {
    const own = cures.filter(({ extract }) => lastHeading(extract) === heading);
    return own.find(({ extract }) => METHOD.test(wordsOf(context, extract))) ?? own[0] ?? [];
  });
  return [...new Set([...first, ...told])].slice(0, MOST_CURES).map(({ extract }) => withOwnHeading(context, extract));
}

/** The measures that stand against just the problem asked about: by their place among as many, or all of the section that tells both; else none. */
export function findPairedCures(context: ComposeContext): readonly Extract[] {
  if (!asksCure(context)) return [];
  const units = [...byReport(context.evidence.wholeReports).values()].flatMap((passages) =>
    groupsOf(unitsOf(context, pointsOf(context, passages))).flatMap((group) => curesAgainst(context, group)),
  );
  return withoutOverlap(units.slice(0, MOST_QUOTED).flatMap((unit) => quoteUnit(context, unit)));
}

/** What the sections on problems say is wrong with just the thing asked about (师资方面存在什么问题), point by point; none for other questions. */
export function findProblems(context: ComposeContext): readonly Extract[] {
  const { parsed } = context;
  if (asksCure(context) || asksWhy(parsed) || !ASKS_WRONG.test(`${parsed.question} ${parsed.searchText}`)) return [];
  return problemsOf(context);
}

/** 是什么问题，打算怎么改 asks for what is wrong as well as for what is done. */
export const withProblems = (context: ComposeContext, cures: readonly Extract[]): readonly Extract[] =>
  cures.length > 0 && ASKS_WHICH_WRONG.test(context.parsed.question) ? withoutOverlap([...problemsOf(context), ...cures]) : cures;
const ASKS_WHICH_WRONG =
  /(?:什么|哪些|啥|哪方面的?)(?:样的)?(?:问题|困难|不足|短板|难题)|(?:问题|困难|不足|短板|难题)(?:是|在)(?:什么|哪)|\bwhat (?:problems?|difficult|shortcoming|is wrong)/i;

function problemsOf(context: ComposeContext): readonly Extract[] {
  const things = tellingThings(context);
  const units = [...byReport(context.evidence.wholeReports).values()].flatMap((passages) => unitsOf(context, pointsOf(context, passages)));
  const wrong = units.filter(({ side }) => side === "wrong");
  const headed = wrong.filter(({ path }) => meant(path.slice(1).join(""), things) === 1);
  const found = headed.length > 0 ? headed : bestOf(wrong, things);
  return withoutOverlap(found.slice(0, MOST_QUOTED).flatMap((unit) => quoteUnit(context, unit))).map((extract) =>
    extract.parts.length > 1 ? extract : wholeSentence(context, extract),
  );
}

const tellingThings = (context: ComposeContext): readonly WordGroup[] => {
  const things = thingsAmong(context.evidence.topics);
  const telling = things.filter((group) => !isCommon(group) && !isEverywhere(group));
  return telling.length > 0 ? telling : things.filter((group) => !isCommon(group));
};

/** Share of the things that words hold. */
const meant = (words: string, things: readonly WordGroup[]): number =>
  things.length === 0 ? 0 : things.filter((group) => holdsGroup(words, group) === 1).length / things.length;

/** The problems that hold most of the things, where they hold enough of them. */
function bestOf(units: readonly Unit[], things: readonly WordGroup[]): readonly Unit[] {
  const held = units.map(({ words }) => meant(words, things));
  const best = Math.max(0, ...held);
  return best < LEAST_MEANT ? [] : units.filter((_, index) => held[index] === best);
}

/** Units that stand together: those below one heading of a section on problems where each of its parts tells both sides, else all of the report. */
function groupsOf(units: readonly Unit[]): readonly Group[] {
  const parts = new Map<string, Unit[]>();
  for (const unit of units) {
    const at = unit.path.findIndex((heading) => PROBLEM_SECTION.test(heading));
    const key = unit.path.slice(0, at < 0 ? 1 : at + 2).join();
    parts.set(key, [...(parts.get(key) ?? []), unit]);
  }
  const groups = [...parts.values()];
  const tellsBoth = (group: readonly Unit[]): boolean => (["wrong", "next"] as const).every((side) => group.some((unit) => unit.side === side));
  return groups.length > 1 && groups.every(tellsBoth) ? groups.map((own) => ({ units: own, isPart: true })) : [{ units, isPart: false }];
}

interface Group {
  readonly units: readonly Unit[];
  /** One theme of several, with its own problems and measures. */
  readonly isPart: boolean;
}

/** What a group tells to be done about the problems of it that are meant: those that stand against them one by one, or all where they do not pair. */
function curesAgainst(context: ComposeContext, { units, isPart }: Group): readonly Unit[] {
  const [problems, cures] = [units.filter(({ side }) => side === "wrong"), units.filter(({ side }) => side === "next")];
  const things = tellingThings(context);
  const held = problems.map(({ words }) => things.filter((thing) => holdsGroup(words, thing) === 1).length);
  const best = Math.max(0, ...held);
  const share = meant(problems.map(({ words }) => words).join(""), things);
  if (best === 0 || share < LEAST_MEANT) return [];
  const isPaired = problems.length > 1 && problems.length === cures.length;
  // Two problems that hold as much of one thing leave open which one is meant.
  const isOpen = things.length === 1 && held.filter((count) => count === best).length > 1;
  if (isPaired) return isOpen ? [] : cures.filter((_, index) => (share === 1 ? (held[index] ?? 0) > 0 : held[index] === best));
  return isPart ? cures : [];
}
