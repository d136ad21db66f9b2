/** Finds many words at once (Aho–Corasick over UTF-16 units). Nodes are numbers, 0 the root; arrays keep a vocabulary of 20,000 words small. */
export interface Automaton {
  /** Calls `visit` for every occurrence of every word, nested ones included, by end then longest first. Linear in text and occurrences. */
  scan(text: string, visit: (word: number, end: number) => void): void;
}

const NONE = -1;
const UNITS = 0x10000;

interface Trie {
  /** Number of each unit that stands in some word, from 1; 0 for all others, which lead back to the root at once. */
  readonly symbols: Uint16Array;
  /** How many such numbers there are, 0 included. */
  readonly width: number;
  /** Child of a node, under node * width + symbol. */
  readonly children: Edges;
  /** Children of the root by symbol. */
  readonly first: Int32Array;
  readonly parents: number[];
  /** The symbol that leads to a node. */
  readonly symbolOf: number[];
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
    const fail = parent === 0 ? 0 : step(trie, fails, fails[parent] ?? 0, trie.symbolOf[node] ?? 0);
    fails[node] = fail;
    shorter[node] = trie.words[fail] === NONE ? (shorter[fail] ?? NONE) : fail;
  }
  return {
    scan(text, visit) {
      let node = 0;
      for (let at = 0; at < text.length; at += 1) {
        const symbol = trie.symbols[text.charCodeAt(at)] ?? 0;
        node = symbol === 0 ? 0 : step(trie, fails, node, symbol);
        let ending = trie.words[node] === NONE ? (shorter[node] ?? NONE) : node;
        while (ending !== NONE) {
          visit(trie.words[ending] ?? NONE, at + 1);
          ending = shorter[ending] ?? NONE;
        }
      }
    },
  };
}

/** A hash table of whole numbers above 0 with open addressing: one look costs a fraction of what a Map takes, and every character of a report costs several. */
interface Edges {
  get(key: number): number;
  set(key: number, value: number): void;
}

/** Room for `most` entries; `get` gives NONE where nothing was set. */
function createEdges(most: number): Edges {
  const bits = Math.max(4, Math.ceil(Math.log2(most + 1)) + 1);
  const last = 2 ** bits - 1;
  const keys = new Int32Array(last + 1);
  const values = new Int32Array(last + 1);
  const slotOf = (key: number): number => {
    let slot = Math.imul(key, HASH) >>> (32 - bits);
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & last;
    return slot;
  };
  return {
    get(key) {
      const slot = slotOf(key);
      return keys[slot] === key ? (values[slot] ?? NONE) : NONE;
    },
    set(key, value) {
      const slot = slotOf(key);
      keys[slot] = key;
      values[slot] = value;
    },
  };
}

/** Knuth's multiplier: neighbouring keys end far apart. */
const HASH = 0x9e3779b1;

function buildTrie(words: readonly string[]): Trie {
  const symbols = new Uint16Array(UNITS);
  let width = 1;
  for (const word of words)
    for (let at = 0; at < word.length; at += 1) {
      const unit = word.charCodeAt(at);
      if (symbols[unit] !== 0) continue;
      symbols[unit] = width;
      width += 1;
    }
  const trie: Trie = {
    symbols,
    width,
    children: createEdges(words.reduce((sum, word) => sum + word.length, 0)),
    first: new Int32Array(width),
    parents: [0],
    symbolOf: [0],
    depths: [0],
    words: [NONE],
  };
  words.forEach((word, index) => {
    let node = 0;
    for (let at = 0; at < word.length; at += 1) {
      const symbol = symbols[word.charCodeAt(at)] ?? 0;
      const edge = node * width + symbol;
      let child = trie.children.get(edge);
      if (child === NONE) {
        child = trie.words.length;
        trie.children.set(edge, child);
        trie.parents.push(node);
        trie.symbolOf.push(symbol);
        if (node === 0) trie.first[symbol] = child;
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

function step(trie: Trie, fails: Int32Array, from: number, symbol: number): number {
  for (let node = from; node !== 0; node = fails[node] ?? 0) {
    const next = trie.children.get(node * trie.width + symbol);
    if (next !== NONE) return next;
  }
  return trie.first[symbol] ?? 0;
}
