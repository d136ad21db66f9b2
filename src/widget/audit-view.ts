import type { AuditFinding, ReportAudit } from "../contract/audit.ts";
import { type CardWords, type OpenSource, part } from "./card-part.ts";
import { element } from "./dom.ts";
import { named } from "./names.ts";

/** What does not add up in a report, what is not in it, and how it stands beside published standards; each number opens its place. */
export function auditView(audit: ReportAudit, words: CardWords, openSource: OpenSource): HTMLElement {
  const { explore } = words;
  return element(
    "div",
    {},
    part(
      explore.audit,
      audit.findings.length === 0
        ? element("p", { class: "note" }, explore.auditNone)
        : element("ul", { class: "findings" }, ...audit.findings.map((finding) => findingView(finding, words, openSource))),
    ),
    audit.standards.length > 0 && part(explore.standards, standardsView(audit, words, openSource)),
    audit.missing.length > 0 && part(explore.missing, missingView(audit, words)),
  );
}

type Term = AuditFinding["terms"][number];

function termLinks(terms: readonly Term[], openSource: OpenSource): HTMLElement[] {
  return terms.map((term) => {
    const link: HTMLElement = element(
      "button",
      { type: "button", class: "term", title: term.indicator.name, click: () => openSource(term.reportId, { start: term.start, end: term.end }, link) },
      term.raw,
    );
    return link;
  });
}

function findingView(finding: AuditFinding, { page, explore }: CardWords, openSource: OpenSource): HTMLElement {
  return element(
    "li",
    {},
    element("span", { class: "tag warning" }, explore.certainty[finding.certainty] ?? finding.certainty),
    element("span", {}, page.language === "en" ? finding.textEn : finding.text),
    element("span", { class: "terms" }, ...termLinks(finding.terms, openSource)),
  );
}

function standardsView(audit: ReportAudit, { page, explore }: CardWords, openSource: OpenSource): HTMLElement {
  const items = audit.standards.map((check) => {
    const title = page.language === "en" && check.standard.titleEn !== "" ? check.standard.titleEn : check.standard.title;
    const required = `${check.comparator === ">=" ? "≥" : "≤"} ${check.required}${check.unit}`;
    return element(
      "li",
      {},
      element("span", { class: check.verdict === "misses" ? "tag warning" : "tag" }, explore.verdict[check.verdict] ?? check.verdict),
      // A printed value is its own link; a computed one stands beside the numbers that it comes from.
      element(
        "span",
        { class: "terms" },
        `${named(check.indicator, page)}${check.formula === null ? "" : ` ${check.value}`}`,
        ...termLinks(check.terms, openSource),
        element("span", { class: "note" }, required),
      ),
      element(
        "span",
        { class: "note" },
        [title, check.article, check.formula ?? "", check.checked ? "" : explore.unchecked].filter((text) => text !== "").join(" · "),
      ),
    );
  });
  return element("ul", { class: "findings" }, ...items);
}

function missingView(audit: ReportAudit, { page, explore }: CardWords): HTMLElement {
  const items = audit.missing.map(({ group, anyOf }) =>
    element("li", {}, explore.missingOf(named(group, page), anyOf.map((indicator) => named(indicator, page)).join(" / "))),
  );
  return element("ul", { class: "plain-list" }, ...items);
}
