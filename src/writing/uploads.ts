import { randomUUID } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../domain/issue.ts";
import { settingsPath } from "../ingest/discover.ts";
import { isDocumentName, kindByName, READABLE } from "../ingest/recognise.ts";

/** A ZIP file may have as many times the bytes of a single file. */
const ARCHIVE_FACTOR = 4;
const MOST_NAME_BYTES = 180;
const INCOMING = ".incoming-";

/** Where files that came over HTTP are kept. */
export const uploadsFolder = (indexFolder: string): string => join(indexFolder, "uploads");

/**
 * A name under which a file may be kept: never a path, nothing hidden, no control characters, not too long for a file system.
 * Throws AppError `unsafe_name`, or `unsupported_format` for a name that is no document's.
 */
export function safeName(given: string): string {
  const last = given.normalize("NFC").split(/[\\/]/).pop() ?? "";
  const clean = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*\ufffd]/gu, "_")
    .trim()
    .replace(/^[.~$\s]+/, "");
  const extension = /\.[a-z0-9]{1,10}$/i.exec(clean)?.[0] ?? "";
  const stem = cutToBytes(clean.slice(0, clean.length - extension.length), MOST_NAME_BYTES);
  if (stem === "" || extension === "") throw new AppError("unsafe_name", "This cannot be a file's name. Give a plain name with an extension.");
  // Other names are no reports, and one of them (.meta.json) would be taken for settings.
  if (!isDocumentName(extension)) throw new AppError("unsupported_format", `Only ${READABLE} files are read. Save the report as one of these.`);
  return stem + extension;
}

function cutToBytes(text: string, most: number): string {
  let cut = "";
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    cut += character;
  }
  return cut;
}

/** Takes away what a server that was cut off in the middle had received in part. */
export function sweepUploads(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (name.startsWith(INCOMING)) rmSync(join(folder, name), { force: true });
}

/** A file that has come in whole and has not yet taken its place. */
export interface Arrived {
  /** Where it will lie. */
  readonly path: string;
  /** Puts it in its place; what lay there is kept aside until `keep` or `takeBack`. */
  place(): void;
  keep(): void;
  /** Takes it away and puts back what lay there, its settings too. */
  takeBack(): void;
}

/** Receives a file piece by piece; no more than `maxFileBytes` (a ZIP file four times as many) is written. Throws AppError `file_too_large`, `disk_full`. */
export async function receive(folder: string, name: string, body: AsyncIterable<Uint8Array>, maxFileBytes: number): Promise<Arrived> {
  const path = join(folder, name);
  const aside = join(folder, INCOMING + randomUUID());
  const most = maxFileBytes * (kindByName(name) === "archive" ? ARCHIVE_FACTOR : 1);
  try {
    mkdirSync(folder, { recursive: true });
    const file = await open(aside, "wx");
    try {
      for await (const piece of limited(body, most)) await file.writeFile(piece);
    } finally {
      await file.close();
    }
  } catch (error) {
    rmSync(aside, { force: true });
    if (error instanceof Error && "code" in error && error.code === "ENOSPC") {
      throw new AppError("disk_full", "The disk is full; nothing of this was kept. Make room, then send it again.", { cause: error });
    }
    throw error;
  }
  const parts = [path, settingsPath(path)].map((place) => ({ place, former: join(folder, `.former-${randomUUID()}`) }));
  return {
    path,
    place() {
      for (const { place, former } of parts) if (existsSync(place)) renameSync(place, former);
      const [, settings] = parts;
      renameSync(aside, path);
      // What a person set for this file holds on.
      if (settings !== undefined && existsSync(settings.former)) copyFileSync(settings.former, settings.place);
    },
    keep() {
      for (const { former } of parts) rmSync(former, { force: true });
    },
    takeBack() {
      rmSync(aside, { force: true });
      for (const { place, former } of parts) {
        rmSync(place, { force: true });
        if (existsSync(former)) renameSync(former, place);
      }
    },
  };
}

async function* limited(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size > most) {
      throw new AppError("file_too_large", `The file has more than ${Math.floor(most / 1_000_000)} MB. Leave pictures out, or split it.`, {
        values: { most: Math.floor(most / 1_000_000) },
      });
    }
    yield piece;
  }
}
