import { type Intent, intents } from "../../domain/question.ts";
import { foldText } from "../../text/fold.ts";
import { cueFile } from "../cues.ts";
import { type Draft, traced } from "../draft.ts";
import { ofKind } from "../reading.ts";
import { factNames } from "./fact-names.ts";

interface IntentRule {
  readonly rule: string;
  readonly intent: Intent;
  readonly any: readonly string[];
  readonly all: readonly string[];
  readonly none: readonly string[];
  readonly reason: string | null;
}

const rules: readonly IntentRule[] = cueFile.intents.map((entry) => {
  const intent = intents.find((name) => name === entry.intent);
  if (intent === undefined) throw new RangeError(`question-cues.json: intent rule "${entry.rule}" names no intent`);
  // A misspelt name would be a rule that never fires.
  const unknown = [...entry.any, ...entry.all, ...entry.none].find((name) => !(name in cueFile.cues) && !factNames.includes(name));
  if (unknown !== undefined) throw new RangeError(`question-cues.json: intent rule "${entry.rule}" speaks of "${unknown}", which is neither cue nor fact`);
  return { ...entry, intent, reason: entry.reason ?? null };
});

/** Rules that speak only of what was asked before, or of nothing in particular: what the talk brought goes before them. */
const WEAK_RULES: ReadonlySet<string> = new Set(["side_by_side", "lookup", "content", "state", "trend_range"]);

const RATES: ReadonlySet<string> = new Set(["share", "average", "ratio", "score"]);

/** The first rule of the file whose conditions hold; a follow-up that brings no cue of its own keeps the intent of the talk. */
export function concludeIntent(draft: Draft): Draft {
  const facts = gatherFacts(draft);
  const has = (name: string): boolean => facts.has(name);
  const rule = rules.find((entry) => entry.any.some(has) && entry.all.every(has) && !entry.none.some(has));
  const kept = draft.intent;
  if (kept !== null && (rule === undefined || (WEAK_RULES.has(rule.rule) && !(rule.rule === "lookup" && has("measure")))))
    return { ...draft, trace: traced(draft, "intent.kept") };
  if (rule === undefined) return { ...draft, intent: "out_of_scope", outOfScope: "unrelated", trace: traced(draft, "intent.nothing") };
  return {
    ...draft,
    intent: rule.intent,
    outOfScope: rule.intent === "out_of_scope" ? (rule.reason ?? "unrelated") : null,
    trace: traced(draft, `intent.${rule.rule}`),
  };
}

const COUNT_NAME = /(?:数|人次|量|规模|时长|带宽)$/;

const WHO = /谁(?!的)|哪个(?:部门|科室|处室|单位)(?=.)|什么(?:部门|单位)|(?:去|到|在|往)(?:了|过)?(?:哪(?:里|儿|些地方|个地方)|什么地方)/;

/** All that intent rules may ask about: the cues that matched, and facts about the slots. */
function gatherFacts(draft: Draft): ReadonlySet<string> {
  const facts = new Set(ofKind(draft.found, "cue").map((item) => item.cue));
  const add = (name: string, holds: boolean): void => {
    if (holds) facts.add(name);
  };
  const asked = draft.indicators.certainty === "missing" || draft.indicators.certainty === "ambiguous" ? [] : draft.indicators.value;
  const entry = asked[0]?.kind === "entry" ? draft.reading.lexicon.indicator(asked[0].id) : undefined;
  const owners = draft.owners.certainty === "missing" ? 0 : draft.owners.certainty === "ambiguous" ? 1 : draft.owners.value.length;
  const schools = draft.reading.owners.schools.length;
  const isAll = draft.scope !== "named";
  add("indicator", asked.length > 0);
  add("measurable", asked.length > 0);
  add(
    "entry",
    asked.some((item) => item.kind === "entry"),
  );
  add("open", asked.length > 0 && asked.every((item) => item.kind === "open"));
  // 合唱队排第几: a place that one school's report may tell, where schools are ranked by known figures alone.
  add("told_place", facts.has("position") && facts.has("open") && !isAll && owners === 1);
  add("sided", entry?.sides !== undefined && entry.sides.length > 0);
  const words = asked[0]?.words ?? "";
  // 在校生数怎么样 asks for the number, 学生怎么样 for what is said of them.
  add("value_indicator", entry !== undefined && (entry.kind !== "count" || COUNT_NAME.test(words) || foldText(words) === foldText(entry.zh)));
  const kinds = asked.flatMap((one) => (one.kind === "entry" ? (draft.reading.lexicon.indicator(one.id)?.kind ?? []) : []));
  // "What are the graduates and the employment rate": numbers are asked for, where one of several can be nothing else.
  add("several_values", asked.length > 1 && kinds.length === asked.length && kinds.some((kind) => kind !== "count"));
  add("rate_indicator", entry !== undefined && RATES.has(entry.kind));
  // A question word inside a name (多少学生) asks for a number all the same.
  add("counting", asked.length > 0 && /多少|几[个名位所家项台]/.test(draft.reading.text));
  // 新老师谁来带: whom a thing is done by, or where, is told in words, whatever in it is counted elsewhere.
  add("who", WHO.test(draft.reading.text));
  add("several_indicators", asked.length > 1);
  add("named", owners > 0 || draft.unknownOwners.length > 0);
  add("many_owners", !isAll && owners + draft.unknownOwners.length > 1);
  add("all_scope", isAll);
  add(
    "multi",
    isAll
      ? schools > 1 || draft.scope === "regions"
      : draft.subjects !== undefined ||
          draft.populations !== undefined ||
          owners + draft.unknownOwners.length > 1 ||
          (owners + draft.unknownOwners.length === 0 && schools > 1) ||
          asked.length > 1,
  );
  add("threshold", draft.threshold !== null);
  add("yardstick", draft.yardstick !== undefined);
  // 三所学校学生总数: the word for the sum is part of the name.
  const isMany = isAll ? /[三四五六七八九十几]所?(?:家|个)?(?:学|院)?校|所有|全部/.test(draft.reading.text) : owners > 1;
  add("total_of_many", isMany && /总[人]?数|总量|总人次|总额|总面积|总占地|总共/.test(draft.reading.text) && !/各校|每所|每个/.test(draft.reading.text));
  add("claim", draft.claim);
  add("operands", draft.operands);
  add("set_against", draft.setAgainst === true);
  add("year_before", draft.wantedAspect === "change");
  add("top", draft.top !== null);
  add("population", draft.population !== null);
  add("subject", draft.subject !== null);
  add("parts", draft.partsNoun !== undefined);
  add("residue", draft.residue.length > 0);
  const period = draft.period.certainty === "stated" || draft.period.certainty === "inherited" ? draft.period.value : null;
  add("range", period !== null && (period.kind === "years" || period.kind === "last"));
  // 历年平均: the years are set out by a word alone.
  add("years", facts.has("range") || facts.has("all_years"));
  add(
    "next_period",
    ofKind(draft.found, "period").some((item) => item.next),
  );
  return facts;
}
