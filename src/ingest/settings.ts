import { z } from "zod";
import { AppError } from "../domain/issue.ts";
import type { IdentitySettings } from "./identity.ts";

const settingsSchema = z.strictObject({
  school: z.string().trim().min(2).max(60).optional(),
  year: z.number().int().min(1900).max(2200).optional(),
  kind: z.enum(["quality", "development", "other"]).optional(),
});

/** Parses FILE.meta.json: {"school": "…", "year": 2020, "kind": "quality"}, each optional. Throws AppError `settings_invalid`. */
export function parseSettings(bytes: Uint8Array): IdentitySettings {
  try {
    return settingsSchema.parse(JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
  } catch (error) {
    const reason =
      error instanceof z.ZodError ? error.issues.map((issue) => `${issue.path.join(".") || "file"}: ${issue.message}`).join("; ") : "it is not JSON in UTF-8";
    throw new AppError("settings_invalid", `The .meta.json file beside the report cannot be read (${reason}). It may hold school, year and kind.`, {
      cause: error,
    });
  }
}
