import { type Draft, traced } from "./draft.ts";
import { hasCue, ofKind } from "./reading.ts";

const RANKS = ["sup_max", "sup_min", "sup_better", "sup_worse", "comp_max", "comp_min", "comp_better", "comp_worse", "rank"] as const;
const ENGLISH: Readonly<Record<string, string>> = {
  major: "专业",
  specialty: "专业",
  specialtie: "专业",
  programme: "专业",
  program: "专业",
  department: "系",
  campus: "校区",
  campuse: "校区",
  class: "班",
  classe: "班",
};
const NOUN =
  /(系部|专业部|学部|系|部|专业群|专业|班级|班|校区|年级|major|specialty|programme|program|department|campus|class|specialtie|campuse|classe)(?:s(?: by)?)?(?:(?:是|叫|为)(?:哪|什么|啥|谁)|(?:一共|总共)?[有是](?:哪些|哪几个|哪|几个|多少个?))?$/;

const COUNTING = /多少|几(?:[个名人亩元位平]|所)|how (?:many|much|big|large)|百分之几|分别是|各是/;
const EACH = /各(?![个种类项级地位界方大])|分别|\beach\b|\brespectively\b/;

/** 各专业*有多少*毕业生: how many is asked of what each has, and not of the parts. */
const COUNTED_ON = /^[有多少几个名位人的是]*$/;

/** 各专业有多少学生, 两个校区各占多少亩: so much is asked of each part. */
function spreads(text: string, { start, end }: { readonly start: number; readonly end: number }): boolean {
  if (!COUNTING.test(text)) return false;
  const own = text.slice(start, end);
  return /^(?:各|每|each|per|every|by)/.test(own) ? COUNTING.test(text.slice(end)) || /^(?:each|per|every|by)/.test(own) : EACH.test(text.slice(end));
}

/** 哪个系学生最多, 哪些专业超过90%: the parts are set against each other or against a limit. Elsewhere (哪个专业是省级重点) the words are content and no cue. */
export function concludePartsNoun(draft: Draft): Draft {
  const cue = ofKind(draft.found, "cue").find((item) => item.cue === "which_part");
  if (cue === undefined) return draft;
  const written = NOUN.exec(draft.reading.text.slice(cue.start, cue.end))?.[1];
  const isSpread = cue !== undefined && spreads(draft.reading.text, cue);
  const isWeighed = isSpread || draft.threshold !== null || hasCue(draft.found, ...RANKS);
  // "Which campus is larger, Pinghu or Pingyang": of schools set side by side each has its own.
  const isOfSchools = new Set(ofKind(draft.found, "owner").flatMap(({ ownerIds }) => ownerIds)).size > 1;
  // 青原和云岭哪个专业课教师数更多: the noun is the head of what is compared.
  const isHead = ofKind(draft.found, "indicator").some((item) => item.start > cue.start && item.start < cue.end && item.end > cue.end);
  const isOwn = isOfSchools && (isHead || /^campuse?$/.test(written ?? ""));
  if (written === undefined || isOwn || !isWeighed || hasCue(draft.found, "which_schools"))
    return { ...draft, found: draft.found.filter((item) => item.kind !== "cue" || item.cue !== "which_part") };
  if (isSpread && !/^(?:各|每|each|per|every|by)/.test(draft.reading.text.slice(cue.start)))
    return { ...draft, partsNoun: ENGLISH[written] ?? written, trace: traced(draft, "parts_noun") };
  // "which major" is no question about the number of majors.
  const endOf = (end: number): number => cue.end + (COUNTED_ON.exec(draft.reading.text.slice(cue.end, end))?.[0].length ?? 0);
  const found = draft.found.filter((item) => item.kind !== "indicator" || item.start < cue.start || item.end > (isSpread ? endOf(item.end) : cue.end));
  return { ...draft, found, partsNoun: ENGLISH[written] ?? written, trace: traced(draft, "parts_noun") };
}
