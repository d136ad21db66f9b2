import type { Answer } from "../contract/answer.ts";
import type { AskedSlots } from "../contract/ask.ts";
import { element } from "./dom.ts";
import { named } from "./names.ts";
import { type EditorField, slotEditor } from "./slot-editor.ts";
import type { Wording } from "./wording.ts";

/** How the question was understood, slot by slot; each can be set otherwise, and the question is then answered again. */
export function understoodView(answer: Answer, wording: Wording, askAgain: (slots: AskedSlots) => void): HTMLElement {
  const { schools, indicators, subject, period, operation } = answer.interpretation;
  const view = element("div", { class: "understood" });
  let editor: HTMLElement | null = null;
  const edit = (field: EditorField, opener: HTMLElement): void => {
    editor?.remove();
    const close = (): void => {
      editor?.remove();
      editor = null;
      opener.focus();
    };
    editor = slotEditor(answer, wording, { field, close, apply: askAgain });
    view.after(editor);
    editor.scrollIntoView({ block: "nearest" });
  };
  const slot = (field: EditorField, value: string, certainty: string): HTMLElement | null => {
    if (value === "") return null;
    const label = wording.slots[field];
    const chip: HTMLElement = element(
      "button",
      { type: "button", class: `slot ${certainty}`, title: wording.editSlot(label), click: () => edit(field, chip) },
      element("span", { class: "slot-label" }, label),
      value,
      wording.certainty[certainty] !== undefined && element("span", { class: "note" }, wording.certainty[certainty]),
    );
    return element("li", {}, chip);
  };
  const join = (names: readonly string[]): string => names.join(wording.language === "zh" ? "、" : ", ");
  const all = schools.scope === "all_schools";
  const direction = operation.direction === null ? "" : ` · ${wording.directions[operation.direction]}`;
  const slots = [
    slot("schools", all ? wording.allSchools : join(schools.values.map((school) => named(school, wording))), schools.certainty),
    slot("indicators", join(indicators.values.map((indicator) => named(indicator, wording))), indicators.certainty),
    slot("subject", subject ?? "", "stated"),
    slot("period", period.label ?? (period.certainty === "missing" ? "" : wording.editor.latest), period.certainty),
    slot("operation", `${wording.intents[operation.intent] ?? operation.intent}${direction}`, "stated"),
  ].filter((made) => made !== null);
  view.append(element("span", { class: "understood-label" }, wording.understood), element("ul", {}, ...slots));
  return view;
}
