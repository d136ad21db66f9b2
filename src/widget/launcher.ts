import { makeElement } from "./launcher-element.ts";

/** The widget's one file: defines <wenbao-chat>, and puts one in the page where the script itself carries `data-` attributes. */

// The script's own address tells where the server is, whatever page it stands in.
const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const server = new URL(".", script === null ? location.href : script.src);

if (customElements.get("wenbao-chat") === undefined) customElements.define("wenbao-chat", makeElement(server));

/** Others write `data-` attributes too (caches, consent managers): only these are meant for the widget. */
const SETTINGS = ["mode", "school", "reportIds", "language", "label", "position", "server"];
const settings = Object.entries(script?.dataset ?? {}).filter(([name]) => SETTINGS.includes(name));
if (settings.length > 0) {
  const place = (): void => {
    const chat = document.createElement("wenbao-chat");
    // data-report-ids arrives as reportIds.
    for (const [name, value] of settings)
      chat.setAttribute(
        name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
        value ?? "",
      );
    document.body.append(chat);
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", place);
  else place();
}
