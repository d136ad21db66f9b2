import { TOKEN_REQUIRED } from "./api.ts";
import { element } from "./dom.ts";
import { keepToken, keptToken } from "./token.ts";
import type { Wording } from "./wording.ts";

/** Asks for the token in place of `content` when the server wants one; `onToken` loads the page again with it. */
export function guardByToken(content: HTMLElement, wording: () => Wording, onToken: () => void): void {
  let gate: HTMLElement | null = null;

  function ask(): void {
    if (gate !== null) return;
    const words = wording().token;
    const field = element("input", {
      type: "password",
      class: "field-input",
      id: "wenbao-token",
      autocomplete: "current-password",
      required: true,
      maxlength: "1000",
      "aria-describedby": "wenbao-token-why",
    });
    const form = element(
      "form",
      { class: "gate", "aria-label": words.label },
      element("p", { id: "wenbao-token-why", role: "status" }, keptToken() === null ? words.ask : words.wrong),
      element("label", { for: "wenbao-token" }, words.label),
      element("div", { class: "gate-row" }, field, element("button", { type: "submit", class: "send" }, words.send)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keepToken(field.value.trim());
      form.remove();
      gate = null;
      content.hidden = false;
      onToken();
    });
    gate = form;
    content.hidden = true;
    content.before(form);
    field.focus();
  }
  document.addEventListener(TOKEN_REQUIRED, ask);
}
