import { adoptStyle } from "./launcher-style.ts";

const WORDS = {
  "zh-Hans": { open: "问报告", close: "关闭", title: "学校质量报告问答" },
  "zh-Hant": { open: "問報告", close: "關閉", title: "學校品質報告問答" },
  en: { open: "Ask the reports", close: "Close", title: "Questions to school quality reports" },
} as const;

type Words = (typeof WORDS)[keyof typeof WORDS];

/** Attributes that decide what the frame shows; a change of one loads it anew. */
const FRAME_ATTRIBUTES = ["server", "school", "report-ids", "language"];

let serial = 0;

/**
 * The class of <wenbao-chat>: a button that opens the chat in a frame of its own or, with mode="inline", the frame itself. Attributes:
 * `server`, `school`, `report-ids`, `language`, `label`, `position`, `mode`. Events: `wenbao-open`, `wenbao-close`.
 */
export function makeElement(defaultServer: URL): typeof HTMLElement {
  return class WenbaoChat extends HTMLElement {
    static readonly observedAttributes = [...FRAME_ATTRIBUTES, "mode", "label"];
    #panel: HTMLElement | null = null;
    #frame: HTMLIFrameElement | null = null;
    #launch: HTMLButtonElement | null = null;

    connectedCallback(): void {
      if (this.shadowRoot === null) adoptStyle(this.attachShadow({ mode: "open" }));
      this.#build();
      window.addEventListener("message", this.#onMessage);
    }

    disconnectedCallback(): void {
      window.removeEventListener("message", this.#onMessage);
    }

    attributeChangedCallback(name: string, before: string | null, after: string | null): void {
      if (!this.isConnected || before === after) return;
      // An open chat stays open, a closed one is made anew at the next opening.
      if (this.#frame !== null && name !== "mode" && name !== "label") this.#frame.src = this.#address().href;
      else this.#build();
    }

    #server(): URL {
      const named = this.getAttribute("server");
      return named === null ? defaultServer : new URL(named.replace(/\/?$/, "/"), location.href);
    }

    #address(): URL {
      const address = new URL("?embed=1", this.#server());
      address.searchParams.set("host", location.origin);
      for (const name of ["language", "school", "report-ids"]) {
        const value = this.getAttribute(name);
        if (value !== null && value !== "") address.searchParams.set(name === "report-ids" ? "reports" : name, value);
      }
      return address;
    }

    #build(): void {
      const words = wordsFor(this.getAttribute("language") ?? navigator.language);
      serial += 1;
      const panel = make("div", { class: "panel", part: "panel", id: `wenbao-panel-${serial}` });
      this.#panel = panel;
      this.#frame = null;
      this.#launch = null;
      if (this.getAttribute("mode") === "inline") {
        this.shadowRoot?.replaceChildren(panel);
        this.#load(words.title);
        return;
      }
      panel.setAttribute("role", "dialog");
      panel.setAttribute("aria-label", words.title);
      panel.hidden = true;
      const close = make("button", { class: "close", type: "button", "aria-label": words.close }, "✕");
      close.addEventListener("click", () => this.close());
      const head = make("div", { class: "head" });
      head.append(make("span", {}, words.title), close);
      panel.append(head);
      panel.addEventListener("keydown", (event) => {
        if (event.key === "Escape") this.close();
      });
      const label = this.getAttribute("label") ?? words.open;
      const launch = make("button", { class: "launch", part: "button", type: "button", "aria-expanded": "false", "aria-controls": panel.id }, label);
      launch.addEventListener("click", () => (panel.hidden ? this.open() : this.close()));
      this.shadowRoot?.replaceChildren(panel, launch);
      this.#launch = launch;
    }

    #load(title: string): void {
      this.#frame = make("iframe", { src: this.#address().href, title, allow: "clipboard-write", loading: "lazy" });
      this.#panel?.append(this.#frame);
    }

    /** Opens the chat; the frame is made on the first opening alone. */
    open(): void {
      if (this.#panel === null || this.#launch === null) return;
      this.#panel.hidden = false;
      if (this.#frame === null) this.#load(this.#panel.getAttribute("aria-label") ?? "Wenbao");
      this.#launch.setAttribute("aria-expanded", "true");
      this.#frame?.focus();
      this.#tell("wenbao-open");
    }

    close(): void {
      if (this.#panel === null || this.#launch === null || this.#panel.hidden) return;
      this.#panel.hidden = true;
      this.#launch.setAttribute("aria-expanded", "false");
      this.#launch.focus();
      this.#tell("wenbao-close");
    }

    #tell(name: string): void {
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true }));
    }

    readonly #onMessage = (event: MessageEvent): void => {
      if (event.origin !== this.#server().origin || this.#frame === null || event.source !== this.#frame.contentWindow) return;
      if (event.data?.source === "wenbao" && event.data.event === "close") this.close();
    };
  };
}

function wordsFor(language: string): Words {
  if (/^en\b/i.test(language)) return WORDS.en;
  if (/^zh-(?:hant|tw|hk|mo)\b/i.test(language)) return WORDS["zh-Hant"];
  return /^zh\b/i.test(language) ? WORDS["zh-Hans"] : WORDS.en;
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Readonly<Record<string, string>>, text = ""): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}
