import type { AuditFinding } from "../contract/audit.ts";
import { element } from "./dom.ts";
import type { ExploreWording } from "./explore-wording.ts";

/** What an audit found, by the place of the number that does not add up. */
export type Flaws = ReadonlyMap<string, AuditFinding>;

/** Names the place of a number in a report, for the cell that shows it and the finding about it. */
export const placeKey = ({ reportId, start, end }: { readonly reportId: string; readonly start: number; readonly end: number }): string =>
  `${reportId} ${start} ${end}`;

/** The findings of audits by the number that each is about. */
export function flawsOf(findings: readonly AuditFinding[]): Flaws {
  return new Map(
    findings.flatMap((finding) => {
      // The last term is the number that was checked; the others are what it was checked by.
      const checked = finding.terms[finding.terms.length - 1];
      return checked === undefined ? [] : [[placeKey(checked), finding]];
    }),
  );
}

/** Marks the numbers of a table that do not add up. In place: audits come after the table, when somebody may be in the midst of it. */
export function markFlaws(table: HTMLElement, flaws: Flaws, explore: ExploreWording, tell: (finding: AuditFinding) => string): void {
  for (const cell of table.querySelectorAll<HTMLElement>("[data-place]")) {
    const finding = flaws.get(cell.dataset.place ?? "");
    if (finding === undefined || cell.nextElementSibling?.classList.contains("flaw") === true) continue;
    cell.after(...flawView(tell(finding), explore));
  }
}

/** A mark that tells on demand what does not add up. */
function flawView(why: string, explore: ExploreWording): HTMLElement[] {
  const told = element("p", { class: "flaw-why", hidden: true }, why);
  const mark = element(
    "button",
    {
      type: "button",
      class: "flaw",
      "aria-expanded": "false",
      click: () => {
        told.hidden = !told.hidden;
        mark.setAttribute("aria-expanded", String(!told.hidden));
      },
    },
    explore.audited,
  );
  return [mark, told];
}
