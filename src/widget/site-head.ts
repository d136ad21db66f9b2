import { element, pageElement } from "./dom.ts";
import { keepToken, keptToken } from "./token.ts";
import { chooseLanguage, type InterfaceLanguage, LANGUAGE_NAMES, type PageName, toInterfaceLanguage, type Wording } from "./wording.ts";

const ADDRESSES: Readonly<Record<PageName, string>> = { ask: "./", figures: "figures", reports: "reports" };

export interface SiteHead {
  readonly page: PageName;
  /** In a frame of another site there is nowhere else to go. */
  readonly embedded: boolean;
  /** Buttons of the page's own. */
  readonly tools: readonly HTMLElement[];
  readonly onLanguage: (language: InterfaceLanguage) => void;
}

/** Fills the bar at the top: name, the pages, the page's own tools, the choice of language. */
export function renderSiteHead(head: SiteHead, wording: Wording): void {
  document.documentElement.lang = wording.htmlLanguage;
  pageElement("brand").textContent = wording.brand;
  const links = (Object.keys(ADDRESSES) as PageName[]).map((page) =>
    element("a", { class: "quiet", href: ADDRESSES[page], "aria-current": page === head.page ? "page" : undefined }, wording.pages[page]),
  );
  const nav = pageElement("nav");
  nav.setAttribute("aria-label", wording.navigation);
  nav.replaceChildren(...(head.embedded ? [] : links));
  pageElement("tools").replaceChildren(...head.tools, ...forgetButton(wording), languageChoice(head, wording));
}

/** Whoever came with a token can leave again. */
function forgetButton(wording: Wording): HTMLElement[] {
  if (keptToken() === null) return [];
  const forget = (): void => {
    keepToken(null);
    location.reload();
  };
  return [element("button", { type: "button", class: "quiet", click: forget }, wording.token.forget)];
}

function languageChoice(head: SiteHead, wording: Wording): HTMLElement {
  const options = Object.entries(LANGUAGE_NAMES).map(([language, name]) =>
    element("option", { value: language, lang: language, selected: language === wording.htmlLanguage }, name),
  );
  const select = element(
    "select",
    {
      class: "quiet",
      "aria-label": wording.interfaceLanguage,
      change: () => {
        const language = toInterfaceLanguage(select.value);
        if (language === null) return;
        chooseLanguage(language);
        head.onLanguage(language);
        pageElement("tools").querySelector("select")?.focus();
      },
    },
    ...options,
  );
  return select;
}
