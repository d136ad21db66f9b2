import { runCli } from "../../src/cli/program.ts";

export interface CliResult {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process, as from a pipe: no terminal, no colours. */
export async function cli(
  argv: readonly string[],
  options: {
    readonly environment?: Record<string, string>;
    readonly input?: string;
    readonly until?: Promise<void>;
    /** Told of what goes to standard error as it comes. */
    readonly onErr?: (text: string) => void;
  } = {},
): Promise<CliResult> {
  let out = "";
  let err = "";
  const code = await runCli(argv, {
    environment: options.environment ?? {},
    workingFolder: process.cwd(),
    terminal: null,
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
      options.onErr?.(text);
    },
    readStandardInput: async () => options.input ?? "",
    waitForStop: () => options.until ?? Promise.resolve(),
  });
  return { code, out, err };
}
