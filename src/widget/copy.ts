import { element } from "./dom.ts";

/** Copies a text; tells whether it worked. The clipboard interface is missing on plain http, where the older command still works. */
export async function copyText(text: string): Promise<boolean> {
  // The type says always there; outside secure contexts it is not.
  const clipboard: Clipboard | undefined = navigator.clipboard;
  if (clipboard !== undefined) {
    try {
      await clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed in this frame: the older command may be.
    }
  }
  const focused = document.activeElement;
  const area = element("textarea", { class: "off-screen", "aria-hidden": "true", tabindex: "-1" });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
