import type { Answer } from "../contract/answer.ts";
import type { AskedSlots } from "../contract/ask.ts";
import type { FigureMatrix } from "../contract/matrix.ts";
import { fetchMatrix } from "./api.ts";
import { element } from "./dom.ts";
import { named } from "./names.ts";
import type { Wording } from "./wording.ts";

export type EditorField = "schools" | "indicators" | "subject" | "period" | "operation";

export interface EditorOptions {
  /** The slot that was chosen: focus goes there. */
  readonly field: EditorField;
  readonly close: () => void;
  readonly apply: (slots: AskedSlots) => void;
}

type Intent = NonNullable<AskedSlots["intent"]>;
const INTENTS: readonly Intent[] = ["lookup", "compare", "rank", "difference", "ratio", "aggregate", "trend", "list", "explain", "coverage"];

let serial = 0;

/** A form over the slots. Only what was changed is sent: the rest stays as it was understood. */
export function slotEditor(answer: Answer, wording: Wording, options: EditorOptions): HTMLElement {
  const words = wording.editor;
  const { interpretation } = answer;
  serial += 1;
  const listId = `indicators-${serial}`;
  const names = interpretation.indicators.values.map((indicator) => named(indicator, wording)).join(separator(wording));
  const schools = element("div", { class: "checks" });
  const indicators = element("input", { type: "text", value: names, list: listId, "aria-label": words.indicator, autocomplete: "off" });
  const part = interpretation.subject ?? "";
  const subject = element("input", { type: "text", value: part, maxlength: "100", "aria-label": words.subject, autocomplete: "off" });
  const known = element("datalist", { id: listId });
  const period = element("select", { "aria-label": words.period }, option("", words.asAsked), option("latest", words.latest));
  const operation = element("select", { "aria-label": words.operation }, ...intentOptions(interpretation.operation.intent, wording));
  const direction = element(
    "select",
    { "aria-label": words.direction },
    option("", words.asAsked),
    option("max", wording.directions.max),
    option("min", wording.directions.min),
  );
  const form = element(
    "form",
    { class: "slot-editor", "aria-label": words.title },
    element("fieldset", {}, element("legend", {}, words.schools), schools),
    labelled(words.indicator, indicators, words.indicatorHelp),
    labelled(words.subject, subject, words.subjectHelp),
    labelled(words.period, period),
    labelled(words.operation, operation),
    labelled(words.direction, direction),
    known,
    element(
      "div",
      { class: "editor-buttons" },
      element("button", { type: "submit", class: "send" }, words.apply),
      element("button", { type: "button", class: "quiet", click: options.close }, words.cancel),
    ),
  );
  const understood = new Set(interpretation.schools.values.map((school) => school.id));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = [...schools.querySelectorAll("input")].filter((box) => box.checked).map((box) => box.value);
    const sameSchools = chosen.length === understood.size && chosen.every((id) => understood.has(id));
    options.apply({
      ...(sameSchools || chosen.length === 0 ? {} : { schools: chosen }),
      ...(indicators.value.trim() === names || indicators.value.trim() === "" ? {} : { indicators: splitNames(indicators.value) }),
      ...(subject.value.trim() === part ? {} : { subject: subject.value.trim() === "" ? null : subject.value.trim() }),
      ...(period.value === "" ? {} : { year: period.value === "latest" ? null : Number(period.value) }),
      ...(operation.value === interpretation.operation.intent ? {} : { intent: operation.value as Intent }),
      ...(direction.value === "max" || direction.value === "min" ? { direction: direction.value } : {}),
    });
  });
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    options.close();
  });
  const fields: Readonly<Record<EditorField, () => HTMLElement | null>> = {
    schools: () => schools.querySelector("input"),
    indicators: () => indicators,
    subject: () => subject,
    period: () => period,
    operation: () => operation,
  };
  void fetchMatrix().then((result) => {
    if (result.kind !== "ok") return;
    schools.append(...schoolChecks(result.value, understood, wording));
    known.append(...indicatorNames(result.value, wording).map((name) => option(name, name)));
    form.scrollIntoView({ block: "nearest" });
    period.append(...years(result.value).map((year) => option(String(year), wording.year(year))));
    // Not out of a field that somebody has gone to meanwhile.
    if (options.field === "schools" && !form.contains(document.activeElement)) fields.schools()?.focus();
  });
  // Once it is in the page.
  queueMicrotask(() => fields[options.field]()?.focus());
  return form;
}

const separator = (wording: Wording): string => (wording.language === "zh" ? "、" : ", ");
const splitNames = (text: string): string[] => text.split(/[、，,;；]/).flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
const option = (value: string, label: string): HTMLOptionElement => element("option", { value }, label);

function labelled(label: string, control: HTMLElement, help = ""): HTMLElement {
  return element("label", { class: "field" }, element("span", {}, label), control, help !== "" && element("span", { class: "note" }, help));
}

function intentOptions(present: Intent, wording: Wording): HTMLOptionElement[] {
  const intents = INTENTS.includes(present) ? INTENTS : [present, ...INTENTS];
  return intents.map((intent) => element("option", { value: intent, selected: intent === present }, wording.intents[intent] ?? intent));
}

function schoolChecks(matrix: FigureMatrix, checked: ReadonlySet<string>, wording: Wording): HTMLElement[] {
  const owners = new Map(matrix.reports.map(({ school }) => [school.id, school]));
  return [...owners.values()].map((school) =>
    element("label", { class: "check" }, element("input", { type: "checkbox", value: school.id, checked: checked.has(school.id) }), named(school, wording)),
  );
}

const indicatorNames = (matrix: FigureMatrix, wording: Wording): string[] =>
  matrix.groups.flatMap((group) => group.indicators.map((indicator) => named(indicator, wording)));

const years = (matrix: FigureMatrix): number[] => [...new Set(matrix.reports.flatMap(({ year }) => (year === null ? [] : [year])))].sort((a, b) => b - a);
