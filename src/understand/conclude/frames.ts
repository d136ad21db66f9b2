import type { Indicator } from "../../domain/indicator.ts";
import type { Span } from "../../domain/span.ts";
import { foldText } from "../../text/fold.ts";
import type { Draft } from "../draft.ts";
import { type FoundOf, ofKind } from "../reading.ts";
import { entriesOf, exactMatch, textOf, type Weighed } from "./indicator-names.ts";

/** 双师型 teachers: a name right after a more special one, whose own name holds it, is only its head noun. */
export function dropHeads(draft: Draft, items: readonly FoundOf<"indicator">[]): readonly FoundOf<"indicator">[] {
  return items.filter((item, index) => {
    const before = items[index - 1];
    const special = before === undefined ? undefined : entriesOf(draft, before.ids)[0];
    if (before === undefined || special === undefined || draft.reading.text.slice(before.end, item.start).trim() !== "") return true;
    const inside = draft.reading.lexicon.aliases.find(foldText(special.zh), ["zh", "ask"]).flatMap((match) => match.indicatorIds);
    return !item.ids.some((id) => inside.includes(id));
  });
}

/** 毕业生去省外就业的有多少人: those of whom it is said are counted, and no others. */
const COUNTED_AT_END = /的有?(?:多少|几)[名个位]?[人名个位]?$/;

const HAVE =
  /^ (?:have|has|had|get|gets|earn|earns|receive|receives) (?:the |a |an )?(?:highest|lowest|best|worst|most|fewest|largest|smallest|higher|lower|better|more) $/;

/** "students live in the dormitory" */
const NOTHING = /^ (?:at |of |in )?(?:do |who )?$/;

const DO = /^ (?:do|does|did) (?:the |its |our )?$/;

const VERB = /^(?:live|lives|living|stay|board|boards) /;

/** 毕业生中有多少人升学: the first name is only the frame of the second; 双师型教师占全体教师, "starting salary of graduates": the second is inside the first. */
export function dropFrame(draft: Draft, names: readonly Weighed[]): readonly Weighed[] {
  const [first, second, ...others] = names;
  if (first === undefined || first.item === null || second === undefined || second.item === null) return names;
  const between = draft.reading.text.slice(first.item.end, second.item.start);
  if (textOf(draft, first.item).endsWith("占") || /^ of (?:the |all |its )?$/.test(between)) return [first, ...others];
  // "whose graduates have the lowest starting salary": those who have it are only its frame.
  if (HAVE.test(between) || (NOTHING.test(withoutOwners(draft, first.item.end, second.item.start)) && VERB.test(textOf(draft, second.item))))
    return [second, ...others];
  // "How many graduates of X went to small firms": whom the second name counts.
  if (/\bhow many (?:of (?:the |its |their )?)?$/.test(withoutOwners(draft, 0, first.item.start)) && countsThese(draft, first.item, second.item))
    return [second, ...others];
  // "How many teachers of X have senior titles": those who hold it are only its frame.
  if (
    /\bhow many (?:of )?(?:'s |the |its |their )?$/.test(withoutOwners(draft, 0, first.item.start)) &&
    HOLD.test(withoutOwners(draft, first.item.end, second.item.start)) &&
    arePeople(draft, second.item)
  )
    return [second, ...others];
  // "How many ethnic groups do the students come from": whose they are stands behind.
  if (/\bhow many $/.test(draft.reading.text.slice(0, first.item.start)) && DO.test(between)) return [first, ...others];
  if (
    first.kind === "entry" &&
    second.kind === "open" &&
    /^[去到在往赴]?$/.test(between) &&
    COUNTED_AT_END.test(foldText(second.words)) &&
    arePeople(draft, first.item)
  )
    return [second, ...others];
  if (/^(?:中|里|当中|之中|在内)/.test(draft.reading.text.slice(first.item.end))) return [withoutFrame(draft, second, first.item.end), ...others];
  return names;
}

const HOLD = /^ ?(?:(?:of|at|from|in) ?)?(?:do |does |who )?(?:have|has|had|hold|holds|held|possess)(?: with)? (?:a |an |the )?$/;

function arePeople(draft: Draft, span: Span): boolean {
  const ids = ofKind(draft.found, "indicator").find((item) => item.start === span.start)?.ids ?? [];
  return entriesOf(draft, ids)[0]?.units.includes("人") === true;
}

const ACTS =
  /^ ?(?:(?:of|at|from|in) ?)?(?:(?:who|that|have|has|had|then|also|later|are|were|chose|decided|to) )*(?:go|goes|went|gone|going|find|found|take|took|get|got|land|landed|stay|stayed|remain|remained|work|worked|working|employed|join|joined|enter|entered|start|started|continue|continued|serve|served)\b[^,;.?]{0,24}$/;

/** Whether what stands between two names says that those of the first did what the second counts: both are people, and the second's meaning names the first. */
function countsThese(draft: Draft, first: Span, second: Span): boolean {
  const between = withoutOwners(draft, first.end, second.start).replace(/'s\b/, "");
  const entryAt = (span: Span): Indicator | undefined =>
    entriesOf(draft, ofKind(draft.found, "indicator").find((item) => item.start === span.start)?.ids ?? [])[0];
  const people = entryAt(first);
  const counted = entryAt(second);
  if (people === undefined || counted === undefined || counted.id === people.id || !counted.units.some((unit) => people.units.includes(unit))) return false;
  const noun = people.zh.replace(/[总人]?数$/, "");
  const acts = ACTS.test(between) || (/^ ?(?:(?:of|at|from|in) ?)?$/.test(between) && ACTS.test(` ${draft.reading.text.slice(second.start, second.end)}`));
  return acts && !/\b(?:and|or)\b/.test(between) && `${counted.zh}${counted.definition}`.includes(noun);
}

/** The text between two places, without the schools named there. */
export function withoutOwners(draft: Draft, start: number, end: number): string {
  const inside = ofKind(draft.found, "owner").filter((item) => item.start >= start && item.end <= end);
  const cut = inside.reduce((at, item) => Math.max(at, item.end), start);
  return inside.length === 0
    ? draft.reading.text.slice(start, end)
    : `${draft.reading.text.slice(start, inside[0]?.start ?? start)}${draft.reading.text.slice(cut, end).trimStart()}`;
}

/** 专任教师中高级职称: the 中 after a frame is no part of the name 中高级职称. */
function withoutFrame(draft: Draft, name: Weighed, frameEnd: number): Weighed {
  if (name.kind === "open" || name.item.start !== frameEnd) return name;
  const ids = exactMatch(draft, textOf(draft, name.item).slice(1));
  return ids === null ? name : { kind: "entry", item: { ...name.item, start: frameEnd + 1, ids } };
}
