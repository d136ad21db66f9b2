import type { ReportSummary } from "../contract/reports.ts";
import { suggestionButton } from "./answer-view.ts";
import { fetchReports, fetchSuggestions } from "./api.ts";
import { element } from "./dom.ts";
import { named } from "./names.ts";
import { presetReports } from "./presets.ts";
import { errorText, type Wording } from "./wording.ts";

/** More would be a list to scroll; the reports page has them all. */
const MAX_LISTED = 8;

/** What stands in the empty page: what can be asked, and of which reports. */
export async function renderWelcome(welcome: HTMLElement, wording: Wording, actions: { ask(question: string): void }): Promise<void> {
  const examples = element("div", { class: "examples" });
  const shelf = element("div", { class: "shelf" });
  const narrowed = element("p", { class: "narrowed", hidden: true });
  welcome.replaceChildren(element("h2", {}, wording.welcome), element("p", { class: "promise" }, wording.promise), narrowed, examples, shelf);
  const [reports, suggested] = await Promise.all([fetchReports(), fetchSuggestions(wording.language)]);
  if (reports.kind !== "ok") {
    shelf.append(element("p", { class: "failure" }, reports.kind === "refused" ? errorText(reports.code, wording) : wording.away));
    return;
  }
  const all = reports.value.reports;
  const preset = presetReports(new URLSearchParams(location.search), all);
  if (preset !== null) {
    narrowed.hidden = false;
    narrowed.textContent = wording.narrowed([...new Set(preset.map(({ school }) => named(school, wording)))].join(wording.language === "zh" ? "、" : ", "));
  }
  // Suggestions are made of all reports; for some of them they may not hold.
  if (preset === null && suggested.kind === "ok" && suggested.value.suggestions.length > 0) {
    examples.append(
      element("h3", {}, wording.examples),
      element("div", { class: "suggestions" }, ...suggested.value.suggestions.map((question) => suggestionButton(question, actions))),
    );
  }
  shelf.append(...shelfView(preset ?? all, wording));
}

function shelfView(listed: readonly ReportSummary[], wording: Wording): HTMLElement[] {
  const items = listed
    .slice(0, MAX_LISTED)
    .map(({ id, title, year, school }) =>
      element(
        "li",
        {},
        element(
          "a",
          { href: `reader?report=${encodeURIComponent(id)}`, target: "_blank", rel: "noopener" },
          wording.language === "en" && school.nameEn !== "" ? school.nameEn : title,
        ),
        year === null ? null : element("span", { class: "note" }, wording.year(year)),
      ),
    );
  const more =
    listed.length > MAX_LISTED ? [element("a", { class: "quiet", href: "reports", target: "_blank", rel: "noopener" }, wording.reportsIn(listed.length))] : [];
  return [element("h3", {}, listed.length === 0 ? wording.noReports : wording.reportsIn(listed.length)), element("ul", {}, ...items), ...more];
}
