/** What a token lets its holder do: read, or read everything and administer. */
export type Role = "reader" | "admin";

/** Groups whose reports one may see besides those open to everybody; "all": every report. */
export type Groups = readonly string[] | "all";

/**
 * Who is asking. `token`: the holder of one (id null: the administrator's token of the settings), `presented` tells how it came, since
 * browsers add a `basic` one by themselves, even to requests that another site makes. `user`: named by a trusted proxy.
 */
export type Viewer =
  | { readonly kind: "anonymous"; readonly groups: Groups }
  | {
      readonly kind: "token";
      readonly id: string | null;
      readonly name: string;
      readonly role: Role;
      readonly groups: Groups;
      readonly presented: "bearer" | "basic";
    }
  | { readonly kind: "user"; readonly name: string; readonly groups: Groups };

export const ANONYMOUS: Viewer = { kind: "anonymous", groups: [] };

/** Whether the viewer may do what changes the index; a `basic` token may not (see Viewer). */
export function isAdmin(viewer: Viewer): boolean {
  return viewer.kind === "token" && viewer.role === "admin" && viewer.presented === "bearer";
}

/** How a log names the viewer: never by the secret. */
export function nameOf(viewer: Viewer): string {
  if (viewer.kind === "anonymous") return "anonymous";
  return viewer.kind === "user" ? `user:${viewer.name}` : `token:${viewer.id ?? "setting"}:${viewer.name}`;
}
