/** The world that a command touches, handed in so that tests can look at it. */
export interface CliIo {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** Standard error where it is a terminal: only then bars are drawn. */
  readonly terminal: NodeJS.WritableStream | null;
  /** Results, to standard output. */
  out(text: string): void;
  /** Progress and complaints, to standard error. */
  err(text: string): void;
  readStandardInput(): Promise<string>;
  /** Resolves when the person or the system asks the program to end. */
  waitForStop(): Promise<void>;
}

/** Exit codes: everything went well; it ran and failed; it was called wrongly. */
export const EXIT = { ok: 0, failed: 1, usage: 2 } as const;
