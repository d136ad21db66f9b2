import type { ReportRecord } from "../store/store.ts";
import { type GroupRules, groupsOf, maySee } from "./groups.ts";
import type { IsVisible } from "./store-view.ts";
import type { Viewer } from "./viewer.ts";

/** Views that are kept; who comes back after so many others waits for theirs to be made anew. */
const MAX_KEPT_VIEWS = 24;

export interface ViewDeps<View> {
  readonly rules: () => GroupRules;
  /** What those see who see everything. */
  readonly whole: View;
  narrow(isVisible: IsVisible): View;
}

/** Gives each viewer what they may see. Viewers in the same groups share one view and what it keeps; another rule makes all anew. */
export function createViews<View>({ rules, whole, narrow }: ViewDeps<View>): (viewer: Viewer) => View {
  let current: GroupRules | null = null;
  const views = new Map<string, View>();
  return (viewer) => {
    const now = rules();
    if (current !== now) views.clear();
    current = now;
    if (seesEverything(now, viewer)) return whole;
    const key = JSON.stringify([...groupsOf(now, viewer)].sort());
    const view = views.get(key) ?? narrow((report: ReportRecord) => maySee(now, viewer, report));
    // Put in again, so that the one unused for longest comes first.
    views.delete(key);
    views.set(key, view);
    const [oldest] = views.keys();
    if (views.size > MAX_KEPT_VIEWS && oldest !== undefined) views.delete(oldest);
    return view;
  };
}

/** Whether no rule keeps anything from a viewer, whatever is in the index. */
export function seesEverything(rules: GroupRules, viewer: Viewer): boolean {
  if (viewer.groups === "all") return true;
  return rules.others === "everybody" && groupsOf(rules, viewer).size === rules.groups.length;
}
