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

/** 哪个系学生最多, 哪些专业超过90%: the parts are set against each other or against a limit. Elsewhere (哪个专业是省级重点) the words are content and no cue. */
export function concludePartsNoun(draft: Draft): Draft {
  const cue = ofKind(draft.found, "cue").find((item) => item.cue === "which_part");
  if (cue === undefined) return draft;
  const written = NOUN.exec(draft.reading.text.slice(cue.start, cue.end))?.[1];
  const isWeighed = draft.threshold !== null || hasCue(draft.found, ...RANKS);
  // "Which campus is larger, Pinghu or Pingyang": of schools set side by side each has its own.
  const isOwn = /^campuse?$/.test(written ?? "") && new Set(ofKind(draft.found, "owner").flatMap(({ ownerIds }) => ownerIds)).size > 1;
  if (written === undefined || isOwn || !isWeighed || hasCue(draft.found, "which_schools"))
    return { ...draft, found: draft.found.filter((item) => item.kind !== "cue" || item.cue !== "which_part") };
  // "which major" is no question about the number of majors.
  const found = draft.found.filter((item) => item.kind !== "indicator" || item.start < cue.start || item.end > cue.end);
  return { ...draft, found, partsNoun: ENGLISH[written] ?? written, trace: traced(draft, "parts_noun") };
}
