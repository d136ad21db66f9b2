import { text } from "node:stream/consumers";
import type { CliIo } from "./io.ts";
import { runCli } from "./program.ts";

// A reader that closes early (`wenbao figures | head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const io: CliIo = {
  environment: process.env,
  workingFolder: process.cwd(),
  terminal: process.stderr.isTTY === true ? process.stderr : null,
  out: (part) => void process.stdout.write(part),
  err: (part) => void process.stderr.write(part),
  readStandardInput: () => text(process.stdin),
  waitForStop: () =>
    new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    }),
};

process.exitCode = await runCli(process.argv.slice(2), io);
