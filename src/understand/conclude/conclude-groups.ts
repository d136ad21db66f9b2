import type { QuantityKind } from "../../domain/figure.ts";
import { spansOverlap } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import { type Draft, traced } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { type Found, type FoundOf, hasCue, ofKind } from "../reading.ts";
import { textOf } from "./indicator-names.ts";

/** Sub-group and part of the school: 女, 省级; 汽修专业. The first of each that stands next to content. */
export function concludeGroups(draft: Draft): Draft {
  const subject = ofKind(draft.found, "subject")[0];
  const named = ofKind(draft.found, "subject");
  // 数控 major: the noun of a part is no question about the number of majors.
  const isNoun = (item: Found): boolean =>
    item.kind === "indicator" &&
    named.some((one) => (one.rule === "subject.site" || /^[a-z]/.test(textOf(draft, item))) && item.start >= one.start && item.end <= one.end);
  const found = draft.found.filter((item) => (item.kind !== "population" || !isPartOfName(draft, item)) && !isNoun(item));
  const population = ofKind(found, "population")[0];
  const levels = [...new Set(ofKind(found, "population").flatMap((item) => (LEVEL.test(item.population) ? [item.population] : [])))];
  const subjects = [...new Set(ofKind(draft.found, "subject").map((item) => subjectText(draft, item)))];
  return {
    ...draft,
    found,
    ...(subjects.length > 1 ? { subjects } : {}),
    ...(levels.length > 1 ? { populations: levels } : {}),
    subject: subject === undefined ? null : subjectText(draft, subject),
    population: population?.population ?? null,
    trace: traced(
      draft,
      ...(subject === undefined ? [] : [subject.rule === "subject.english" ? "subject.unexplained" : "subject"]),
      ...(subject?.rule === "subject.site" && /(?:集团|联盟|联合体|共同体)$/.test(subject.subject) ? ["subject.body"] : []),
      ...(population === undefined ? [] : ["population"]),
    ),
  };
}

/** Levels of contests and projects, which may be asked for side by side. */
const LEVEL = /^(?:国家|省|市|县|校)级$/;

/** As it is typed; without the word that points where one stands inside (德西数控那个专业). */
function subjectText(draft: Draft, item: FoundOf<"subject">): string {
  const span = { start: item.start, end: item.start + item.subject.length };
  return draft.reading.text.startsWith(item.subject, item.start) ? typedText(draft, span) : item.subject;
}

/** 高级 in 高级工, 新 in 新能源: a name goes on after it that is no indicator; then it is part of the words. */
function isPartOfName(draft: Draft, item: FoundOf<"population">): boolean {
  const next = draft.reading.text[item.end] ?? "";
  if (/[a-z]/.test(draft.reading.text[item.start] ?? "")) return isPartOfPhrase(draft, item);
  if (!/[\u4e00-\u9fff]/.test(next)) return false;
  const goesOn = draft.found.some((other) => (other.kind === "indicator" || other.kind === "cue") && other.start === item.end);
  return !goesOn && !/[的有是占比和与及跟加教老学毕生职]/.test(next);
}

/** junior in "junior middle schools", national in "national grant": a word follows that is of no name, or the name is of that very thing. */
function isPartOfPhrase(draft: Draft, item: FoundOf<"population">): boolean {
  const { text, lexicon } = draft.reading;
  const after = text.slice(item.end);
  const gap = after.length - after.trimStart().length;
  const next = /^ ([a-z][a-z-]*)/.exec(after)?.[1];
  if (next === undefined) return false;
  const name = draft.found.find((other) => other.kind === "indicator" && other.start === item.end + gap);
  if (name?.kind === "indicator") {
    const root = item.population.replace(/级$/, "");
    return root.length > 1 && name.ids.some((id) => foldText(lexicon.indicator(id)?.zh ?? "").startsWith(root));
  }
  return schoolNouns.has(next);
}

/** Words that make the kind of a school of the word before them ("junior middle", "senior high"). */
const schoolNouns: ReadonlySet<string> = new Set(["middle", "high", "secondary", "school", "schools", "college", "colleges"]);

/** Kinds whose unit the answer is given in: 多少平方米 wants 亩 converted; 万元 and 元 are one. */
const UNIT_KINDS: ReadonlySet<QuantityKind> = new Set<QuantityKind>(["count", "area"]);

/** What kind and unit the answer must have: 多少人 → count and 人, 比例 → share, 多少钱 → amount, how many → count. */
export function concludeWanted(draft: Draft): Draft {
  const { found } = draft;
  const unit = wantedUnit(draft);
  if (unit !== null) return { ...draft, wantedKind: unit.kind, wantedUnit: UNIT_KINDS.has(unit.kind) ? unit.id : null };
  const kind = wantedKind(draft);
  return { ...draft, wantedKind: kind, wantedUnit: hasCue(found, "people_words") && kind === "count" ? "人" : null };
}

function wantedKind(draft: Draft): QuantityKind | null {
  const { found } = draft;
  if (hasCue(found, "amount_words")) return "amount";
  if (hasCue(found, "people_words")) return "count";
  if (hasCue(found, "share_words", "derived")) return "share";
  if (hasCue(found, "area_words")) return "area";
  // 有几所学校: the schools are counted, not what they are chosen by.
  return hasCue(found, "count_words") && !hasCue(found, "count_schools") ? "count" : null;
}

/** The unit that stands after 多少, as the detector saw it; the 所 of 几所学校 counts the schools themselves. */
function wantedUnit(draft: Draft): { readonly id: string; readonly kind: QuantityKind } | null {
  const schools = ofKind(draft.found, "cue").filter((item) => item.cue === "count_schools");
  const asked = ofKind(draft.found, "unit").find((item) => !schools.some((cue) => spansOverlap(cue, item)));
  return asked === undefined ? null : { id: asked.unit, kind: asked.unitKind };
}
