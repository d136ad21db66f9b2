import type { Config } from "../../config.ts";
import { AppError } from "../../domain/issue.ts";
import type { CliIo } from "../io.ts";

export async function ingestCommand(_config: Config, _io: CliIo, _options: { paths: readonly string[]; prune: boolean }): Promise<number> {
  throw new AppError("unfinished", "Not there yet.");
}
