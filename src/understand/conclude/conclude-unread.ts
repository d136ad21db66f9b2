import { type Span, spansOverlap } from "../../domain/span.ts";
import type { Draft } from "../draft.ts";
import { typedText } from "../mentions.ts";
import { ofKind } from "../reading.ts";
import { openPieces, textOf } from "./indicator-names.ts";
import { isNeutral } from "./weigh-names.ts";

const LEAST = 2;
/** 入了党, 出过书: a verb and its object with only such a particle between them are one word. */
const ASPECT = /^(?:了|过)$/;
const COUNTS = /有?(?:多少|几)[个名位]?/;
const WORD = /^[\u4e00-\u9fff]+$|^[a-z][a-z-]{2,}$/;

/** Lincheng Secondary Specialized School: English words between the place and the kind of school belong to the name. */
function isOfName({ reading }: Draft, piece: Span): boolean {
  return (
    /^[a-z]/.test(reading.text.slice(piece.start)) &&
    /^(?: [a-z]+){0,2} (?:school|college|institute|centre|center|academy)\b/.test(reading.text.slice(piece.end))
  );
}

/**
 * 多少学生去了招聘会: the one thing asked for has an entry, and the question says more of it than any vocabulary explains. These words are kept, so
 * that a number which stands with them may go before the one of the whole.
 */
export function concludeUnread(draft: Draft): Draft {
  const { indicators } = draft;
  const [asked, ...others] = indicators.certainty === "stated" ? indicators.value : [];
  if (asked?.kind !== "entry" || others.length > 0 || draft.trace.includes("subject.unexplained") || draft.trace.includes("indicator.spoken_name"))
    return draft;
  const names = ofKind(draft.found, "indicator").filter((item) => item.ids.includes(asked.id));
  // 护理专业学生有多少被医院录用: the part is known, what is said of it behind how many is not.
  const parts = ofKind(draft.found, "subject");
  const from = draft.subject === null ? 0 : (COUNTS.exec(draft.reading.text)?.index ?? draft.reading.text.length);
  const pieces = openPieces(draft).filter((piece) => piece.start >= from && !parts.some((part) => draft.subject !== null && spansOverlap(part, piece)));
  const words = pieces
    .filter((piece) => !names.some((name) => spansOverlap(name, piece)))
    .filter((piece) => !isOfName(draft, piece))
    .filter((piece) => piece.end - piece.start >= LEAST && WORD.test(textOf(draft, piece)) && !isNeutral(textOf(draft, piece)))
    .map((piece) => typedText(draft, piece))
    .concat(partedWords(draft, pieces), stays(draft));
  return words.length === 0 ? draft : { ...draft, unread: words.join(" ") };
}

/** 毕业生有多少留在平湖: the school's own town is where they stay, and no school. */
function stays({ reading, found }: Draft): readonly string[] {
  return ofKind(found, "owner").flatMap(({ start, end }) => {
    const verb = STAYS.exec(reading.text.slice(0, start))?.[0];
    return verb === undefined ? [] : [verb + reading.text.slice(start, end)];
  });
}
const STAYS = /留(?:在|到|守)?$/;

/** 入了党 → 入党: single characters that an aspect particle parts. */
function partedWords(draft: Draft, pieces: readonly Span[]): readonly string[] {
  return pieces.slice(1).flatMap((piece, index) => {
    const before = pieces[index];
    const isParted = before !== undefined && before.end - before.start === 1 && piece.end - piece.start === 1;
    return isParted && ASPECT.test(textOf(draft, { start: before.end, end: piece.start })) ? [typedText(draft, before) + typedText(draft, piece)] : [];
  });
}
