import type { ReportSummary } from "../contract/reports.ts";
import { fetchReports } from "./api.ts";
import { element, keepChildren, pageElement } from "./dom.ts";
import { exploreWordingFor } from "./explore-wording.ts";
import { manageCard } from "./manage-card.ts";
import { createManagePanel } from "./manage-panel.ts";
import { manageWordingFor } from "./manage-wording.ts";
import { createReaderPane } from "./reader-pane.ts";
import { reportCard } from "./report-card.ts";
import { renderSiteHead } from "./site-head.ts";
import { guardByToken } from "./token-gate.ts";
import { currentLanguage, errorText, type InterfaceLanguage, wordingFor } from "./wording.ts";

/** The reports page: what is in, how it was read, what does not add up; for administrators what may be done about it. */
function startReports(): void {
  const reader = createReaderPane(pageElement("reader"), pageElement("chat"), pageElement("shell"));
  const panel = createManagePanel(pageElement("manage"), load);
  const list = pageElement("list");
  let language = currentLanguage();
  let reports: readonly ReportSummary[] = [];
  // What each card shows, and the card.
  let cards: ReadonlyMap<string, HTMLDetailsElement> = new Map();

  function render(): void {
    const explore = exploreWordingFor(language);
    const wording = wordingFor(language);
    const words = { page: wording, manage: manageWordingFor(language) };
    document.title = explore.reportsTitle;
    const onLanguage = (chosen: InterfaceLanguage): void => {
      language = chosen;
      reader.close();
      render();
    };
    renderSiteHead({ page: "reports", embedded: false, tools: [], onLanguage }, wording);
    pageElement("head").textContent = explore.reportsHead;
    pageElement("count").textContent = reports.length === 0 ? "" : wording.reportsIn(reports.length);
    panel.render(words);
    const openSource = (reportId: string, span: { start: number; end: number }, opener: HTMLElement): void =>
      reader.open({ reportId, ...span, marks: [] }, wording, opener);
    const actions = {
      changed: () => void load().then(() => panel.tell(words.manage.saved)),
      removed: (report: ReportSummary) => panel.removed(report),
    };
    const cardOf = (report: ReportSummary): HTMLDetailsElement =>
      reportCard(report, { page: wording, explore }, openSource, panel.isOpen ? manageCard(report, words, actions) : null);
    cards = new Map(
      reports.map((report) => {
        const key = JSON.stringify([language, panel.isOpen, report]);
        const kept = cards.get(key);
        return [key, kept !== undefined && isInUse(kept) ? kept : cardOf(report)];
      }),
    );
    keepChildren(list, [...cards.values()]);
    if (reports.length === 0) list.replaceChildren(element("p", { class: "plain" }, wording.noReports));
  }

  async function load(): Promise<void> {
    const result = await fetchReports();
    if (result.kind === "ok") {
      reports = result.value.reports;
      render();
      return;
    }
    const why = result.kind === "refused" ? errorText(result.code, wordingFor(language)) : exploreWordingFor(language).away;
    list.replaceChildren(element("p", { class: "plain", role: "status" }, why));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") reader.close();
  });
  guardByToken(
    pageElement("scroll"),
    () => wordingFor(language),
    () => void load(),
  );
  render();
  list.replaceChildren(element("p", { class: "plain", role: "status" }, exploreWordingFor(language).loading));
  void load();
}

/** Somebody reads in the card or fills in a field of it: if it would only be the same again it stays. Others are made anew, as their checks may differ. */
const isInUse = (card: HTMLDetailsElement): boolean => card.open || card.contains(document.activeElement);

startReports();
