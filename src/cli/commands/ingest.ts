import { resolve } from "node:path";
import { SingleBar } from "cli-progress";
import type { Config } from "../../config.ts";
import { AppError } from "../../domain/issue.ts";
import type { Language } from "../../domain/question.ts";
import type { IngestEvent, IngestFailure } from "../../indexing/events.ts";
import { tellIssue, tellRefusal } from "../../indexing/wording.ts";
import { ingestReports, type Parts } from "../../runtime.ts";
import { isOneFile, writeIdentity } from "../../writing/identity-file.ts";
import { type CliIo, EXIT } from "../io.ts";

export interface IngestCommandOptions {
  readonly paths: readonly string[];
  readonly prune: boolean;
  /** Whose report the one file is, and of which year; kept beside it. */
  readonly school?: string | undefined;
  readonly year?: string | undefined;
  /** The language in which refusals and warnings are told. */
  readonly language?: string | undefined;
}

/** `wenbao ingest`: succeeds when at least one report is in (or was removed as asked); each refused file is told in one line. */
export async function ingestCommand(config: Config, io: CliIo, options: IngestCommandOptions, parts?: Parts): Promise<number> {
  const language = readLanguage(options.language);
  setIdentity(options, io.workingFolder);
  const { paths, prune } = options;
  const progress = io.terminal === null ? lineProgress(io) : barProgress(io.terminal);
  const summary = await ingestReports(config, { paths, prune, onProgress: progress.show }, parts);
  progress.end();
  for (const failure of summary.failed) io.err(`wenbao: ${oneLine(failure.file)}: ${failureText(failure, language)}\n`);
  for (const { file, warnings } of summary.reports) for (const warning of warnings) io.err(`${oneLine(file)}: warning: ${tellIssue(warning, language)}\n`);
  for (const { file, removedId, removedAt } of summary.keptOut) {
    io.err(`${oneLine(file)}: kept out, it was removed on ${removedAt.slice(0, 10)}; \`wenbao undo ${removedId}\` brings it back\n`);
  }
  const { added, replaced, unchanged, removed, failed } = summary;
  const figures = summary.reports.reduce((sum, report) => sum + report.figureCount, 0);
  io.err(`${added} added, ${replaced} replaced, ${unchanged} unchanged, ${removed.length} removed, ${failed.length} refused; ${figures} figures\n`);
  if (summary.reports.length > 0 || removed.length > 0 || summary.keptOut.length > 0) return EXIT.ok;
  if (failed.length === 0) io.err("wenbao: No report was found. Give .docx, .pdf, .html, .xlsx, .csv, .txt or .md files, or folders that hold some.\n");
  return EXIT.failed;
}

function readLanguage(given: string | undefined): Language {
  if (given === undefined || given === "en" || given === "zh") return given ?? "en";
  throw new AppError("usage", `--language is "${given}". Give zh or en.`);
}

interface Progress {
  show(event: IngestEvent): void;
  end(): void;
}

/** A line per report, for pipes and logs. */
function lineProgress(io: CliIo): Progress {
  return {
    show(event) {
      if (event.kind !== "finished") return;
      const { outcome, file, passageCount, figureCount } = event.result;
      io.err(`${oneLine(file)}: ${outcome}, ${passageCount} passages, ${figureCount} figures\n`);
    },
    end: () => undefined,
  };
}

/** A bar over the files; the one under way counts by how much of it is embedded. */
function barProgress(stream: NodeJS.WritableStream): Progress {
  const bar = new SingleBar({ format: "{bar} {percentage}% | {file}", stream, hideCursor: true, clearOnComplete: true, barsize: 28 });
  const STEPS = 100;
  let current = 0;
  return {
    show(event) {
      if (event.kind === "discovered") bar.start(Math.max(1, event.total) * STEPS, 0, { file: "" });
      else if (event.kind === "started") {
        current = event.number - 1;
        bar.update(current * STEPS, { file: oneLine(event.file) });
      } else if (event.kind === "embedded") bar.update((current + event.done / Math.max(1, event.total)) * STEPS);
    },
    end: () => bar.stop(),
  };
}

function failureText(failure: IngestFailure, language: Language): string {
  const { code, cause } = failure;
  const reason = tellRefusal(failure, language);
  return code === "internal_error" && cause instanceof Error ? `${reason} (${oneLine(cause.message)})` : reason;
}

/** `--school` and `--year` are written beside the file. Throws AppError `usage` where they cannot be meant for one file. */
function setIdentity({ paths, school, year }: IngestCommandOptions, workingFolder: string): void {
  if (school === undefined && year === undefined) return;
  const path = resolve(workingFolder, paths[0] ?? "");
  if (paths.length !== 1 || !isOneFile(path)) {
    throw new AppError("usage", "--school and --year say whose report one file is. Give that file alone.");
  }
  if (year !== undefined && !/^(?:19|20|21)\d{2}$/.test(year)) throw new AppError("usage", `--year is "${year}". Give a year of four digits.`);
  if (school !== undefined && (school.trim().length < 2 || school.trim().length > 60)) throw new AppError("usage", "--school is a name of 2 to 60 characters.");
  writeIdentity(path, { school: school?.trim(), year: year === undefined ? undefined : Number(year) });
}

/** File names may hold anything; a terminal shall not be told to do things by them. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}
