import { z } from "zod";
import { AppError } from "../domain/issue.ts";
import { type SourceFiles, settingsPath, splitInside } from "./discover.ts";
import type { IdentitySettings } from "./identity.ts";

const settingsSchema = z.strictObject({
  school: z.string().trim().min(2).max(60).optional(),
  year: z.number().int().min(1900).max(2200).optional(),
  kind: z.enum(["quality", "development", "other"]).optional(),
});

/** Beside a ZIP file: for all that is in it, and for single files by their name in it. */
const archiveSettingsSchema = settingsSchema.extend({ files: z.record(z.string(), settingsSchema).optional() });

export type ArchiveSettings = Readonly<z.infer<typeof archiveSettingsSchema>>;

/** Parses FILE.meta.json: {"school": "…", "year": 2020, "kind": "quality"}, each optional. Throws AppError `settings_invalid`. */
export function parseSettings(bytes: Uint8Array): IdentitySettings {
  return parse(settingsSchema, bytes);
}

/** Parses FILE.zip.meta.json: the same, and under "files" the same for files in it by their names. Throws AppError `settings_invalid`. */
export function parseArchiveSettings(bytes: Uint8Array): ArchiveSettings {
  return parse(archiveSettingsSchema, bytes);
}

/**
 * What people set for a report: in the file beside it, and for one in a ZIP file beside that, too, which goes before what is in it when it
 * names the file. Null where nothing is set. Throws AppError `settings_invalid`.
 */
export function readSettings(sourcePath: string, files: Pick<SourceFiles, "exists" | "read">): IdentitySettings | null {
  const read = <T>(path: string, parse: (bytes: Uint8Array) => T): T | null => (files.exists(path) ? parse(files.read(path)) : null);
  const { outer, inner } = splitInside(sourcePath);
  const beside = read(settingsPath(sourcePath), parseSettings);
  const around = inner === null ? null : read(settingsPath(outer), parseArchiveSettings);
  if (around === null || inner === null) return beside;
  const { files: named = {}, ...all } = around;
  return { ...all, ...beside, ...(Object.hasOwn(named, inner) ? named[inner] : {}) };
}

function parse<T>(schema: z.ZodType<T>, bytes: Uint8Array): T {
  try {
    return schema.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? error.issues.map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`).join("; ") : "it is not JSON in UTF-8";
    throw new AppError("settings_invalid", `The .meta.json file beside the report cannot be read (${reason}). It may hold school, year and kind.`, {
      cause: error,
    });
  }
}
