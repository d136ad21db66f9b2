import type { IndicatorId } from "../domain/ids.ts";
import type { Span } from "../domain/span.ts";
import { isWordUnit, toAliasKey } from "./alias-key.ts";

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
  /** Plain Chinese alias strings, folded, for a segmenter's dictionary. */
  readonly terms: readonly string[];
}

/** One plain name (folded, grammar expanded) of one entry. */
export interface AliasForm {
  readonly text: string;
  /** The list it stands in; "not" marks a longer word that blocks the entry's names inside it. */
  readonly from: AliasFrom | "not";
  readonly indicatorId: IndicatorId;
}

const FROM_ORDER: readonly AliasFrom[] = ["zh", "ask", "prose", "en"];
/** A segmenter word longer than this would swallow the words that a search is about. */
const MAX_TERM_LENGTH = 8;

interface Name {
  readonly key: string;
  readonly ids: Map<AliasForm["from"], IndicatorId[]>;
}

/** A node of the Aho–Corasick automaton over key units. */
interface Node {
  readonly next: Map<string, Node>;
  fail: Node | null;
  /** The nearest node on the fail chain that ends a name. */
  shorter: Node | null;
  name: Name | null;
}

/** Builds the index: `find` on 学校占地面积160亩 gives 占地面积 at [2, 6) once some form is 占地面积. */
export function createAliasIndex(forms: readonly AliasForm[]): AliasIndex {
  const root = buildAutomaton(collectNames(forms));
  return {
    terms: [...new Set(forms.filter(isTerm).map((form) => form.text))],
    find: (folded, from = FROM_ORDER) => findNames(root, folded, from),
  };
}

function isTerm(form: AliasForm): boolean {
  return form.from !== "en" && form.from !== "not" && form.text.length > 1 && form.text.length <= MAX_TERM_LENGTH && /^\p{Script=Han}+$/u.test(form.text);
}

function collectNames(forms: readonly AliasForm[]): Name[] {
  const names = new Map<string, Name>();
  for (const form of forms) {
    const { key } = toAliasKey(form.text);
    const name = names.get(key) ?? { key, ids: new Map<AliasForm["from"], IndicatorId[]>() };
    names.set(key, name);
    const ids = name.ids.get(form.from) ?? [];
    name.ids.set(form.from, ids);
    if (!ids.includes(form.indicatorId)) ids.push(form.indicatorId);
  }
  return [...names.values()];
}

const createNode = (): Node => ({ next: new Map(), fail: null, shorter: null, name: null });

function buildAutomaton(names: readonly Name[]): Node {
  const root = createNode();
  for (const name of names) {
    let node = root;
    for (let i = 0; i < name.key.length; i += 1) {
      const unit = name.key[i] ?? "";
      const child = node.next.get(unit) ?? createNode();
      node.next.set(unit, child);
      node = child;
    }
    node.name = name;
  }
  linkFailures(root);
  return root;
}

/** Breadth first, so that a node's fail target is complete before the node itself. */
function linkFailures(root: Node): void {
  const queue = [root];
  for (let at = 0; at < queue.length; at += 1) {
    const node = queue[at];
    if (node === undefined) return;
    for (const [unit, child] of node.next) {
      child.fail = node === root ? root : (step(root, node.fail ?? root, unit) ?? root);
      child.shorter = child.fail.name === null ? child.fail.shorter : child.fail;
      queue.push(child);
    }
  }
}

function step(root: Node, from: Node, unit: string): Node | null {
  let node: Node = from;
  for (;;) {
    const next = node.next.get(unit);
    if (next !== undefined) return next;
    if (node === root || node.fail === null) return null;
    node = node.fail;
  }
}

/** A stretch in which `indicatorId` is not named, whatever alias stands there. */
interface Block extends Span {
  readonly indicatorId: IndicatorId;
}

function findNames(root: Node, folded: string, from: readonly AliasFrom[]): AliasMatch[] {
  const { key, starts, ends } = toAliasKey(folded);
  const wanted = FROM_ORDER.filter((list) => from.includes(list));
  const matches: AliasMatch[] = [];
  const blocks: Block[] = [];
  let node = root;
  for (let at = 0; at < key.length; at += 1) {
    node = step(root, node, key[at] ?? "") ?? root;
    for (let ending: Node | null = node.name === null ? node.shorter : node; ending !== null; ending = ending.shorter) {
      if (ending.name === null) continue;
      const first = at + 1 - ending.name.key.length;
      if (!isBounded(key, first, at + 1)) continue;
      const span = { start: starts[first] ?? 0, end: ends[at] ?? 0 };
      for (const list of wanted) {
        const indicatorIds = ending.name.ids.get(list);
        if (indicatorIds !== undefined) matches.push({ ...span, indicatorIds, from: list });
      }
      for (const indicatorId of ending.name.ids.get("not") ?? []) blocks.push({ ...span, indicatorId });
    }
  }
  matches.sort((a, b) => a.start - b.start || b.end - a.end || FROM_ORDER.indexOf(a.from) - FROM_ORDER.indexOf(b.from));
  return blocks.length === 0 ? matches : withoutBlocked(matches, blocks);
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
