import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { AppError } from "../domain/issue.ts";
import { type Archive, openArchive } from "./formats/archive.ts";
import { isDocumentName, kindByName, READABLE, recognise } from "./recognise.ts";

/** A file that a path led to. */
export interface SourceFile {
  /** Absolute, forward slashes: where it lies. Inside a ZIP file: the ZIP's path, "!/" and the name in it. */
  readonly sourcePath: string;
  /** Relative to the path that was given, forward slashes: what is shown. */
  readonly file: string;
}

/** Something below a path that cannot be looked into. */
export interface RefusedSource {
  readonly file: string;
  readonly error: unknown;
}

/** What lies below one given path. */
export interface Discovery {
  /** The given path, absolute. */
  readonly root: string;
  /** Documents, of a kind that is read or not: their content decides. Other files of a folder are passed over in silence. */
  readonly files: readonly SourceFile[];
  readonly refused: readonly RefusedSource[];
}

/** The file system as ingest sees it. */
export interface SourceFiles {
  /** What is shown is relative to the path, or to `below`, a folder above it. Throws AppError `path_missing`. */
  discover(path: string, below?: string): Discovery;
  /** Throws AppError `file_too_large` before anything is read. */
  read(sourcePath: string): Uint8Array;
  exists(sourcePath: string): boolean;
}

/** A report with many pictures has some 50 MB. */
const MAX_FILE_BYTES = 100_000_000;
/** An archive may be this many times as large as a file: it holds the reports of a county's schools. */
const ARCHIVE_FACTOR = 4;

/** The settings file beside a report. */
export const settingsPath = (sourcePath: string): string => `${sourcePath}.meta.json`;

const INSIDE = "!/";
/** Files that tell of a folder; they are no reports. What Office writes beside an open file begins with "~$". */
const ABOUT = /^(?:readme|licen[cs]e|changelog)\b|^~\$/i;

/**
 * The real file system. Folders and ZIP files are read through in name order; hidden files, settings and folders already seen (links) are
 * passed over. A file of more than `maxFileBytes` is refused before it is read.
 */
export function createSourceFiles(maxFileBytes = MAX_FILE_BYTES): SourceFiles {
  const reader = createReader(maxFileBytes);
  return { discover: (path, below) => discoverPath(path, reader, below), read: reader.read, exists: reader.exists };
}

interface Reader extends Pick<SourceFiles, "read" | "exists"> {
  readonly archive: (path: string) => Archive | null;
}

function createReader(maxFileBytes: number): Reader {
  // The files of one archive come one after another, so one stays open.
  let held: { readonly path: string; readonly changed: number; readonly archive: Archive | null } | null = null;
  const readWhole = (path: string, most: number): Uint8Array => {
    const { size } = statSync(path);
    if (size > most) throw tooLarge(size, most);
    return readFileSync(path);
  };
  const archive = (path: string): Archive | null => {
    const changed = statSync(path).mtimeMs;
    if (held?.path === path && held.changed === changed) return held.archive;
    held = null;
    const bytes = readWhole(path, maxFileBytes * ARCHIVE_FACTOR);
    held = { path, changed, archive: recognise(path, bytes) === "archive" ? openArchive(bytes) : null };
    return held.archive;
  };
  return {
    archive,
    read: (sourcePath) => {
      const { outer, inner } = splitInside(sourcePath);
      if (inner === null) return readWhole(outer, maxFileBytes);
      const opened = archive(outer);
      const size = opened?.entries.find((entry) => entry.name === inner)?.size ?? 0;
      if (size > maxFileBytes) throw tooLarge(size, maxFileBytes);
      const bytes = opened?.read(inner) ?? null;
      if (bytes === null) throw new AppError("damaged_file", "The file is no longer in its ZIP file. Ingest the ZIP file again.");
      return bytes;
    },
    exists: (sourcePath) => {
      const { outer, inner } = splitInside(sourcePath);
      if (!existsSync(outer)) return false;
      return inner === null || hasEntry(() => archive(outer), inner);
    },
  };
}

/** An archive that is damaged now holds nothing for certain: its reports stay until it is whole or gone. */
function hasEntry(open: () => Archive | null, name: string): boolean {
  try {
    return open()?.entries.some((entry) => entry.name === name) ?? false;
  } catch (error) {
    if (error instanceof AppError) return !name.endsWith(".meta.json");
    throw error;
  }
}

const tooLarge = (size: number, most: number): AppError =>
  new AppError(
    "file_too_large",
    `The file has ${Math.ceil(size / 1_000_000)} MB; at most ${Math.floor(most / 1_000_000)} MB are read. Leave pictures out, or split it.`,
    { values: { size: Math.ceil(size / 1_000_000), most: Math.floor(most / 1_000_000) } },
  );

