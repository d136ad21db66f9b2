import type { Answer, Citation } from "../contract/answer.ts";
import type { Turn } from "../contract/ask.ts";
import { answerView, suggestionButton } from "./answer-view.ts";
import { type ApiFailure, askQuestion, fetchReports, fetchSuggestions } from "./api.ts";
import { createComposer } from "./composer.ts";
import { element, pageElement } from "./dom.ts";
import { createReaderPane } from "./reader-pane.ts";
import { currentWording, otherWording, type Wording } from "./wording.ts";

interface Exchange {
  readonly question: string;
  outcome: { readonly kind: "waiting" } | { readonly kind: "answered"; readonly answer: Answer } | { readonly kind: "failed"; readonly failure: ApiFailure };
}

/** Turns sent with a question; what was understood before is found in the last few. */
const MAX_HISTORY_TURNS = 20;
const MAX_TURN_CHARACTERS = 4_000;

function startChat(): void {
  const shell = pageElement("shell");
  const log = pageElement("log");
  const scroll = pageElement("scroll");
  const touch = matchMedia("(hover: none)").matches;
  const embedded = new URLSearchParams(location.search).has("embed");
  const reader = createReaderPane(pageElement("reader"), pageElement("chat"), shell);
  const composer = createComposer(pageElement("composer"), (question) => void ask(question));
  const exchanges: Exchange[] = [];
  let wording = currentWording();
  shell.classList.toggle("embedded", embedded);

  const actions = {
    ask: (question: string) => void ask(question),
    openSource: ({ reportId, start, end, marks }: Citation, opener: HTMLElement) => reader.open({ reportId, start, end, marks }, wording, opener),
  };

  async function ask(question: string): Promise<void> {
    if (composer.busy) return;
    const history = exchanges.flatMap(turnsOf).slice(-MAX_HISTORY_TURNS);
    const exchange: Exchange = { question, outcome: { kind: "waiting" } };
    exchanges.push(exchange);
    composer.setBusy(true);
    log.setAttribute("aria-busy", "true");
    pageElement("welcome").hidden = true;
    const shown = exchangeView(exchange);
    log.append(shown);
    showTop(shown);
    const result = await askQuestion({ question, history });
    exchange.outcome = result.kind === "ok" ? { kind: "answered", answer: result.value } : { kind: "failed", failure: result };
    if (result.kind === "ok") composer.clear(question);
    else {
      // A question without an answer is no part of the conversation; it goes back into the box.
      exchanges.splice(exchanges.indexOf(exchange), 1);
      composer.restore(question);
    }
    const answered = exchangeView(exchange);
    shown.replaceWith(answered);
    log.removeAttribute("aria-busy");
    composer.setBusy(false);
    // On a touch screen focus would bring the keyboard up over the answer.
    if (!touch) composer.focus();
    showTop(answered);
  }

  function showTop(shown: HTMLElement): void {
    scroll.scrollTop += shown.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 12;
  }

  function exchangeView({ question, outcome }: Exchange): HTMLElement {
    return element(
      "section",
      { class: "exchange" },
      element("h2", { class: "asked" }, question),
      outcome.kind === "waiting" && element("p", { class: "waiting" }, wording.searching),
      outcome.kind === "answered" && answerView(outcome.answer, wording, actions),
      outcome.kind === "failed" && failureView(outcome.failure, question),
    );
  }

  function failureView(failure: ApiFailure, question: string): HTMLElement {
    const message = failure.kind === "unreachable" ? wording.unreachable : wording.refused(failure.message);
    return element(
      "div",
      { class: "failure" },
      element("p", {}, message),
      failure.kind === "unreachable" && element("button", { type: "button", class: "quiet", click: () => void ask(question) }, wording.again),
    );
  }

  function renderFrame(): void {
    document.documentElement.lang = wording.htmlLanguage;
    document.title = wording.pageTitle;
    pageElement("brand").textContent = wording.brand;
    composer.setWording(wording);
    pageElement("tools").replaceChildren(
      element("button", { type: "button", class: "quiet", click: startOver }, wording.newConversation),
      element("button", { type: "button", class: "quiet", click: switchLanguage, lang: wording.language === "zh" ? "en" : "zh" }, wording.otherLanguage),
    );
    void renderWelcome(pageElement("welcome"), wording, actions);
  }

  function startOver(): void {
    exchanges.length = 0;
    log.replaceChildren();
    reader.close();
    pageElement("welcome").hidden = false;
    composer.focus();
  }

  function switchLanguage(): void {
    wording = otherWording(wording);
    reader.close();
    renderFrame();
    // Said again in the other language, but not read out again.
    log.setAttribute("aria-live", "off");
    log.replaceChildren(...exchanges.map(exchangeView));
    setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (reader.isOpen) reader.close();
    else if (embedded) tellHost("close");
  });
  renderFrame();
  const linked = new URLSearchParams(location.search).get("q");
  if (linked !== null && linked.trim() !== "") void ask(linked);
  else if (!touch && !embedded) composer.focus();
}

/** Tells the page around the frame, which named its own origin when it made the frame. */
function tellHost(event: "close"): void {
  const host = new URLSearchParams(location.search).get("host");
  if (host !== null && parent !== window) parent.postMessage({ source: "wenbao", event }, host);
}

function turnsOf({ question, outcome }: Exchange): Turn[] {
  if (outcome.kind !== "answered") return [];
  return [
    { role: "user", content: question },
    { role: "assistant", content: outcome.answer.text.slice(0, MAX_TURN_CHARACTERS) },
  ];
}

async function renderWelcome(welcome: HTMLElement, wording: Wording, actions: { ask(question: string): void }): Promise<void> {
  const examples = element("div", { class: "examples" });
  const shelf = element("div", { class: "shelf" });
  welcome.replaceChildren(element("h1", {}, wording.welcome), element("p", { class: "promise" }, wording.promise), examples, shelf);
  const [reports, suggested] = await Promise.all([fetchReports(), fetchSuggestions(wording.language)]);
  if (suggested.kind === "ok" && suggested.value.suggestions.length > 0) {
    examples.append(
      element("h2", {}, wording.examples),
      element("div", { class: "suggestions" }, ...suggested.value.suggestions.map((question) => suggestionButton(question, actions))),
    );
  }
  if (reports.kind !== "ok") {
    shelf.append(element("p", {}, wording.unreachable));
    return;
  }
  const listed = reports.value.reports;
  shelf.append(element("h2", {}, listed.length === 0 ? wording.noReports : wording.reportsIn(listed.length)));
  shelf.append(
    element(
      "ul",
      {},
      ...listed.map(({ id, title, year, school }) =>
        element(
          "li",
          {},
          element(
            "a",
            { href: `reader?report=${encodeURIComponent(id)}`, target: "_blank", rel: "noopener" },
            wording.language === "en" && school.nameEn !== "" ? school.nameEn : title,
          ),
          year === null ? null : element("span", { class: "note" }, wording.year(year)),
        ),
      ),
    ),
  );
}

startChat();
