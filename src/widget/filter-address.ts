import type { MatrixFilter } from "./matrix-rows.ts";

export const toOrder = (text: string | null): MatrixFilter["order"] => (text === "coverage" || text === "name" ? text : "group");

/** The filter of an address; what it does not name is as at first. */
export function readFilter(query: URLSearchParams): MatrixFilter {
  const by = query.get("by");
  return {
    text: query.get("find") ?? "",
    group: query.get("group") ?? "",
    school: query.get("school") ?? "",
    year: query.get("year") ?? "",
    sharedOnly: query.has("shared"),
    order: toOrder(query.get("order")),
    columnsBy: by === null ? null : { indicatorId: by, direction: query.has("up") ? "min" : "max" },
  };
}

/** The filter as an address, so that a view can be sent on. */
export function writeFilter({ text, group, school, year, sharedOnly, order, columnsBy }: MatrixFilter): string {
  const parts: Readonly<Record<string, string>> = {
    find: text.trim(),
    group,
    school,
    year,
    order: order === "group" ? "" : order,
    by: columnsBy?.indicatorId ?? "",
  };
  const query = new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== ""));
  if (sharedOnly) query.set("shared", "1");
  if (columnsBy?.direction === "min") query.set("up", "1");
  return query.toString();
}