/** "a.zip!/b/c.pdf" → a.zip and b/c.pdf; inner is null for a file that lies by itself. A folder may itself be named "x!". */
export function splitInside(sourcePath: string): { readonly outer: string; readonly inner: string | null } {
  const at = sourcePath.toLowerCase().indexOf(`.zip${INSIDE}`);
  if (at === -1 || existsSync(sourcePath)) return { outer: sourcePath, inner: null };
  const end = at + ".zip".length;
  return { outer: sourcePath.slice(0, end), inner: sourcePath.slice(end + INSIDE.length) };
}

interface Walk {
  readonly files: SourceFile[];
  readonly refused: RefusedSource[];
  readonly seen: Set<string>;
  readonly reader: Reader;
}

function discoverPath(path: string, reader: Reader, below?: string): Discovery {
  const root = resolve(path);
  const isInside = splitInside(toRoot(path)).inner !== null && reader.exists(toRoot(path));
  const stat = statSync(root, { throwIfNoEntry: false });
  if (stat === undefined && !isInside) throw new AppError("path_missing", "There is no such file or folder. Check the path.");
  const walk: Walk = { files: [], refused: [], seen: new Set(), reader };
  const shown = below === undefined ? "" : toSlashes(relative(resolve(below), root));
  if (isInside) walk.files.push({ sourcePath: toRoot(path), file: printable(shown === "" ? basename(root) : shown) });
  else if (stat?.isDirectory()) walkFolder(walk, root, shown);
  else addFile(walk, root, printable(shown === "" ? basename(root) : shown));
  return { root: toRoot(path), files: walk.files, refused: walk.refused };
}

function walkFolder(walk: Walk, folder: string, shown: string): void {
  const names = attempt(walk, shown === "" ? basename(folder) : shown, () => {
    const real = realpathSync(folder);
    if (walk.seen.has(real)) return [];
    walk.seen.add(real);
    return readdirSync(folder).filter((name) => !name.startsWith(".") && !name.endsWith(".meta.json"));
  });
  for (const name of [...(names ?? [])].sort()) {
    const path = join(folder, name);
    const file = printable(shown === "" ? name : `${shown}/${name}`);
    const stat = attempt(walk, file, () => statSync(path, { throwIfNoEntry: false }));
    // A link that leads nowhere has no stat.
    if (stat?.isDirectory()) walkFolder(walk, path, file);
    else if (stat?.isFile() && isReportFile(name)) addFile(walk, path, file);
    else if (stat === undefined && name.includes("\ufffd") && isReportFile(name)) walk.refused.push({ file, error: oddName() });
  }
}

/** Whether a file of a folder is taken for a report, by its name. */
export const isReportFile = (name: string): boolean => isDocumentName(name) && !ABOUT.test(name);
const oddName = (): AppError => new AppError("unreadable_name", "The file's name is not in this system's encoding, so it cannot be opened. Rename it.");

function addFile(walk: Walk, path: string, file: string): void {
  const archive = kindByName(path) === "archive" ? attempt(walk, file, () => walk.reader.archive(path)) : null;
  // Refused above.
  if (archive === undefined) return;
  if (archive === null) {
    walk.files.push({ sourcePath: toSlashes(path), file });
    return;
  }
  const inside = archive.entries.filter(({ name }) => isReportFile(basename(name)) && !/(?:^|\/)(?:\.|__MACOSX\/)/.test(name));
  for (const { name } of inside) walk.files.push({ sourcePath: toSlashes(path) + INSIDE + name, file: printable(`${file}${INSIDE}${name}`) });
  if (inside.length === 0)
    walk.refused.push({ file, error: new AppError("empty_archive", `The ZIP file holds no document. Put reports into it (${READABLE}).`) });
}

/** Undefined where it failed; then it is among the refused. */
function attempt<Result>(walk: Walk, file: string, action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    walk.refused.push({ file, error });
    return undefined;
  }
}

/** A name may hold line breaks and other control characters; what is shown is one line. */
const printable = (name: string): string => name.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/g, "\ufffd");

const toSlashes = (path: string): string => path.replaceAll("\\", "/");

/** A path as `Discovery.root` has it, whether there is anything or not. */
export const toRoot = (path: string): string => toSlashes(resolve(path));

/** Whether a file lies at or below a root, both absolute with forward slashes; what is inside a ZIP file lies below it. */
export const liesBelow = (sourcePath: string, root: string): boolean =>
  sourcePath === root || sourcePath.startsWith(root.endsWith("/") ? root : `${root}/`) || sourcePath.startsWith(root + INSIDE);
