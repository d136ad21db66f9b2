import { element, pageElement } from "./dom.ts";
import { loadSource, type SourcePlace } from "./source-view.ts";
import { guardByToken } from "./token-gate.ts";
import { currentLanguage, wordingFor } from "./wording.ts";

/** The reader's own page, /reader?report=ID&start=S&end=E. */
async function showPlace(): Promise<void> {
  const wording = wordingFor(currentLanguage());
  document.documentElement.lang = wording.htmlLanguage;
  const page = pageElement("reader");
  const place = readPlace(new URLSearchParams(location.search));
  const waiting = element("p", { class: "plain", role: "status" }, wording.loading);
  page.replaceChildren(element("h1", { class: "off-screen" }, wording.reader), waiting);
  if (place === null) {
    waiting.textContent = wording.noSuchPlace;
    return;
  }
  const view = await loadSource(place, wording);
  if (view.kind === "failed") {
    waiting.textContent = view.message;
    return;
  }
  const { report } = view;
  document.title = report.title;
  page.replaceChildren(
    element(
      "header",
      { class: "reader-head" },
      element(
        "div",
        { class: "reader-names" },
        element("h1", { class: "reader-title" }, report.title),
        element("p", { class: "reader-facts" }, view.facts),
        element("p", { class: "reader-path" }, view.path.join(" › ")),
      ),
      element("div", { class: "reader-tools" }, element("a", { class: "quiet", href: "./" }, wording.toChat)),
    ),
    view.body,
  );
  view.reveal();
}

function readPlace(query: URLSearchParams): SourcePlace | null {
  const reportId = query.get("report");
  const start = readOffset(query.get("start") ?? "0");
  const end = readOffset(query.get("end") ?? query.get("start") ?? "0");
  if (reportId === null || start === null || end === null) return null;
  const marks = [...(query.get("marks") ?? "").matchAll(/(\d{1,9})-(\d{1,9})/g)].map((match) => ({ start: Number(match[1]), end: Number(match[2]) }));
  return { reportId, start, end, marks };
}

const readOffset = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);

guardByToken(
  pageElement("reader"),
  () => wordingFor(currentLanguage()),
  () => void showPlace(),
);
void showPlace();
