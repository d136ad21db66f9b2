import type { ReportDetail } from "../contract/reports.ts";
import { fetchReport, fetchReportText } from "./api.ts";
import { element } from "./dom.ts";
import { cutSegments, lineSpans, type TextSpan, windowAround } from "./highlight.ts";
import { named } from "./names.ts";
import { errorText, type Wording } from "./wording.ts";

/** A place in a report: the quote, and the numbers within it that the answer uses. */
export interface SourcePlace extends TextSpan {
  readonly reportId: string;
  readonly marks: readonly TextSpan[];
}

/** Characters shown before and after the quote at first, and added by each step outwards. */
const REACH = 4_000;

/** What a reader shows of a place: a heading for its frame and the scrollable body, or why there is nothing to show. */
export type SourceView =
  | {
      readonly kind: "shown";
      readonly report: ReportDetail;
      /** School, year and, where the report has pages, the page of the place. */
      readonly facts: string;
      readonly path: readonly string[];
      readonly body: HTMLElement;
      reveal(): void;
    }
  | { readonly kind: "failed"; readonly message: string };

/** Loads a report and lays out its text around a place, the quote highlighted character for character. */
export async function loadSource(place: SourcePlace, wording: Wording): Promise<SourceView> {
  const detail = await fetchReport(place.reportId);
  if (detail.kind !== "ok") return { kind: "failed", message: detail.kind === "refused" ? errorText(detail.code, wording) : wording.away };
  const report = detail.value;
  const loaded = await fetchReportText(report);
  if (loaded.kind !== "ok") return { kind: "failed", message: wording.away };
  const text = loaded.value;
  if (!(place.start >= 0 && place.start <= place.end && place.end <= text.length)) return { kind: "failed", message: wording.noSuchPlace };
  const { body, reveal } = layOut(text, report, place, wording);
  return { kind: "shown", report, facts: factsOf(report, place.start, wording), path: sectionPathAt(report, place.start), body, reveal };
}

function factsOf(report: ReportDetail, offset: number, wording: Wording): string {
  const page = report.pages?.findIndex(({ start, end }) => start <= offset && offset < end) ?? -1;
  const facts = [named(report.school, wording), report.year === null ? "" : wording.year(report.year), page === -1 ? "" : wording.page(page + 1)];
  return facts.filter((fact) => fact !== "").join(" · ");
}

function sectionPathAt(report: ReportDetail, offset: number): readonly string[] {
  // Sections nest and come in order: the last that began before the place is the innermost.
  return report.sections.filter((section) => section.start <= offset && offset < section.end).pop()?.path ?? [];
}

function layOut(text: string, report: ReportDetail, place: SourcePlace, wording: Wording): { body: HTMLElement; reveal: () => void } {
  const headings = report.sections.flatMap(({ heading }) => (heading === null ? [] : [heading]));
  const body = element("div", { class: "source-body", tabindex: "0", "aria-label": wording.reader });
  const lines = (window: TextSpan): HTMLElement[] => {
    const near = headings.filter((heading) => heading.start < window.end && window.start < heading.end);
    return lineSpans(text, window).map((line) => lineElement(text, line, place, near));
  };
  const first = windowAround(text, place, REACH);
  const passage = element("div", { class: "source-text", lang: "zh" }, ...lines(first));
  body.append(passage);
  addEarlier(body, passage, first.start);
  addLater(body, passage, first.end);

  function addEarlier(container: HTMLElement, before: HTMLElement, end: number): void {
    if (end === 0) return;
    const button = element(
      "button",
      {
        type: "button",
        class: "quiet more",
        click: () => {
          const start = Math.max(0, windowAround(text, { start: end, end }, REACH).start);
          const height = container.scrollHeight;
          before.prepend(...lines({ start, end }));
          button.remove();
          addEarlier(container, before, start);
          container.scrollTop += container.scrollHeight - height;
          container.focus({ preventScroll: true });
        },
      },
      wording.earlier,
    );
    container.prepend(button);
  }
  function addLater(container: HTMLElement, after: HTMLElement, start: number): void {
    if (start >= text.length) return;
    const button = element(
      "button",
      {
        type: "button",
        class: "quiet more",
        click: () => {
          const { end } = windowAround(text, { start, end: start }, REACH);
          after.append(...lines({ start, end }));
          button.remove();
          addLater(container, after, end);
          container.focus({ preventScroll: true });
        },
      },
      wording.later,
    );
    container.append(button);
  }
  const reveal = (): void => {
    const mark = body.querySelector("mark");
    if (mark === null) return;
    // Not scrollIntoView: that would scroll the page around the pane as well.
    const offset = mark.getBoundingClientRect().top - body.getBoundingClientRect().top;
    body.scrollTop += offset - body.clientHeight / 3;
  };
  return { body, reveal };
}

/** One line with its line break; a blank line is kept, as the text is shown as read, and drawn low. */
function lineElement(text: string, line: TextSpan, place: SourcePlace, headings: readonly TextSpan[]): HTMLElement {
  const segments = cutSegments(text, line, [
    { layer: "quote", spans: [place] },
    { layer: "number", spans: place.marks },
    { layer: "heading", spans: headings },
  ]);
  const blank = text.slice(line.start, line.end).trim() === "";
  const heading = !blank && segments.some(({ layers }) => layers.has("heading"));
  const shown = element("div", { class: blank ? "line blank" : heading ? "line heading" : "line" });
  for (const { text: piece, layers } of segments) {
    if (!layers.has("quote")) shown.append(piece);
    else shown.append(element("mark", {}, layers.has("number") ? element("b", {}, piece) : piece));
  }
  return shown;
}
