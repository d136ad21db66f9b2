import { element } from "./dom.ts";
import type { Wording } from "./wording.ts";

/** The question box: Enter sends, Shift+Enter breaks the line, an Enter that ends a Chinese input does neither. */
export interface Composer {
  readonly busy: boolean;
  setBusy(busy: boolean): void;
  setWording(wording: Wording): void;
  /** Puts a question back into an empty box; what has been typed meanwhile is not overwritten. */
  restore(question: string): void;
  /** Empties the box if it holds this question. */
  clear(question: string): void;
  focus(): void;
}

export function createComposer(form: HTMLElement, send: (question: string) => void): Composer {
  const box = element("textarea", { id: "question", rows: "1", enterkeyhint: "send", autocomplete: "off", maxlength: "2000" });
  const label = element("label", { for: "question", class: "off-screen" });
  const button = element("button", { type: "submit", class: "send" });
  form.replaceChildren(element("div", { class: "composer-frame" }, label, box, button));
  let busy = false;

  const fitHeight = (): void => {
    // The height follows the lines; one row is the least.
    box.rows = 1;
    while (box.scrollHeight > box.clientHeight + 2 && box.rows < 6) box.rows += 1;
  };
  const submit = (): void => {
    const question = box.value.trim();
    if (question === "" || busy) return;
    box.value = "";
    fitHeight();
    send(question);
  };
  box.addEventListener("input", fitHeight);
  box.addEventListener("keydown", (event) => {
    // Safari ends the composition before the key event; 229 is the code that tells it was one.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  return {
    get busy() {
      return busy;
    },
    setBusy(value) {
      busy = value;
      button.setAttribute("aria-disabled", String(value));
    },
    setWording(wording) {
      // Named, the form is a landmark.
      form.setAttribute("aria-label", wording.question);
      label.textContent = wording.question;
      box.placeholder = wording.placeholder;
      button.textContent = wording.send;
    },
    restore(question) {
      if (box.value.trim() !== "") return;
      box.value = question;
      fitHeight();
    },
    clear(question) {
      if (box.value.trim() !== question) return;
      box.value = "";
      fitHeight();
    },
    focus: () => box.focus(),
  };
}
