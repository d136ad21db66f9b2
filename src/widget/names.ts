import type { Wording } from "./wording.ts";

/** The English name where the interface is English and there is one, else the Chinese. */
export function named(entry: { readonly name: string; readonly nameEn: string }, wording: Pick<Wording, "language">): string {
  return wording.language === "en" && entry.nameEn !== "" ? entry.nameEn : entry.name;
}
