import type { Answer, Citation } from "../contract/answer.ts";
import type { AskedSlots, AskRequest, ExportFormat } from "../contract/ask.ts";
import { answerView } from "./answer-view.ts";
import { type ApiFailure, askQuestion, fetchExport, fetchReports } from "./api.ts";
import { createComposer } from "./composer.ts";
import { announce, element, pageElement } from "./dom.ts";
import { saveBlob } from "./download.ts";
import { type Asked, readQuery, toQuery } from "./permalink.ts";
import { presetReports } from "./presets.ts";
import { createReaderPane } from "./reader-pane.ts";
import { renderSiteHead } from "./site-head.ts";
import { type Exchange, keepTalk, keptTalk, toHistory } from "./talk.ts";
import { guardByToken } from "./token-gate.ts";
import { renderWelcome } from "./welcome.ts";
import { currentLanguage, errorText, type InterfaceLanguage, wordingFor } from "./wording.ts";

function startChat(): void {
  const shell = pageElement("shell");
  const log = pageElement("log");
  const scroll = pageElement("scroll");
  const query = new URLSearchParams(location.search);
  const touch = matchMedia("(hover: none)").matches;
  const embedded = query.has("embed");
  const reader = createReaderPane(pageElement("reader"), pageElement("chat"), shell);
  const composer = createComposer(pageElement("composer"), (question) => void ask({ question, after: [] }));
  let exchanges: readonly Exchange[] = embedded ? [] : keptTalk(location.search);
  let wording = wordingFor(currentLanguage());
  shell.classList.toggle("embedded", embedded);

  const actions = {
    ask: (question: string) => void ask({ question, after: [] }),
    askAgain: (exchange: Exchange, slots: AskedSlots) => void ask({ question: exchange.question, slots: { ...exchange.slots, ...slots }, after: [] }, exchange),
    openSource: ({ reportId, start, end, marks }: Citation, opener: HTMLElement) => reader.open({ reportId, start, end, marks }, wording, opener),
  };

  /** Asks at the end of the talk or, for a question set otherwise, as it was asked: after what came before `again`. */
  async function ask({ question, slots, after: linked }: Asked, again?: Exchange): Promise<void> {
    if (composer.busy) return;
    const before = again === undefined ? exchanges : exchanges.slice(0, exchanges.indexOf(again));
    const after = [...(before[0]?.after ?? linked), ...before.map((exchange) => exchange.question)];
    const waiting: Exchange = { question, slots, after, outcome: { kind: "waiting" } };
    composer.setBusy(true);
    log.setAttribute("aria-busy", "true");
    pageElement("welcome").hidden = true;
    const shown = exchangeView(waiting);
    log.append(shown);
    // That it has begun, and below what came of it; the rest is there to be read.
    announce(wording.searching);
    showTop(shown);
    const result = await askQuestion(await requestFor({ question, slots, after: before[0]?.after ?? linked }, before));
    const exchange: Exchange = { ...waiting, outcome: result.kind === "ok" ? { kind: "answered", answer: result.value } : { kind: "failed", failure: result } };
    if (result.kind === "ok") {
      exchanges = [...exchanges, exchange];
      composer.clear(question);
      rememberTalk(exchange);
    } else {
      // A question without an answer is no part of the conversation; it goes back into the box.
      composer.restore(question);
    }
    const answered = exchangeView(exchange);
    shown.replaceWith(answered);
    announce(result.kind === "ok" ? firstLine(result.value) : failureMessage(result));
    log.removeAttribute("aria-busy");
    composer.setBusy(false);
    renderHead();
    // On a touch screen focus would bring the keyboard up over the answer.
    if (!touch) composer.focus();
    showTop(answered);
  }

  /** Saves the answer as a document; false where that was not possible. */
  async function saveAs(exchange: Exchange, format: ExportFormat): Promise<boolean> {
    const before = exchanges.slice(0, exchanges.indexOf(exchange));
    const result = await fetchExport(await requestFor({ ...exchange, after: before[0]?.after ?? exchange.after }, before), format);
    if (result.kind === "ok") saveBlob(`wenbao.${format}`, result.value);
    return result.kind === "ok";
  }

  function rememberTalk(exchange: Exchange): void {
    if (embedded) return;
    history.replaceState(null, "", toQuery(linkOf(exchange), query));
    keepTalk(location.search, exchanges);
  }

  function showTop(shown: HTMLElement): void {
    scroll.scrollTop += shown.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 12;
  }

  function exchangeView(exchange: Exchange): HTMLElement {
    const { question, slots, outcome } = exchange;
    return element(
      "section",
      { class: "exchange" },
      element("h2", { class: "asked" }, question, slots !== undefined && element("span", { class: "tag" }, wording.adjusted)),
      outcome.kind === "waiting" && element("p", { class: "waiting" }, wording.searching),
      outcome.kind === "answered" &&
        answerView(outcome.answer, wording, {
          ...actions,
          askAgain: (changed) => actions.askAgain(exchange, changed),
          saveAs: (format) => saveAs(exchange, format),
          link: toQuery(linkOf(exchange), query),
        }),
      outcome.kind === "failed" && failureView(outcome.failure, exchange),
    );
  }

  function failureMessage(failure: ApiFailure): string {
    return failure.kind === "unreachable" ? wording.unreachable : errorText(failure.code, wording);
  }

  function failureView(failure: ApiFailure, { question, slots }: Exchange): HTMLElement {
    const again = (): void => void ask({ question, slots, after: [] });
    return element(
      "div",
      { class: "failure" },
      element("p", {}, failureMessage(failure)),
      failure.kind === "unreachable" && element("button", { type: "button", class: "quiet", click: again }, wording.again),
    );
  }

  function renderHead(): void {
    const startAnew = element("button", { type: "button", class: "quiet", click: startOver }, wording.newConversation);
    renderSiteHead({ page: "ask", embedded, tools: exchanges.length === 0 ? [] : [startAnew], onLanguage: switchLanguage }, wording);
  }

  function renderFrame(): void {
    document.title = wording.pageTitle;
    composer.setWording(wording);
    renderHead();
    void renderWelcome(pageElement("welcome"), wording, actions);
  }

  function startOver(): void {
    exchanges = [];
    log.replaceChildren();
    reader.close();
    pageElement("welcome").hidden = false;
    if (!embedded) history.replaceState(null, "", location.pathname + keptQuery(query));
    renderHead();
    composer.focus();
  }

  function switchLanguage(language: InterfaceLanguage): void {
    wording = wordingFor(language);
    reader.close();
    renderFrame();
    redrawLog();
  }

  function redrawLog(): void {
    log.replaceChildren(...exchanges.map(exchangeView));
  }

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (reader.isOpen) reader.close();
    else if (embedded) tellHost("close");
  });
  guardByToken(scroll, () => wording, renderFrame);
  renderFrame();
  const linked = readQuery(query);
  if (exchanges.length > 0) {
    pageElement("welcome").hidden = true;
    redrawLog();
    scroll.scrollTop = scroll.scrollHeight;
  } else if (linked !== null) void ask(linked);
  else if (!touch && !embedded) composer.focus();
}

