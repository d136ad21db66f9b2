import { SingleBar } from "cli-progress";
import type { Config } from "../../config.ts";
import type { IngestEvent, IngestFailure } from "../../indexing/events.ts";
import { ingestReports, type Parts } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";

/** `wenbao ingest`: succeeds when at least one report is in (or was removed as asked); each refused file is told in one line. */
export async function ingestCommand(
  config: Config,
  io: CliIo,
  options: { readonly paths: readonly string[]; readonly prune: boolean },
  parts?: Parts,
): Promise<number> {
  const progress = io.terminal === null ? lineProgress(io) : barProgress(io.terminal);
  const summary = await ingestReports(config, { ...options, onProgress: progress.show }, parts);
  progress.end();
  for (const failure of summary.failed) io.err(`wenbao: ${oneLine(failure.file)}: ${failureText(failure)}\n`);
  for (const { file, warnings } of summary.reports) for (const warning of warnings) io.err(`${oneLine(file)}: warning: ${warning.message}\n`);
  const { added, replaced, unchanged, removed, failed } = summary;
  const figures = summary.reports.reduce((sum, report) => sum + report.figureCount, 0);
  io.err(`${added} added, ${replaced} replaced, ${unchanged} unchanged, ${removed.length} removed, ${failed.length} refused; ${figures} figures\n`);
  if (summary.reports.length > 0 || removed.length > 0) return EXIT.ok;
  if (failed.length === 0) io.err("wenbao: No report was found. Give .docx, .pdf, .html, .xlsx, .csv, .txt or .md files, or folders that hold some.\n");
  return EXIT.failed;
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

function failureText({ code, reason, cause }: IngestFailure): string {
  return code === "internal_error" && cause instanceof Error ? `${reason} (${oneLine(cause.message)})` : reason;
}

/** File names may hold anything; a terminal shall not be told to do things by them. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
}
