import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { AppError } from "../domain/issue.ts";
import { settingsPath, splitInside } from "../ingest/discover.ts";
import type { IdentitySettings } from "../ingest/identity.ts";
import { kindByName } from "../ingest/recognise.ts";
import { type ArchiveSettings, parseArchiveSettings, parseSettings } from "../ingest/settings.ts";

/** What a person sets of a report's identity: null takes a setting back, undefined leaves it. */
export interface IdentityChange {
  readonly school?: string | null | undefined;
  readonly year?: number | null | undefined;
}

/** Whether a path leads to a file, be it inside a ZIP file. */
export function isOneFile(path: string): boolean {
  return statSync(splitInside(path).outer, { throwIfNoEntry: false })?.isFile() ?? false;
}

/**
 * Writes what a person set into the file beside the report, FILE.meta.json, where every later ingest finds it; for a report in a ZIP file
 * beside that, under the report's name in it. Returns how to take the change back. Throws AppError `file_gone`, `settings_invalid` or
 * `settings_unwritable`.
 */
export function writeIdentity(sourcePath: string, change: IdentityChange): () => void {
  const { outer, inner } = splitInside(sourcePath);
  if (!existsSync(outer)) throw new AppError("file_gone", "The file of this report is gone. Put it back, or upload it again.");
  const path = settingsPath(outer);
  const before = existsSync(path) ? readFileSync(path) : null;
  const isArchive = inner !== null || kindByName(outer) === "archive";
  const parse = isArchive ? parseArchiveSettings : parseSettings;
  const settings = before === null ? {} : parse(before);
  const changed = inner === null ? changeOf(settings, change) : changeInside(settings, inner, change);
  const text = `${JSON.stringify(changed, null, 2)}\n`;
  parse(new TextEncoder().encode(text));
  put(path, Object.keys(changed).length === 0 ? null : text);
  return () => put(path, before);
}

function changeOf(settings: IdentitySettings, change: IdentityChange): Record<string, unknown> {
  const changed: Record<string, unknown> = { ...settings };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete changed[name];
    else if (value !== undefined) changed[name] = value;
  }
  return changed;
}

function changeInside({ files = {}, ...all }: ArchiveSettings, inner: string, change: IdentityChange): Record<string, unknown> {
  const { [inner]: own = {}, ...others } = files;
  const changed = changeOf(own, change);
  const named = Object.keys(changed).length === 0 ? others : { ...others, [inner]: changed };
  return Object.keys(named).length === 0 ? all : { ...all, files: named };
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
