import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { AppError } from "../domain/issue.ts";
import { formatOf } from "./read-report.ts";

/** A file that a path led to. */
export interface SourceFile {
  /** Absolute, forward slashes: where it lies. */
  readonly sourcePath: string;
  /** Relative to the path that was given, forward slashes: what is shown. */
  readonly file: string;
}

/** What lies below one given path. */
export interface Discovery {
  /** The given path, absolute. */
  readonly root: string;
  readonly files: readonly SourceFile[];
  /** Documents of a kind that is not read; other files are passed over in silence. */
  readonly unsupported: readonly SourceFile[];
}

/** The file system as ingest sees it. */
export interface SourceFiles {
  /** Throws AppError `path_missing`. */
  discover(path: string): Discovery;
  read(sourcePath: string): Uint8Array;
  exists(sourcePath: string): boolean;
}

/** The settings file beside a report. */
export const settingsPath = (sourcePath: string): string => `${sourcePath}.meta.json`;

const DOCUMENTS = /\.(?:pdf|docx?|wps|rtf|odt|html?|xlsx?|pptx?|ofd|epub)$/i;
/** Files that tell of a folder; they are no reports. */
const ABOUT = /^(?:readme|licen[cs]e|changelog)\b/i;

/** The real file system. Folders are read recursively in name order; hidden files, settings and folders already seen (links) are passed over. */
export function createSourceFiles(): SourceFiles {
  return { discover: discoverPath, read: (path) => readFileSync(path), exists: (path) => existsSync(path) };
}

function discoverPath(path: string): Discovery {
  const root = resolve(path);
  const stat = statSync(root, { throwIfNoEntry: false });
  if (stat === undefined) throw new AppError("path_missing", "There is no such file or folder. Check the path.");
  if (!stat.isDirectory()) {
    const file = { sourcePath: toSlashes(root), file: basename(root) };
    return { root: toSlashes(root), files: [file], unsupported: [] };
  }
  const found = walk(root, "", new Set());
  return { root: toSlashes(root), files: found.filter((one) => formatOf(one.file) !== null), unsupported: found.filter((one) => formatOf(one.file) === null) };
}

function walk(folder: string, shown: string, seen: Set<string>): SourceFile[] {
  const real = realpathSync(folder);
  if (seen.has(real)) return [];
  seen.add(real);
  const names = readdirSync(folder).filter((name) => !name.startsWith(".") && !name.endsWith(".meta.json"));
  return names.sort().flatMap((name) => {
    const path = join(folder, name);
    const file = shown === "" ? name : `${shown}/${name}`;
    const stat = statSync(path, { throwIfNoEntry: false });
    // A link that leads nowhere has no stat.
    if (stat?.isDirectory()) return walk(path, file, seen);
    if (!stat?.isFile() || ABOUT.test(name) || (formatOf(name) === null && !DOCUMENTS.test(name))) return [];
    return [{ sourcePath: toSlashes(path), file }];
  });
}

const toSlashes = (path: string): string => path.replaceAll("\\", "/");

/** Whether a file lies at or below a root, both absolute with forward slashes. */
export const liesBelow = (sourcePath: string, root: string): boolean => sourcePath === root || sourcePath.startsWith(root.endsWith("/") ? root : `${root}/`);
