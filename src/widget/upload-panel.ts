import { element } from "./dom.ts";
import { refusalText, type UploadOutcome, uploadReport } from "./manage-api.ts";
import type { ManageWording } from "./manage-wording.ts";
import { errorText, type Wording } from "./wording.ts";

export interface ManageWords {
  readonly page: Wording;
  readonly manage: ManageWording;
}

/** Where files are dropped or chosen, and how far each of them is. `onTakenIn` is told when the reports have changed. */
export function uploadPanel(words: ManageWords, onTakenIn: () => void): HTMLElement {
  const { manage } = words;
  const picker = element("input", { type: "file", multiple: true, class: "off-screen", id: "files" });
  const school = element("input", { type: "text", class: "field-input", maxlength: "60", autocomplete: "off" });
  const year = element("input", { type: "text", class: "field-input", inputmode: "numeric", maxlength: "4", pattern: "[0-9]{4}", autocomplete: "off" });
  const list = element("ul", { class: "uploads", "aria-label": manage.add });
  const zone = element(
    "div",
    { class: "drop-zone" },
    picker,
    element("p", {}, `${manage.drop} `, element("label", { for: "files", class: "suggestion" }, manage.choose)),
    element("p", { class: "note" }, manage.formats),
  );
  // One after another: the index takes one file at a time, and each shows how far it is.
  let queue: Promise<unknown> = Promise.resolve();
  const take = (files: readonly File[]): void => {
    const identity = { school: school.value.trim(), year: /^\d{4}$/.test(year.value.trim()) ? year.value.trim() : "" };
    for (const file of files) {
      const row = uploadRow(file.name, words);
      list.append(row.view);
      queue = queue.then(async () => {
        const outcome = await sendFile(file, file.name, identity, row, words);
        if (outcome.kind === "done" && outcome.result.reports.length > 0) onTakenIn();
      });
    }
  };
  picker.addEventListener("change", () => {
    take([...(picker.files ?? [])]);
    picker.value = "";
  });
  listenForDrops(zone, take);
  return element(
    "section",
    { class: "manage-add", "aria-labelledby": "add-head" },
    element("h2", { id: "add-head" }, manage.add),
    zone,
    element(
      "div",
      { class: "identity-fields" },
      element("label", { class: "field" }, element("span", {}, manage.school), school),
      element("label", { class: "field short" }, element("span", {}, manage.year), year),
      element("p", { class: "note" }, manage.identityHelp),
    ),
    list,
  );
}

function listenForDrops(zone: HTMLElement, take: (files: readonly File[]) => void): void {
  const over = (event: DragEvent): void => {
    event.preventDefault();
    zone.classList.toggle("over", event.type === "dragover");
  };
  for (const name of ["dragover", "dragleave"] as const) zone.addEventListener(name, over);
  zone.addEventListener("drop", (event) => {
    over(event);
    take([...(event.dataTransfer?.files ?? [])]);
  });
}

export interface UploadRow {
  readonly view: HTMLElement;
  /** Null: how far it is cannot be told. */
  progress(share: number | null, told: string): void;
  end(state: "well" | "ill", told: string, reasons: readonly string[]): void;
}

/** A line that tells how far one file is; its end is read out. */
export function uploadRow(name: string, { manage }: ManageWords): UploadRow {
  const bar = element("progress", { max: "1", "aria-label": name });
  const told = element("span", { class: "upload-state" }, manage.waiting);
  const spoken = element("span", { class: "off-screen", role: "status" });
  const reasons = element("ul", { class: "upload-reasons" });
  const view = element("li", { class: "upload" }, element("span", { class: "upload-name" }, name), told, bar, spoken, reasons);
  return {
    view,
    progress(share, text) {
      told.textContent = text;
      if (share === null) bar.removeAttribute("value");
      else bar.value = share;
    },
    end(state, text, why) {
      bar.remove();
      view.classList.add(state);
      told.textContent = text;
      spoken.textContent = `${name}: ${[text, ...why].join(" ")}`;
      reasons.replaceChildren(...why.map((reason) => element("li", {}, reason)));
    },
  };
}

/** Sends a file and keeps its line up to date. */
export async function sendFile(
  file: File,
  name: string,
  identity: { readonly school: string; readonly year: string },
  row: UploadRow,
  { page, manage }: ManageWords,
): Promise<UploadOutcome> {
  row.progress(null, manage.sending);
  const outcome = await uploadReport({ file, name, ...identity }, (event) => {
    if (event.event === "embedded") row.progress(event.data.done / Math.max(1, event.data.total), manage.reading(event.data.done, event.data.total));
  });
  if (outcome.kind === "failed") row.end("ill", manage.outcome.refused, [outcome.code === "unreachable" ? page.away : errorText(outcome.code, page)]);
  else {
    const { result } = outcome;
    const taken = result.reports.flatMap(({ title, notes }) => [title, ...notes.map((note) => refusalText(note, page.language))]);
    row.end(result.reports.length > 0 ? "well" : "ill", manage.outcome[result.outcome], [
      ...taken,
      ...result.refused.map((one) => refusalText(one, page.language)),
    ]);
  }
  return outcome;
}
