import type { ReportSummary } from "../contract/reports.ts";
import { element } from "./dom.ts";
import { removeReport, setIdentity } from "./manage-api.ts";
import { type ManageWords, sendFile, uploadRow } from "./upload-panel.ts";
import { errorText } from "./wording.ts";

export interface CardActions {
  /** The list of reports is another now. */
  changed(): void;
  /** A report was taken out; it can be put back. */
  removed(report: ReportSummary): void;
}

/** What an administrator does with one report: set whose it is, replace its file, take it out. */
export function manageCard(report: ReportSummary, words: ManageWords, actions: CardActions): HTMLElement {
  const { page, manage } = words;
  const said = element("p", { class: "said", role: "status" });
  const tell = (code: string | null): void => {
    said.textContent = code === null ? manage.saved : code === "unreachable" ? page.away : errorText(code, page);
  };
  const remove = element("button", { type: "button", class: "suggestion danger", click: () => void takeOut() }, manage.remove);
  async function takeOut(): Promise<void> {
    remove.disabled = true;
    const result = await removeReport(report.id);
    remove.disabled = false;
    if (result.kind === "ok") actions.removed(report);
    else tell(result.kind === "refused" ? result.code : "unreachable");
  }
  return element(
    "div",
    { class: "manage-card" },
    identityForm(report, words, tell, actions),
    element("div", { class: "manage-buttons" }, replaceButton(report, words, actions), remove),
    said,
  );
}

function identityForm(report: ReportSummary, { manage }: ManageWords, tell: (code: string | null) => void, actions: CardActions): HTMLElement {
  const school = element("input", { type: "text", class: "field-input", value: report.school.name, maxlength: "60", required: true, autocomplete: "off" });
  const year = element("input", {
    type: "text",
    class: "field-input",
    inputmode: "numeric",
    pattern: "[0-9]{4}",
    maxlength: "4",
    value: report.year === null ? "" : String(report.year),
    autocomplete: "off",
  });
  const send = async (identity: Parameters<typeof setIdentity>[1]): Promise<void> => {
    const result = await setIdentity(report.id, identity);
    tell(result.kind === "ok" ? null : result.kind === "refused" ? result.code : "unreachable");
    if (result.kind === "ok") actions.changed();
  };
  const form = element(
    "form",
    { class: "identity-fields", "aria-label": manage.identity },
    element("label", { class: "field" }, element("span", {}, manage.school), school),
    element("label", { class: "field short" }, element("span", {}, manage.year), year),
    element("button", { type: "submit", class: "suggestion" }, manage.save),
    element("button", { type: "button", class: "quiet", click: () => void send({ school: null, year: null }) }, manage.asText),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // Only what was changed is set by hand; the rest is left to the text.
    const changed = {
      ...(school.value.trim() === report.school.name ? {} : { school: school.value.trim() }),
      ...(year.value.trim() === String(report.year ?? "") ? {} : { year: year.value.trim() === "" ? null : Number(year.value.trim()) }),
    };
    if (Object.keys(changed).length > 0) void send(changed);
  });
  return form;
}

/** A file in place of the report's own; where it turns out to be another report, the old one goes. */
function replaceButton(report: ReportSummary, words: ManageWords, actions: CardActions): HTMLElement {
  const id = `replace-${report.id}`;
  const picker = element("input", { type: "file", class: "off-screen", id });
  const place = element("ul", { class: "uploads" });
  picker.addEventListener("change", () => {
    const file = picker.files?.[0];
    picker.value = "";
    if (file === undefined) return;
    const row = uploadRow(file.name, words);
    place.replaceChildren(row.view);
    void sendFile(file, nameFor(report.file, file.name), { school: "", year: "" }, row, words).then(async (outcome) => {
      if (outcome.kind !== "done" || outcome.result.reports.length === 0) return;
      if (!outcome.result.reports.some(({ id }) => id === report.id)) await removeReport(report.id);
      actions.changed();
    });
  });
  return element("div", { class: "replace" }, picker, element("label", { for: id, class: "suggestion" }, words.manage.replace), place);
}

/** The old file's name where the new one is of the same kind: the server then replaces the file itself. */
function nameFor(old: string, given: string): string {
  const ending = (name: string): string => (/\.[^.]+$/.exec(name)?.[0] ?? "").toLowerCase();
  const last = old.split("/").pop() ?? old;
  return ending(last) === ending(given) ? last : given;
}
