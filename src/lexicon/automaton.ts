/** Finds many words at once (Aho–Corasick over UTF-16 units). Nodes are numbers, 0 the root; arrays keep a vocabulary of 20,000 words small. */
export interface Automaton {
  /** Calls `visit` for every occurrence of every word, nested ones included, by end then longest first. Linear in text and occurrences. */
  scan(text: string, visit: (word: number, end: number) => void): void;
}

const NONE = -1;
const UNITS = 0x10000;

interface Trie {
  /** Child of a node by unit, under node * UNITS + unit: one map instead of one per node. */
  readonly children: Map<number, number>;
  readonly parents: number[];
  readonly units: number[];
  readonly depths: number[];
  /** Index of the word that ends at a node, or NONE. */
  readonly words: number[];
}

/** Builds the automaton over `words` (none empty); the number that `visit` gets is the place in that list. */
export function createAutomaton(words: readonly string[]): Automaton {
  const trie = buildTrie(words);
  const count = trie.words.length;
  const fails = new Int32Array(count);
  /** The nearest node on the fail chain that ends a word: skips the others, so that reading them out stays linear. */
  const shorter = new Int32Array(count).fill(NONE);
  for (const node of shallowFirst(trie.depths)) {
    const parent = trie.parents[node] ?? 0;
    const fail = parent === 0 ? 0 : step(trie, fails, fails[parent] ?? 0, trie.units[node] ?? 0);
    fails[node] = fail;
    shorter[node] = trie.words[fail] === NONE ? (shorter[fail] ?? NONE) : fail;
  }
  return {
    scan(text, visit) {
      let node = 0;
      for (let at = 0; at < text.length; at += 1) {
        node = step(trie, fails, node, text.charCodeAt(at));
        let ending = trie.words[node] === NONE ? (shorter[node] ?? NONE) : node;
        while (ending !== NONE) {
          visit(trie.words[ending] ?? NONE, at + 1);
          ending = shorter[ending] ?? NONE;
        }
      }
    },
  };
}

function buildTrie(words: readonly string[]): Trie {
  const trie: Trie = { children: new Map(), parents: [0], units: [0], depths: [0], words: [NONE] };
  words.forEach((word, index) => {
    let node = 0;
    for (let at = 0; at < word.length; at += 1) {
      const edge = node * UNITS + word.charCodeAt(at);
      let child = trie.children.get(edge);
      if (child === undefined) {
        child = trie.words.length;
        trie.children.set(edge, child);
        trie.parents.push(node);
        trie.units.push(word.charCodeAt(at));
        trie.depths.push(at + 1);
        trie.words.push(NONE);
      }
      node = child;
    }
    trie.words[node] = index;
  });
  return trie;
}

/** All nodes but the root, shallow ones first: a fail link points to a shallower node, which must be ready. */
function shallowFirst(depths: readonly number[]): number[] {
  const byDepth: number[][] = [];
  depths.forEach((depth, node) => {
    const level = byDepth[depth] ?? [];
    byDepth[depth] = level;
    level.push(node);
  });
  return byDepth.slice(1).flat();
}

function step(trie: Trie, fails: Int32Array, from: number, unit: number): number {
  let node = from;
  for (;;) {
    const next = trie.children.get(node * UNITS + unit);
    if (next !== undefined) return next;
    if (node === 0) return 0;
    node = fails[node] ?? 0;
  }
}
