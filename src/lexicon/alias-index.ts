import type { IndicatorId } from "../domain/ids.ts";
import type { Span } from "../domain/span.ts";
import { aliasKeyOf, isSkipped, isWordUnit, toAliasKey } from "./alias-key.ts";
import { createAutomaton } from "./automaton.ts";

/** Where an alias holds: everywhere (zh), in questions alone (ask), in a report's prose alone (prose), in English (en). */
export type AliasFrom = "zh" | "ask" | "prose" | "en";

/** A name found in a text; several ids where entries of one family (or with other units) share it. Spans count units of the text searched. */
export interface AliasMatch extends Span {
  readonly indicatorIds: readonly IndicatorId[];
  readonly from: AliasFrom;
}

export interface AliasIndex {
  /**
   * Every match in folded text, nested and overlapping ones included, ordered by start then longest first. Quotes, blanks and 的 inside a
   * match are skipped (their units lie in the span). `from` limits the lists looked at. Linear in text, sorting aside.
   */
  find(folded: string, from?: readonly AliasFrom[]): AliasMatch[];
  /** The match that covers all of `folded`, as `find` would give it first; undefined where no name does. Costs one look-up. */
  whole(folded: string, from?: readonly AliasFrom[]): AliasMatch | undefined;
  /** Plain Chinese alias strings, folded, for a segmenter's dictionary. */
  readonly terms: readonly string[];
}

/** One plain name (folded, grammar expanded) of one entry, with its key as toAliasKey makes it. */
export interface AliasForm {
  readonly text: string;
  readonly key: string;
  /** The list it stands in; "not" marks a longer word that blocks the entry's names inside it. */
  readonly from: AliasFrom | "not";
  readonly indicatorId: IndicatorId;
}

const FROM_ORDER: readonly AliasFrom[] = ["zh", "ask", "prose", "en"];
/** A segmenter word longer than this would swallow the words that a search is about. */
const MAX_TERM_LENGTH = 8;

/** What no name holds, as a rule: words that hold it need no key to be made of them. */
const CLAUSE_END = /[，。；]/;

interface Name {
  readonly key: string;
  readonly ids: Map<AliasForm["from"], IndicatorId[]>;
}

/** A stretch in which `indicatorId` is not named, whatever alias stands there. */
interface Block extends Span {
  readonly indicatorId: IndicatorId;
}

/** Builds the index: `find` on 学校占地面积160亩 gives 占地面积 at [2, 6) once some form is 占地面积. */
export function createAliasIndex(forms: readonly AliasForm[]): AliasIndex {
  const names = collectNames(forms);
  const automaton = createAutomaton(names.map((name) => name.key));
  const byKey = new Map(names.map((name) => [name.key, name]));
  const marked = names.some(({ key }) => CLAUSE_END.test(key));
  return {
    whole(folded, from = FROM_ORDER) {
      const name = folded === "" || (!marked && CLAUSE_END.test(folded)) ? undefined : byKey.get(aliasKeyOf(folded));
      if (name === undefined || isSkipped(folded[0]) || isSkipped(folded[folded.length - 1])) return undefined;
      const list = FROM_ORDER.find((candidate) => from.includes(candidate) && name.ids.has(candidate));
      const blocked = name.ids.get("not") ?? [];
      const indicatorIds = (list === undefined ? [] : (name.ids.get(list) ?? [])).filter((id) => !blocked.includes(id));
      return list === undefined || indicatorIds.length === 0 ? undefined : { start: 0, end: folded.length, indicatorIds, from: list };
    },
    terms: [...new Set(forms.filter(isTerm).map((form) => form.text))],
    find(folded, from = FROM_ORDER) {
      const { key, starts, ends } = toAliasKey(folded);
      const wanted = FROM_ORDER.filter((list) => from.includes(list));
      const matches: AliasMatch[] = [];
      const blocks: Block[] = [];
      automaton.scan(key, (word, end) => {
        const name = names[word];
        if (name === undefined || !isBounded(key, end - name.key.length, end)) return;
        const span = { start: starts[end - name.key.length] ?? 0, end: ends[end - 1] ?? 0 };
        for (const list of wanted) {
          const indicatorIds = name.ids.get(list);
          if (indicatorIds !== undefined) matches.push({ ...span, indicatorIds, from: list });
        }
        for (const indicatorId of name.ids.get("not") ?? []) blocks.push({ ...span, indicatorId });
      });
      matches.sort((a, b) => a.start - b.start || b.end - a.end || FROM_ORDER.indexOf(a.from) - FROM_ORDER.indexOf(b.from));
      return blocks.length === 0 ? matches : withoutBlocked(matches, blocks);
    },
  };
}

function isTerm(form: AliasForm): boolean {
  const plain = form.from !== "en" && form.from !== "not";
  return plain && form.text.length > 1 && form.text.length <= MAX_TERM_LENGTH && /^\p{Script=Han}+$/u.test(form.text);
}

function collectNames(forms: readonly AliasForm[]): Name[] {
  const names = new Map<string, Name>();
  for (const form of forms) {
    const name = names.get(form.key) ?? { key: form.key, ids: new Map<AliasForm["from"], IndicatorId[]>() };
    names.set(form.key, name);
    const ids = name.ids.get(form.from) ?? [];
    name.ids.set(form.from, ids);
    if (!ids.includes(form.indicatorId)) ids.push(form.indicatorId);
  }
  return [...names.values()];
}

/** Drops from each match the entries for which a block covers it. One pass: both lists go by start, and per entry only the furthest end so far counts. */
function withoutBlocked(matches: readonly AliasMatch[], blocks: readonly Block[]): AliasMatch[] {
  const ordered = blocks.toSorted((a, b) => a.start - b.start);
  const reach = new Map<IndicatorId, number>();
  let at = 0;
  return matches.flatMap((match) => {
    for (let block = ordered[at]; block !== undefined && block.start <= match.start; block = ordered[at]) {
      reach.set(block.indicatorId, Math.max(block.end, reach.get(block.indicatorId) ?? 0));
      at += 1;
    }
    const indicatorIds = match.indicatorIds.filter((id) => (reach.get(id) ?? 0) < match.end);
    if (indicatorIds.length === match.indicatorIds.length) return [match];
    return indicatorIds.length === 0 ? [] : [{ ...match, indicatorIds }];
  });
}

/** A name that begins or ends with a letter or digit must not be a piece of a longer word ("rate" in "separate"). */
function isBounded(key: string, start: number, end: number): boolean {
  const cutsBefore = isWordUnit(key[start]) && isWordUnit(key[start - 1]);
  const cutsAfter = isWordUnit(key[end - 1]) && isWordUnit(key[end]);
  return !cutsBefore && !cutsAfter;
}
