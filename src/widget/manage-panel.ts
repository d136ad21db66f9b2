import type { RemovedEntry } from "../contract/manage.ts";
import type { ReportSummary } from "../contract/reports.ts";
import { element } from "./dom.ts";
import { fetchRemoved, restoreReport } from "./manage-api.ts";
import { named } from "./names.ts";
import { keepToken, keptToken } from "./token.ts";
import { type ManageWords, uploadPanel } from "./upload-panel.ts";
import { errorText } from "./wording.ts";

/** What stands above the list of reports for whoever may change it. */
export interface ManagePanel {
  readonly isOpen: boolean;
  render(words: ManageWords): void;
  /** Tells that a report was taken out and offers to put it back. */
  removed(report: Pick<ReportSummary, "id" | "title">): void;
  /** Tells what was done and takes the focus, as what was used for it may be gone. */
  tell(text: string): void;
}

/** `panel` is its place; `onChange` is told when reports were added, put back, or managing begins or ends. */
export function createManagePanel(panel: HTMLElement, onChange: () => Promise<void>): ManagePanel {
  const notice = element("div", { class: "notice", role: "status", tabindex: "-1" });
  const bin = element("div", {});
  let open = false;
  let current: ManageWords | null = null;
  let shownIn: string | null = null;
  // The form that asks for the token, and the language it is in.
  let gate: { readonly form: HTMLElement; readonly language: string } | null = null;

  function render(words: ManageWords): void {
    current = words;
    if (!open) {
      // The list of reports may come while somebody types the token.
      if (gate?.form.isConnected === true && gate.language === words.page.htmlLanguage) return;
      panel.classList.remove("open");
      panel.replaceChildren(element("button", { type: "button", class: "quiet", click: () => void begin() }, words.manage.manage));
      return;
    }
    panel.classList.add("open");
    if (shownIn === words.page.htmlLanguage) {
      void renderBin(words);
      return;
    }
    // Made once for a language: lines of uploads under way stay.
    shownIn = words.page.htmlLanguage;
    const leave = element("button", { type: "button", class: "quiet", click: () => void end() }, words.manage.leave);
    panel.replaceChildren(
      element(
        "div",
        { class: "manage-open" },
        uploadPanel(words, () => void onChange()),
        notice,
        bin,
        leave,
      ),
    );
    void renderBin(words);
  }

  /** With the token at hand, else after asking for one. */
  async function begin(): Promise<void> {
    if (keptToken() === null) askToken(null);
    else await enter();
  }

  async function enter(): Promise<void> {
    const result = await fetchRemoved();
    if (result.kind === "ok") {
      open = true;
      await onChange();
      panel.querySelector<HTMLElement>("input")?.focus();
    } else askToken(result.kind === "unreachable" ? "unreachable" : result.code);
  }

  async function end(): Promise<void> {
    open = false;
    shownIn = null;
    keepToken(null);
    notice.replaceChildren();
    await onChange();
    panel.querySelector<HTMLElement>("button")?.focus();
  }

  function askToken(failed: string | null): void {
    if (current === null) return;
    const { manage, page } = current;
    const why =
      failed === null ? manage.askToken : failed === "unreachable" ? page.away : failed === "token_required" ? page.token.wrong : errorText(failed, page);
    const field = element("input", { type: "password", class: "field-input", id: "admin-token", autocomplete: "off", required: true, maxlength: "1000" });
    const form = element(
      "form",
      { class: "gate", "aria-label": manage.manage },
      element("p", { role: "status" }, why),
      element("label", { for: "admin-token" }, manage.token),
      element("div", { class: "gate-row" }, field, element("button", { type: "submit", class: "send" }, manage.enter)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keepToken(field.value.trim());
      void enter();
    });
    panel.classList.add("open");
    panel.replaceChildren(form);
    gate = { form, language: page.htmlLanguage };
    field.focus();
  }

  async function renderBin(words: ManageWords): Promise<void> {
    const result = await fetchRemoved();
    if (result.kind !== "ok" || result.value.removed.length === 0) {
      bin.replaceChildren();
      return;
    }
    const { manage } = words;
    const items = result.value.removed.map((entry) => binItem(entry, words));
    bin.replaceChildren(element("details", { class: "bin" }, element("summary", {}, manage.removedHead), element("ul", {}, ...items)));
  }

  function binItem(entry: RemovedEntry, { page, manage }: ManageWords): HTMLElement {
    const when = new Date(entry.removedAt).toLocaleString(page.htmlLanguage, { dateStyle: "medium", timeStyle: "short" });
    const facts = [named(entry.school, page), entry.year === null ? "" : page.year(entry.year), manage.removedAt(when)];
    return element(
      "li",
      {},
      element("span", {}, entry.title, element("span", { class: "note" }, facts.filter((fact) => fact !== "").join(" · "))),
      element("button", { type: "button", class: "suggestion", click: () => void putBack(entry) }, manage.restore),
    );
  }

  async function putBack({ id, title }: Pick<ReportSummary, "id" | "title">): Promise<void> {
    if (current === null) return;
    const { manage, page } = current;
    const result = await restoreReport(id);
    notice.textContent = result.kind === "ok" ? manage.restored(title) : result.kind === "refused" ? errorText(result.code, page) : page.away;
    if (result.kind === "ok") await onChange();
  }

  return {
    get isOpen() {
      return open;
    },
    render,
    removed(report) {
      if (current === null) return;
      const undo = element("button", { type: "button", class: "suggestion", click: () => void putBack(report) }, current.manage.undo);
      notice.replaceChildren(element("span", {}, current.manage.removed(report.title)), undo);
      void onChange();
      undo.focus();
    },
    tell(text) {
      notice.textContent = text;
      notice.focus();
    },
  };
}
