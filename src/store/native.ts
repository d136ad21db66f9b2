import { createRequire } from "node:module";

/** Packages compiled for a machine that Wenbao can do without; the database driver is none of them. */
export type NativePart = "nodejieba" | "hnswlib-node";

export type Loaded<T> = { readonly kind: "loaded"; readonly part: T } | { readonly kind: "missing"; readonly why: string };

const require = createRequire(import.meta.url);
let forbidden = false;

/** From here on this process goes without them, as on a machine where they do not load (WENBAO_NATIVE=off). */
export function forbidNative(): void {
  forbidden = true;
}

/** The package, or in one line why it does not load here. */
export function loadNative<T>(name: NativePart): Loaded<T> {
  if (forbidden) return { kind: "missing", why: "WENBAO_NATIVE is off" };
  try {
    return { kind: "loaded", part: require(name) as T };
  } catch (error) {
    // Each has a stand-in, and doctor and log tell the reason: this is no failure of the program.
    const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
    return { kind: "missing", why: line };
  }
}
