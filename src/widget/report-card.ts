import type { ReportDetail, ReportSummary } from "../contract/reports.ts";
import { fetchAudit, fetchReport } from "./api.ts";
import { auditView } from "./audit-view.ts";
import { type CardWords, type OpenSource, part } from "./card-part.ts";
import { element } from "./dom.ts";
import { named } from "./names.ts";

/** A report: its facts at once; contents, reading and checks when it is opened; below them what may be done with it. */
export function reportCard(report: ReportSummary, words: CardWords, openSource: OpenSource, manage: HTMLElement | null): HTMLDetailsElement {
  const { page, explore } = words;
  const number = (value: number): string => value.toLocaleString(page.htmlLanguage);
  const inside = element("div", { class: "card-inside" });
  const facts = [
    named(report.school, page),
    report.year === null ? "" : page.year(report.year),
    explore.facts(number(report.characterCount), number(report.passageCount), number(report.figureCount)),
  ];
  const details = element(
    "details",
    { class: "card" },
    element(
      "summary",
      {},
      element("h2", { class: "card-title", lang: "zh" }, report.title),
      element("p", { class: "card-facts" }, facts.filter((fact) => fact !== "").join(" · ")),
    ),
    inside,
    manage,
  );
  let loaded = false;
  details.addEventListener("toggle", () => {
    if (!details.open || loaded) return;
    loaded = true;
    void fillCard(inside, report, words, openSource);
  });
  return details;
}

async function fillCard(inside: HTMLElement, report: ReportSummary, words: CardWords, openSource: OpenSource): Promise<void> {
  inside.replaceChildren(element("p", { class: "note" }, words.explore.loading));
  const [detail, audit] = await Promise.all([fetchReport(report.id), fetchAudit(report.id)]);
  if (detail.kind !== "ok") {
    inside.replaceChildren(element("p", { class: "note" }, words.explore.away));
    return;
  }
  const open: HTMLElement = element(
    "button",
    { type: "button", class: "suggestion", click: () => openSource(report.id, { start: 0, end: 0 }, open) },
    words.explore.openText,
  );
  inside.replaceChildren(
    element("p", { class: "card-file" }, open, element("span", { class: "note" }, report.file)),
    audit.kind === "ok" ? auditView(audit.value, words, openSource) : element("p", { class: "note" }, words.explore.noAudit),
    part(words.explore.reading, issuesView(detail.value, words, openSource)),
    part(words.explore.headings, contentsView(detail.value, openSource)),
  );
}

function issuesView({ id, issues }: ReportDetail, { page, explore }: CardWords, openSource: OpenSource): HTMLElement {
  if (issues.length === 0) return element("p", { class: "note" }, explore.noIssues);
  return element(
    "ul",
    { class: "findings" },
    ...issues.map(({ severity, message, messageZh, span }) => {
      const at: HTMLElement | false =
        span !== undefined && element("button", { type: "button", class: "place-link", click: (event) => openFrom(event, id, span, openSource) }, "↗");
      return element(
        "li",
        {},
        element("span", { class: `tag ${severity}` }, explore.severity[severity] ?? severity),
        element("span", {}, page.language === "zh" ? (messageZh ?? message) : message),
        at,
      );
    }),
  );
}

function contentsView({ id, sections }: ReportDetail, openSource: OpenSource): HTMLElement {
  const items = sections.flatMap(({ path, level, heading, start }) => {
    const name = path[path.length - 1];
    const span = heading ?? { start, end: start };
    return name === undefined
      ? []
      : [
          element(
            "li",
            { class: `level-${Math.min(level, 4)}` },
            element("button", { type: "button", class: "place-link", click: (event) => openFrom(event, id, span, openSource) }, name),
          ),
        ];
  });
  return element("ol", { class: "contents", lang: "zh" }, ...items);
}

function openFrom(event: Event, reportId: string, span: { readonly start: number; readonly end: number }, openSource: OpenSource): void {
  if (event.currentTarget instanceof HTMLElement) openSource(reportId, { start: span.start, end: span.end }, event.currentTarget);
}
