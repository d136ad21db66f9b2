import { readFileSync } from "node:fs";
import { z } from "zod";
import { AppError } from "../domain/issue.ts";
import type { Owner } from "../domain/report.ts";
import { followFile } from "./follow-file.ts";
import type { Viewer } from "./viewer.ts";

const name = z.string().trim().min(1).max(200);

/** `reports` are ids, `schools` ids or names (full, English or short), `members` people as the proxy names them. */
const groupSchema = z.strictObject({
  name: name.regex(/^[^,*]+$/, "a group's name has no comma and no asterisk"),
  reports: z.array(name).default([]),
  schools: z.array(name).default([]),
  members: z.array(name).default([]),
});
const groupsSchema = z.strictObject({
  groups: z.array(groupSchema).max(1_000),
  /** Who sees reports that are in no group. */
  others: z.enum(["everybody", "nobody"]).default("everybody"),
});

export type GroupRules = z.infer<typeof groupsSchema>;

export const NO_GROUPS: GroupRules = { groups: [], others: "everybody" };

/** What groups go by in a report. */
export interface GroupedReport {
  readonly id: string;
  readonly owner: Pick<Owner, "id" | "name" | "nameEn" | "aliases">;
}

/**
 * The rules of a file; none where there is no file, unless somebody named it (`required`): who did so expects it to hold.
 * Throws AppError `groups_damaged`.
 */
export function readGroups(path: string, { required }: { readonly required: boolean }): GroupRules {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    if (!required && (cause as NodeJS.ErrnoException).code === "ENOENT") return NO_GROUPS;
    throw new AppError("groups_damaged", "The file of WENBAO_GROUPS cannot be read. Check the path and who may read it.", { cause });
  }
  try {
    return groupsSchema.parse(JSON.parse(text));
  } catch (cause) {
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const reason = issue === undefined ? "it is not JSON" : `${issue.path.join(".")}: ${issue.message}`;
    throw new AppError("groups_damaged", `The file of WENBAO_GROUPS is not valid (${reason}). Mend it, or nobody can say who may see what.`, { cause });
  }
}

/** The rules as a server follows them. A file that is spoilt or gone meanwhile changes nothing, and is told: rules must not fall away by a slip. */
export function followGroups(path: string, options: { readonly required: boolean }, onDamage: (cause: unknown) => void): () => GroupRules {
  const first = readGroups(path, options);
  let required = options.required || first !== NO_GROUPS;
  return followFile<GroupRules>(
    path,
    () => {
      const rules = readGroups(path, { required });
      required ||= rules !== NO_GROUPS;
      return rules;
    },
    (cause, last) => {
      onDamage(cause);
      return last ?? first;
    },
  );
}

/** Whether a report is one of those that a viewer may see: it is in a group of theirs, or in none and open to all. */
export function maySee(rules: GroupRules, viewer: Viewer, report: GroupedReport): boolean {
  if (viewer.groups === "all") return true;
  const holding = rules.groups.filter((group) => holds(group, report));
  if (holding.length === 0) return rules.others === "everybody";
  const own = groupsOf(rules, viewer);
  return holding.some((group) => own.has(group.name));
}

/** The groups of the rules that a viewer is in: by token, by the proxy's word or as a member. */
export function groupsOf(rules: GroupRules, viewer: Viewer): ReadonlySet<string> {
  const isIn = (group: GroupRules["groups"][number]): boolean =>
    viewer.groups === "all" || viewer.groups.includes(group.name) || (viewer.kind === "user" && group.members.includes(viewer.name));
  return new Set(rules.groups.filter(isIn).map((group) => group.name));
}

function holds(group: GroupRules["groups"][number], { id, owner }: GroupedReport): boolean {
  if (group.reports.includes(id)) return true;
  const names = [owner.id, owner.name, owner.nameEn, ...owner.aliases.map((alias) => alias.text)].map(plain);
  return group.schools.some((school) => names.includes(plain(school)));
}

const plain = (text: string): string => text.trim().normalize("NFKC").toLowerCase();

/** Entries of the rules that fit no report: most often a name written otherwise, whose reports everybody sees. */
export function idleEntries(rules: GroupRules, reports: readonly GroupedReport[]): string[] {
  const fits = (entry: Pick<GroupRules["groups"][number], "reports" | "schools">): boolean =>
    reports.some((report) => holds({ name: "", members: [], ...entry }, report));
  return rules.groups.flatMap((group) => [
    ...group.reports.filter((id) => !fits({ reports: [id], schools: [] })).map((id) => `${group.name}: report ${id}`),
    ...group.schools.filter((school) => !fits({ reports: [], schools: [school] })).map((school) => `${group.name}: school ${school}`),
  ]);
}
