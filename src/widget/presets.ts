import type { ReportSummary } from "../contract/reports.ts";

/** The reports that the address narrows to: `reports` names ids, `school` an id, a name or a part of a name. Null = all. */
export function presetReports(query: URLSearchParams, reports: readonly ReportSummary[]): readonly ReportSummary[] | null {
  const ids = (query.get("reports") ?? "").split(/[\s,]+/).filter((id) => id !== "");
  const wanted = (query.get("school") ?? "").trim().toLowerCase();
  if (ids.length === 0 && wanted === "") return null;
  return reports.filter(({ id, school }) => {
    if (ids.length > 0 && !ids.includes(id)) return false;
    return wanted === "" || school.id === wanted || [school.name, school.nameEn].some((name) => name.toLowerCase().includes(wanted));
  });
}
