import type { Config } from "../../config.ts";
import { suggestHeads } from "../../describe-index.ts";
import { AppError } from "../../domain/issue.ts";
import { openShownStore } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";

/** `wenbao lexicon suggest`: names of figures that no entry covers, those in most reports first. */
export async function suggestCommand(config: Config, io: CliIo, options: { readonly json: boolean; readonly least: string | undefined }): Promise<number> {
  const given = options.least ?? "2";
  if (!/^[1-9]\d{0,5}$/.test(given)) throw new AppError("usage", `--least is "${given}". Give a whole number from 1.`);
  const store = openShownStore(config);
  try {
    for (const head of suggestHeads(store, Number(given))) {
      const { words, unit, count, reportCount, example } = head;
      const line = [words, unit, String(count), String(reportCount), example.raw, `${example.reportId}:${example.start}-${example.end}`]
        .map(oneLine)
        .join("\t");
      io.out(`${options.json ? JSON.stringify(head) : line}\n`);
    }
    return EXIT.ok;
  } finally {
    store.close();
  }
}