const linkOf = (exchange: Exchange): Asked => ({ question: exchange.question, slots: exchange.slots, after: exchange.after });

/** What is said first, without its markers: "就业率是98%[1]。" → "就业率是98%。" */
const firstLine = (answer: Answer): string => (answer.text.split("\n")[0] ?? "").replace(/\[\d{1,4}\]/g, "");

/** The address's query without its question. */
function keptQuery(query: URLSearchParams): string {
  const kept = new URLSearchParams(query);
  for (const name of ["q", "slots", "after"]) kept.delete(name);
  const text = kept.toString();
  return text === "" ? "" : `?${text}`;
}

/** What is sent for a question: after the exchanges before it, or after a link's earlier questions where there are none. */
async function requestFor({ question, slots, after }: Asked, before: readonly Exchange[]): Promise<AskRequest> {
  const reportIds = await narrowedReportIds();
  const history = toHistory(before, after);
  return { question, history, ...(slots === undefined ? {} : { slots }), ...(reportIds === null ? {} : { reportIds }) };
}

/** Ids of the reports that the address narrows to; null = all. Told by the server, as a school may have several. */
async function narrowedReportIds(): Promise<string[] | null> {
  const query = new URLSearchParams(location.search);
  if (!query.has("school") && !query.has("reports")) return null;
  const listed = await fetchReports();
  return listed.kind === "ok" ? (presetReports(query, listed.value.reports)?.map(({ id }) => id) ?? null) : null;
}

/** Tells the page around the frame, which named its own origin when it made the frame. */
function tellHost(event: "close"): void {
  const host = new URLSearchParams(location.search).get("host");
  if (host !== null && parent !== window) parent.postMessage({ source: "wenbao", event }, host);
}

startChat();
