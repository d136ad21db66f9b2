import type { Runtime } from "../runtime.ts";

/** How often is looked whether the index has changed, in milliseconds; it is warmed once it has been left alone for so long. */
const EVERY_MS = 1_000;

/**
 * Warms an index beside answering, from now on and after each change, until told to stop. While reports come in one after another nothing is
 * warmed: each of them would undo it.
 */
export function keepWarm(
  { store, warm }: Pick<Runtime, "warm"> & { readonly store: { generation(): number } },
  logError: (cause: unknown) => void,
): () => void {
  let last: number | null = null;
  let done: number | null = null;
  let isBusy = false;

  async function look(): Promise<void> {
    const now = store.generation();
    const isQuiet = now === last;
    last = now;
    if (!isQuiet || isBusy || now === done) return;
    isBusy = true;
    try {
      if (await warm()) done = now;
    } finally {
      isBusy = false;
    }
  }

  const timer = setInterval(() => {
    look().catch((cause: unknown) => {
      // Not tried again before the next change: what fails once would fail each second.
      done = last;
      logError(cause);
    });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
