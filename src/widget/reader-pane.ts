import { element } from "./dom.ts";
import { loadSource, type SourcePlace } from "./source-view.ts";
import type { Wording } from "./wording.ts";

/** The source reader beside the chat: a pane on wide screens, a sheet over everything on narrow ones. */
export interface ReaderPane {
  /** Shows a place; focus goes in and, on closing, back to `opener`. */
  open(place: SourcePlace, wording: Wording, opener: HTMLElement): void;
  close(): void;
  readonly isOpen: boolean;
}

/** Class of the chip, cell or link whose place is open. */
const SHOWN = "shown";

/** `pane` is the reader's place in the page; `behind` is what a sheet covers and must not be reached by the keyboard meanwhile. */
export function createReaderPane(pane: HTMLElement, behind: HTMLElement, shell: HTMLElement): ReaderPane {
  const narrow = matchMedia("(max-width: 999px)");
  let opener: HTMLElement | null = null;
  // Each opening has a number: a slow one that was overtaken must not paint over the later.
  let opening = 0;

  const applyModality = (): void => {
    const modal = !pane.hidden && narrow.matches;
    // Older browsers do not know inert: there the page behind is taken out by its style.
    behind.inert = modal;
    behind.classList.toggle("covered", modal);
    pane.setAttribute("role", modal ? "dialog" : "complementary");
    if (modal) pane.setAttribute("aria-modal", "true");
    else pane.removeAttribute("aria-modal");
  };
  narrow.addEventListener("change", applyModality);

  function close(): void {
    if (pane.hidden) return;
    opening += 1;
    pane.hidden = true;
    shell.classList.remove("reading");
    pane.replaceChildren();
    applyModality();
    opener?.focus();
    opener?.classList.remove(SHOWN);
    opener = null;
  }

  function open(place: SourcePlace, wording: Wording, from: HTMLElement): void {
    opening += 1;
    const mine = opening;
    opener?.classList.remove(SHOWN);
    from.classList.add(SHOWN);
    opener = from;
    pane.hidden = false;
    shell.classList.add("reading");
    applyModality();
    const title = element("h2", { class: "reader-title", id: "reader-title", tabindex: "-1" }, wording.reader);
    const facts = element("p", { class: "reader-facts" });
    const path = element("p", { class: "reader-path" });
    const close_ = element("button", { type: "button", class: "icon", "aria-label": wording.closeReader, title: wording.closeReader, click: close }, "✕");
    const alone = element("a", { class: "quiet", href: readerAddress(place), target: "_blank", rel: "noopener" }, wording.openAlone);
    const waiting = element("p", { class: "plain" }, wording.loading);
    pane.setAttribute("aria-labelledby", "reader-title");
    pane.replaceChildren(
      element(
        "header",
        { class: "reader-head" },
        element("div", { class: "reader-names" }, title, facts, path),
        element("div", { class: "reader-tools" }, alone, close_),
      ),
      waiting,
    );
    title.focus({ preventScroll: true });
    void loadSource(place, wording).then((view) => {
      if (mine !== opening) return;
      if (view.kind === "failed") {
        waiting.textContent = view.message;
        return;
      }
      const { report } = view;
      title.textContent = report.title;
      facts.textContent = view.facts;
      path.textContent = view.path.join(" › ");
      waiting.replaceWith(view.body);
      view.reveal();
    });
  }

  return {
    open,
    close,
    get isOpen() {
      return !pane.hidden;
    },
  };
}

/** Address of the reader's own page for a place. */
export function readerAddress(place: Pick<SourcePlace, "reportId" | "start" | "end" | "marks">): string {
  const query = new URLSearchParams({ report: place.reportId, start: String(place.start), end: String(place.end) });
  if (place.marks.length > 0) query.set("marks", place.marks.map((mark) => `${mark.start}-${mark.end}`).join(","));
  return `reader?${query}`;
}
