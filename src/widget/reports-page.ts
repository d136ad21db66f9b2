import type { ReportSummary } from "../contract/reports.ts";
import { fetchReports } from "./api.ts";
import { element, pageElement } from "./dom.ts";
import { exploreWordingFor } from "./explore-wording.ts";
import { createReaderPane } from "./reader-pane.ts";
import { reportCard } from "./report-card.ts";
import { renderSiteHead } from "./site-head.ts";
import { currentLanguage, type InterfaceLanguage, wordingFor } from "./wording.ts";

/** The reports page: what is in, how it was read, what does not add up. */
function startReports(): void {
  const reader = createReaderPane(pageElement("reader"), pageElement("chat"), pageElement("shell"));
  let language = currentLanguage();
  let reports: readonly ReportSummary[] = [];

  function render(): void {
    const explore = exploreWordingFor(language);
    document.title = explore.reportsTitle;
    const onLanguage = (chosen: InterfaceLanguage): void => {
      language = chosen;
      reader.close();
      render();
    };
    renderSiteHead({ page: "reports", embedded: false, tools: [], onLanguage }, wordingFor(language));
    pageElement("head").textContent = explore.reportsHead;
    const wording = wordingFor(language);
    pageElement("count").textContent = reports.length === 0 ? "" : wording.reportsIn(reports.length);
    const openSource = (reportId: string, span: { start: number; end: number }, opener: HTMLElement): void =>
      reader.open({ reportId, ...span, marks: [] }, wording, opener);
    pageElement("list").replaceChildren(...reports.map((report) => reportCard(report, { page: wording, explore }, openSource)));
  }

  async function load(): Promise<void> {
    const waiting = element("p", { class: "plain", role: "status" }, exploreWordingFor(language).loading);
    pageElement("list").replaceChildren(waiting);
    const result = await fetchReports();
    if (result.kind !== "ok") {
      waiting.textContent = exploreWordingFor(language).away;
      return;
    }
    reports = result.value.reports;
    render();
    if (reports.length === 0) pageElement("list").replaceChildren(element("p", { class: "plain" }, wordingFor(language).noReports));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") reader.close();
  });
  render();
  void load();
}

startReports();
