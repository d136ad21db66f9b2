/**
 * What `make` gives for a text, kept for later calls; all that is kept is let go where it would be more than `most`. `make` must depend on the text alone,
 * so that keeping changes no answer.
 */
export function keepByText<V>(most: number, make: (text: string) => V): (text: string) => V {
  const kept = new Map<string, V>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const made = make(text);
    if (kept.size >= most) kept.clear();
    kept.set(text, made);
    return made;
  };
}

/** What `make` gives for something of a report, whose `text` is that report's; made anew where the text is another (names masked in it, say). */
export function keepByObject<K extends object, V>(make: (key: K, text: string) => V): (key: K, text: string) => V {
  const kept = new WeakMap<K, { readonly text: string; readonly value: V }>();
  return (key, text) => {
    const known = kept.get(key);
    if (known !== undefined && known.text === text) return known.value;
    const value = make(key, text);
    kept.set(key, { text, value });
    return value;
  };
}
