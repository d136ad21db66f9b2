/**
 * <wenbao-chat>: a button that opens the chat in a frame of its own. One script, no dependency, nothing in the page's own styles.
 * Attributes: `label`, `language` (zh, en), `position` (right, left). Custom properties: --wenbao-accent, --wenbao-accent-ink, --wenbao-z-index.
 */

// The script's own address tells where the server is, whatever page it stands in.
const script = document.currentScript;
const server = new URL(".", script instanceof HTMLScriptElement ? script.src : location.href);

const STYLE = `
:host{position:fixed;bottom:20px;right:20px;z-index:var(--wenbao-z-index,2147480000);font:16px/1.4 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
:host([position=left]){right:auto;left:20px}
:host([hidden]){display:none}
*{box-sizing:border-box}
button{font:inherit;cursor:pointer;border:0}
button:focus-visible{outline:3px solid var(--wenbao-accent,#1c6470);outline-offset:2px}
.launch{min-width:52px;min-height:52px;padding:0 20px;border-radius:26px;background:var(--wenbao-accent,#1c6470);color:var(--wenbao-accent-ink,#fff);font-weight:600;box-shadow:0 4px 18px rgb(0 0 0/22%)}
.panel{position:absolute;right:0;bottom:64px;display:flex;flex-direction:column;width:min(420px,calc(100vw - 40px));height:min(660px,calc(100vh - 110px));overflow:hidden;border:1px solid rgb(128 128 128/35%);border-radius:16px;background:Canvas;color:CanvasText;color-scheme:light dark;box-shadow:0 10px 40px rgb(0 0 0/25%)}
:host([position=left]) .panel{right:auto;left:0}
.panel[hidden]{display:none}
.head{display:flex;align-items:center;justify-content:space-between;padding-left:16px;border-bottom:1px solid rgb(128 128 128/25%);font-weight:600}
.close{width:44px;height:44px;background:none;color:inherit}
iframe{flex:1;width:100%;min-height:0;border:0}
@media (max-width:480px){.panel,:host([position=left]) .panel{position:fixed;inset:0;width:auto;height:auto;border:0;border-radius:0;padding-bottom:env(safe-area-inset-bottom)}}
@media (forced-colors:active){.launch,.panel{border:1px solid ButtonText}}
`;

const WORDS = {
  zh: { open: "问报告", close: "关闭", title: "学校质量报告问答" },
  en: { open: "Ask the reports", close: "Close", title: "Questions to school quality reports" },
} as const;

let serial = 0;

class WenbaoChat extends HTMLElement {
  #panel: HTMLElement | null = null;
  #frame: HTMLIFrameElement | null = null;
  #launch: HTMLButtonElement | null = null;

  connectedCallback(): void {
    if (this.shadowRoot === null) this.#build(this.attachShadow({ mode: "open" }));
    window.addEventListener("message", this.#onMessage);
  }

  disconnectedCallback(): void {
    window.removeEventListener("message", this.#onMessage);
  }

  #build(root: ShadowRoot): void {
    adoptStyle(root);
    const language = this.getAttribute("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");
    const words = language === "zh" ? WORDS.zh : WORDS.en;
    serial += 1;
    const panel = make("div", "panel", { id: `wenbao-panel-${serial}`, role: "dialog", "aria-label": words.title });
    panel.hidden = true;
    const close = make("button", "close", { type: "button", "aria-label": words.close }, "✕");
    close.addEventListener("click", () => this.close());
    const head = make("div", "head", {});
    head.append(make("span", "", {}, words.title), close);
    panel.append(head);
    panel.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
    const launch = make("button", "launch", { type: "button", "aria-expanded": "false", "aria-controls": panel.id }, this.getAttribute("label") ?? words.open);
    launch.addEventListener("click", () => (panel.hidden ? this.open() : this.close()));
    root.append(panel, launch);
    this.#panel = panel;
    this.#launch = launch;
  }

  /** Opens the chat; the frame is made on the first opening alone. */
  open(): void {
    if (this.#panel === null || this.#launch === null) return;
    if (this.#frame === null) {
      const address = new URL("?embed=1", server);
      address.searchParams.set("host", location.origin);
      const language = this.getAttribute("language");
      if (language !== null) address.searchParams.set("language", language);
      const title = this.#panel.getAttribute("aria-label") ?? "Wenbao";
      this.#frame = make("iframe", "", { src: address.href, title, allow: "clipboard-write" });
      this.#panel.append(this.#frame);
    }
    this.#panel.hidden = false;
    this.#launch.setAttribute("aria-expanded", "true");
    this.#frame.focus();
    this.dispatchEvent(new CustomEvent("wenbao-open", { bubbles: true, composed: true }));
  }

  close(): void {
    if (this.#panel === null || this.#launch === null || this.#panel.hidden) return;
    this.#panel.hidden = true;
    this.#launch.setAttribute("aria-expanded", "false");
    this.#launch.focus();
    this.dispatchEvent(new CustomEvent("wenbao-close", { bubbles: true, composed: true }));
  }

  readonly #onMessage = (event: MessageEvent): void => {
    if (event.origin !== server.origin || this.#frame === null || event.source !== this.#frame.contentWindow) return;
    if (event.data?.source === "wenbao" && event.data.event === "close") this.close();
  };
}

function adoptStyle(root: ShadowRoot): void {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    // Made by script and not written into the page: a policy without unsafe-inline allows it.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    return;
  }
  root.append(make("style", "", {}, STYLE));
}

function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  attributes: Readonly<Record<string, string>>,
  text = "",
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

if (customElements.get("wenbao-chat") === undefined) customElements.define("wenbao-chat", WenbaoChat);
