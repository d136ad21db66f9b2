import type { AliasMatch } from "../../lexicon/alias-index.ts";
import { NEUTRAL_BEFORE, stripLeading } from "../cues.ts";

/** An item of a list. */
export interface Head {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The entry that item and shared name make together, where they stand apart in the sentence. */
  readonly ids?: AliasMatch;
}

/** Ways to part a list, from the one that parts least: in 校园文化与社团活动、校园安全 the 与 joins nothing of the list. */
export const PARTINGS: readonly RegExp[] = [/(、)/, /(、|(?:以及|和)(?=[^、和]*$))/, /(、|(?:以及|和|与|及)(?=[^、和与及]*$))/, /(、|以及|和|与|及)/];

/** The items of the list before the mark: parted so that they are `count`, where some way of parting gives that. */
export function headsBefore(text: string, from: number, to: number, count: number): Head[] {
  const lead = text.slice(from, to);
  const cut = Math.max(lead.lastIndexOf("，", lead.length - 2), lead.lastIndexOf(":"), -1);
  const start = from + cut + 1;
  let heads: Head[] = [];
  for (const parting of PARTINGS) {
    heads = partedBy(text, start, to, parting);
    if (heads.length === count) return heads;
  }
  return heads;
}

/** 工作环境、工作生活*六项的*满意度: how many there were adds nothing to the last item. */
const SUMMED_UP = /(?:等)?[一二两三四五六七八九十\d]{1,2}(?:个?方面|项|类|种)(?:的)?(?=[\u4e00-\u9fff])/;

function partedBy(text: string, start: number, to: number, parting: RegExp): Head[] {
  const heads: Head[] = [];
  let at = start;
  for (const piece of text.slice(start, to).split(parting)) {
    if (!/^(?:、|以及|和|与|及)$/.test(piece)) {
      const trimmed = stripLeading(piece, NEUTRAL_BEFORE);
      if (trimmed !== "") heads.push({ start: at + piece.length - trimmed.length, end: at + piece.length, text: trimmed.replace(SUMMED_UP, "") });
    }
    at += piece.length;
  }
  return heads;
}
