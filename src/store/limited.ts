export interface Limited<K, V> {
  get(key: K): V | undefined;
  set(key: K, value: V, size: number): void;
  drop(key: K): void;
  clear(): void;
}

/** A map that keeps values up to a number of entries and of sizes in all; the one used longest ago goes first, and one too large is not kept. */
export function createLimited<K, V>(mostEntries: number, mostSize: number): Limited<K, V> {
  const held = new Map<K, { readonly value: V; readonly size: number }>();
  let total = 0;
  return {
    get(key) {
      const entry = held.get(key);
      if (entry === undefined) return undefined;
      held.delete(key);
      held.set(key, entry);
      return entry.value;
    },
    set(key, value, size) {
      total -= held.get(key)?.size ?? 0;
      held.delete(key);
      if (size > mostSize) return;
      held.set(key, { value, size });
      total += size;
      for (const [oldest, entry] of held) {
        if (total <= mostSize && held.size <= mostEntries) break;
        held.delete(oldest);
        total -= entry.size;
      }
    },
    drop(key) {
      total -= held.get(key)?.size ?? 0;
      held.delete(key);
    },
    clear() {
      held.clear();
      total = 0;
    },
  };
}
