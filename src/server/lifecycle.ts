/** Whether the server is to end, and what it still has to finish. */
export interface Lifecycle {
  isStopping(): boolean;
  /** Counts work as under way until it ends, whether anybody still waits for it or not. */
  track<T>(work: Promise<T>): Promise<T>;
  /** From now on no new work should come. */
  beginStop(): void;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
}

export function createLifecycle(): Lifecycle {
  const underWay = new Set<Promise<unknown>>();
  let stopping = false;
  return {
    isStopping: () => stopping,
    track(work) {
      const settled: Promise<unknown> = work.catch(() => undefined);
      underWay.add(settled);
      void settled.then(() => underWay.delete(settled));
      return work;
    },
    beginStop() {
      stopping = true;
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
