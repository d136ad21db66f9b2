import { Command, CommanderError } from "commander";
import { type Config, type ConfigFlags, readConfig } from "../config.ts";
import { AppError } from "../domain/issue.ts";
import { defineAuditCommands } from "./audit-program.ts";
import { type CliIo, EXIT } from "./io.ts";
import { type Act, recordAct } from "./record-act.ts";
import { defineReportCommands } from "./report-program.ts";
import { defineUpkeepCommands } from "./upkeep-program.ts";

type Run = (config: Config, io: CliIo) => Promise<number>;

/** Runs one command line (without node and script) and gives the exit code; nothing is thrown. */
export async function runCli(argv: readonly string[], io: CliIo): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = new Command("wenbao");
  let act: Act = { command: "", args: [] };
  const run = async (command: Run): Promise<void> => {
    const config = readConfig(program.opts<ConfigFlags>(), io.environment, io.workingFolder);
    let outcome = "failed";
    try {
      exitCode = await command(config, io);
      if (exitCode === EXIT.ok) outcome = "done";
    } catch (error) {
      if (error instanceof AppError) outcome = `refused (${error.code})`;
      throw error;
    } finally {
      recordAct(config, io, act, outcome);
    }
  };
  program.hook("preAction", (_, called) => {
    act = { command: called.name(), args: called.args };
  });
  defineProgram(program, io, run);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof AppError) {
      io.err(`wenbao: ${error.safeMessage}\n`);
      return error.code.endsWith("_setting") || error.code === "usage" ? EXIT.usage : EXIT.failed;
    }
    io.err(`wenbao: Something went wrong inside. Please report this: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return EXIT.failed;
  }
}

// Commands are loaded when they run, so that help and `figures` start without the embedder.
function defineProgram(program: Command, io: CliIo, run: (command: Run) => Promise<void>): void {
  program
    .description("Answers questions over school quality reports with cited extracts and figures. Offline.")
    .option("--index <folder>", "folder of the index (WENBAO_INDEX; default indexes/default)")
    .option("--reports <folder>", "folder of the reports that `start` ingests (WENBAO_REPORTS; default data/reports)")
    .option("--corrections <folder>", "folder of figures set right by hand (WENBAO_CORRECTIONS; default data/corrections)")
    .option("--port <number>", "port of the server (PORT; default 3000)")
    .option("--host <address>", "address that the server listens on (WENBAO_HOST; default 127.0.0.1)")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => io.out(text),
      writeErr: (text) => io.err(text),
      outputError: (text, write) => write(`wenbao: ${asSentence(text)} See \`wenbao --help\`.\n`),
    })
    .helpCommand(false)
    .exitOverride();

  program
    .command("ingest")
    .description(
      "Read reports (.docx, .pdf, .html, .xlsx, .csv, .txt, .md, or a .zip or folder of them) into the index. Unchanged files are skipped, changed ones replaced.",
    )
    .argument("<path...>", "files or folders")
    .option("--prune", "remove reports whose files, formerly below a given path, are gone")
    .option("--school <name>", "whose report the one given file is: a school's or a region's full name; kept beside it in FILE.meta.json")
    .option("--year <year>", "which year the one given file is about; kept beside it in FILE.meta.json")
    .option("--language <zh|en>", "tell refusals and warnings in this language (default en)")
    .action((paths: string[], options: { prune?: boolean; school?: string; year?: string; language?: string }) =>
      run(async (config, io) => (await import("./commands/ingest.ts")).ingestCommand(config, io, { ...options, paths, prune: options.prune === true })),
    );

  program
    .command("ask")
    .description("Answer one question from the index, with figures and sources.")
    .argument("<question>", "the question in Chinese or English; - reads it from standard input")
    .option("--json", "print the answer as JSON, the same object as POST /api/ask gives")
    .option("--language <zh|en>", "answer in this language instead of the question's")
    .option("--output <file>", "write the answer with its sources to this .docx or .xlsx file instead")
    .option("--report <id...>", "ask these reports alone (ids as in `figures --json` or GET /api/reports)")
    .action((question: string, options: { json?: boolean; language?: string; output?: string; report?: string[] }) =>
      run(async (config, io) =>
        (await import("./commands/ask.ts")).askCommand(config, io, {
          question,
          json: options.json === true,
          language: options.language,
          output: options.output,
          reportIds: options.report,
        }),
      ),
    );

  program
    .command("eval")
    .description("Ask the questions of gold sets (JSON) and tell how many answers are right.")
    .argument("<file...>", "gold sets: a JSON array of { id, question, expect }")
    .option("--faults", "print each wrong answer with its faults")
    .action((files: string[], options: { faults?: boolean }) =>
      run(async (config, io) => (await import("./commands/eval.ts")).evalCommand(config, io, { files, faults: options.faults === true })),
    );

  program
    .command("figures")
    .description("List the figures of the index, each with the exact place it came from.")
    .option("--json", "one JSON object per line")
    .option("--school <name>", "only this school: id, name or a part of a name")
    .option("--indicator <name>", "only this indicator: id, name or a part of a name")
    .option("--period <year>", "only this year")
    .option("--explain", "show the rule that read each figure, the words it was read by and the sentence")
    .action((options: { json?: boolean; school?: string; indicator?: string; period?: string; explain?: boolean }) =>
      run(async (config, io) => {
        const { json, explain, ...query } = options;
        return (await import("./commands/figures.ts")).figuresCommand(config, io, { json: json === true, explain: explain === true, query });
      }),
    );

  defineAuditCommands(program, run);

  defineReportCommands(program, run);

  program
    .command("feedback")
    .description("List what people thought of answers, oldest first.")
    .option("--json", "one JSON object per line")
    .action((options: { json?: boolean }) =>
      run(async (config, io) => (await import("./commands/feedback.ts")).feedbackCommand(config, io, { json: options.json === true })),
    );

  defineUpkeepCommands(program, run);

  program
    .command("serve")
    .description("Serve the chat page and the HTTP interface over an existing index.")
    .option("--watch", "take in the reports' folder, and go on taking in what is new, changed or gone in it while answering")
    .action((options: { watch?: boolean }) =>
      run(async (config, io) => (await import("./commands/serve.ts")).serveCommand(config, io, undefined, { watch: options.watch === true })),
    );

  program
    .command("start")
    .description("Ingest the reports' folder, then serve (what `npm start` does).")
    .action(() => run(async (config, io) => (await import("./commands/serve.ts")).startCommand(config, io)));
}

/** Commander's "error: unknown option '--x'" → "unknown option '--x'." */
function asSentence(text: string): string {
  const line = text
    .trim()
    .replace(/^error:\s*/i, "")
    .replace(/\s*\n\s*/g, " ");
  return /[.?!)]$/.test(line) ? line : `${line}.`;
}
