import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { AppError } from "../domain/issue.ts";
import { settingsPath } from "../ingest/discover.ts";
import { parseSettings } from "../ingest/settings.ts";

/** What a person sets of a report's identity: null takes a setting back, undefined leaves it. */
export interface IdentityChange {
  readonly school?: string | null | undefined;
  readonly year?: number | null | undefined;
}

/**
 * Writes what a person set into the file beside the report, FILE.meta.json, where every later ingest finds it. Returns how to take the
 * change back. Throws AppError `file_gone`, `inside_archive`, `settings_invalid` or `settings_unwritable`.
 */
export function writeIdentity(sourcePath: string, change: IdentityChange): () => void {
  if (!existsSync(sourcePath)) {
    if (sourcePath.includes(".zip!/"))
      throw new AppError("inside_archive", "The report is in a ZIP file, where no settings can stand beside it. Unpack it first.");
    throw new AppError("file_gone", "The file of this report is gone. Put it back, or upload it again.");
  }
  const path = settingsPath(sourcePath);
  const before = existsSync(path) ? readFileSync(path) : null;
  const settings: Record<string, unknown> = { ...(before === null ? {} : parseSettings(before)) };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete settings[name];
    else if (value !== undefined) settings[name] = value;
  }
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  parseSettings(new TextEncoder().encode(text));
  put(path, Object.keys(settings).length === 0 ? null : text);
  return () => put(path, before);
}

/** Writes aside and renames, so that an ingest never reads half a file; null removes. */
function put(path: string, content: string | Uint8Array | null): void {
  try {
    if (content === null) {
      rmSync(path, { force: true });
      return;
    }
    const aside = `${path}.new`;
    writeFileSync(aside, content);
    renameSync(aside, path);
  } catch (cause) {
    throw new AppError("settings_unwritable", "The .meta.json file beside the report cannot be written. Check the permissions of its folder.", { cause });
  }
}
