import type { Span } from "../../domain/span.ts";
import { isCoordinated } from "../detect/detect-unknown-owners.ts";
import type { Draft } from "../draft.ts";
import { type Found, ofKind } from "../reading.ts";

const ONE_LATIN_WORD = /^[a-z'-]+$/;

/**
 * "How many Laotian students study at Pinghu": beside a school that is known, a word that might be the name of another is one of the things said,
 * unless the two stand as equals.
 */
export function dropStrangers(draft: Draft): Draft {
  if (ofKind(draft.found, "owner").length === 0) return draft;
  const { text } = draft.reading;
  // Libang Hexin: two such words in a row are one name, and no two schools set side by side.
  const others = (item: Found): readonly Found[] => draft.found.filter((one) => one.kind !== "unknown_owner" || !isInRow(text, one, item));
  const isStranger = (item: Found): boolean =>
    item.kind === "unknown_owner" &&
    item.rule !== "owner.other_school_of_place" &&
    ONE_LATIN_WORD.test(text.slice(item.start, item.end)) &&
    !isCoordinated(text, others(item), item.start, item.end);
  return draft.found.some(isStranger) ? { ...draft, found: draft.found.filter((item) => !isStranger(item)) } : draft;
}

const isInRow = (text: string, a: Span, b: Span): boolean => /^ *$/.test(text.slice(Math.min(a.end, b.end), Math.max(a.start, b.start)));
