import type { Answer, AnswerFigure, Citation } from "../contract/answer.ts";
import type { AskedSlots, ExportFormat } from "../contract/ask.ts";
import { answerTools } from "./answer-foot.ts";
import { type AnswerPiece, cutAnswerText } from "./answer-text.ts";
import { barView } from "./bar-view.ts";
import { element } from "./dom.ts";
import { cutSegments } from "./highlight.ts";
import { named } from "./names.ts";
import { understoodView } from "./understood-view.ts";
import { winnersOf } from "./winners.ts";
import type { Wording } from "./wording.ts";

/** What a person can do with an answer. */
export interface AnswerActions {
  openSource(citation: Citation, opener: HTMLElement): void;
  ask(question: string): void;
  /** The same question with slots set by hand. */
  askAgain(slots: AskedSlots): void;
  /** Saves the answer as a document; false where that was not possible. */
  saveAs(format: ExportFormat): Promise<boolean>;
  /** The address that reproduces the answer. */
  readonly link: string;
}

/** An answer as it stands in the conversation: words first, then figures, notes, sources, what was understood, what to ask next. */
export function answerView(answer: Answer, wording: Wording, actions: AnswerActions): HTMLElement {
  const citations = new Map(answer.citations.map((citation) => [citation.number, citation]));
  const chip = (number: number): HTMLElement | string => {
    const citation = citations.get(number);
    return citation === undefined ? `[${number}]` : sourceChip(citation, wording, actions);
  };
  const status = wording.status[answer.status];
  return element(
    "article",
    { class: `answer ${answer.status}` },
    status !== undefined && element("p", { class: "status" }, status),
    element(
      "div",
      { class: "answer-text", lang: answer.language },
      ...cutAnswerText(answer.text, new Set(citations.keys())).map((line) => lineView(line, chip)),
    ),
    choicesView(answer, actions),
    caveatsView(answer, wording, chip),
    barView(answer, wording),
    figuresView(answer.figures, answer, wording, wording.figures, chip),
    figuresView(answer.nearest, answer, wording, wording.nearest, chip),
    sourcesView(answer, wording, actions),
    understoodView(answer, wording, actions.askAgain),
    element(
      "div",
      { class: "answer-foot" },
      answerTools(answer, wording, actions),
      answer.suggestions.length > 0 &&
        element(
          "div",
          { class: "suggestions", role: "group", "aria-label": wording.suggestions },
          ...answer.suggestions.map((suggestion) => suggestionButton(suggestion, actions)),
        ),
    ),
  );
}

export function suggestionButton(question: string, actions: Pick<AnswerActions, "ask">): HTMLElement {
  return element("button", { type: "button", class: "suggestion", click: () => actions.ask(question) }, question);
}

function sourceChip(citation: Citation, wording: Wording, actions: Pick<AnswerActions, "openSource">): HTMLElement {
  const label = `${wording.openSource(citation.number)}: ${[citation.school.name, ...citation.section].join(" › ")}`;
  const chip = element(
    "button",
    { type: "button", class: "chip", "aria-label": label, title: label, click: () => actions.openSource(citation, chip) },
    String(citation.number),
  );
  return chip;
}

/** A marker keeps to the character before it and to the stop behind it: neither begins a line. */
function lineView(pieces: readonly AnswerPiece[], chip: (number: number) => HTMLElement | string): HTMLElement {
  const line = element("p", {});
  let cited: HTMLElement | null = null;
  let held = "";
  for (const piece of pieces) {
    if (piece.kind === "marker") {
      cited ??= element("span", { class: "cited" }, held);
      cited.append(chip(piece.number));
      held = "";
      continue;
    }
    const stop = cited === null ? "" : (/^[，。；、：！？）,.;:!?)]/.exec(piece.text)?.[0] ?? "");
    if (cited !== null) {
      cited.append(stop);
      line.append(cited);
      cited = null;
    }
    const rest = piece.text.slice(stop.length);
    held = [...rest].pop() ?? "";
    line.append(rest.slice(0, rest.length - held.length));
    // The last character waits for a marker; where none follows it is added below.
    if (pieces.indexOf(piece) === pieces.length - 1) line.append(held);
  }
  if (cited !== null) line.append(cited);
  return line;
}

function choicesView(answer: Answer, actions: AnswerActions): HTMLElement | null {
  if (answer.choices === undefined || answer.choices.length === 0) return null;
  const buttons = answer.choices.map((choice) =>
    element("button", { type: "button", class: "suggestion", click: () => actions.ask(choice.question) }, choice.label),
  );
  return element("div", { class: "suggestions" }, ...buttons);
}

function caveatsView(answer: Answer, wording: Wording, chip: (number: number) => HTMLElement | string): HTMLElement | null {
  // What the answer's own words say already is not said twice.
  const caveats = answer.caveats.filter((caveat) => !answer.text.includes(caveat.text));
  if (caveats.length === 0) return null;
  const numbers = new Set(answer.citations.map((citation) => citation.number));
  return element(
    "ul",
    { class: "caveats", "aria-label": wording.caveats, lang: answer.language },
    ...caveats.map((caveat) => element("li", {}, ...cutAnswerText(caveat.text, numbers).map((line) => lineView(line, chip)))),
  );
}

function figuresView(
  figures: readonly AnswerFigure[],
  answer: Answer,
  wording: Wording,
  caption: string,
  chip: (number: number) => HTMLElement | string,
): HTMLElement | null {
  if (figures.length === 0) return null;
  const { columns } = wording;
  const head = [columns.school, columns.indicator, columns.value, columns.period, columns.source];
  const isWinner = winnersOf(answer);
  const rows = figures.map((figure) => {
    const won = isWinner(figure);
    return element(
      "tr",
      { class: won ? "won" : undefined },
      element("th", { scope: "row" }, figure.school === null ? "" : named(figure.school, wording), note(figure.subject)),
      element("td", { "data-column": columns.indicator }, named(figure.indicator, wording), note(figure.population)),
      element("td", { class: "value", "data-column": columns.value }, ...valueView(figure, wording)),
      element("td", { "data-column": columns.period }, figure.period.label),
      element("td", { class: "source", "data-column": columns.source }, figure.citation === null ? "" : chip(figure.citation)),
    );
  });
  return element(
    "div",
    { class: "table-frame" },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...head.map((label) => element("th", { scope: "col" }, label)))),
      element("tbody", {}, ...rows),
    ),
  );
}

const note = (text: string | null): HTMLElement | null => (text === null || text === "" ? null : element("span", { class: "note" }, text));

/** As printed; a computed value says so and shows its formula. */
function valueView(figure: AnswerFigure, wording: Wording): (HTMLElement | string | null)[] {
  const aspect = wording.aspect[figure.aspect];
  return [
    figure.raw ?? `${figure.value}${figure.unit}`,
    aspect === undefined ? null : element("span", { class: "tag" }, aspect),
    figure.derived ? element("span", { class: "tag" }, wording.computed) : null,
    note(figure.formula),
  ];
}

function sourcesView(answer: Answer, wording: Wording, actions: AnswerActions): HTMLElement | null {
  if (answer.citations.length === 0) return null;
  const said = withoutBlanks(answer.text);
  const items = answer.citations.map((citation) => {
    const open = element(
      "button",
      { type: "button", class: "source-open", click: () => actions.openSource(citation, open) },
      element("span", { class: "off-screen" }, wording.openSource(citation.number)),
      element("span", { class: "number", "aria-hidden": "true" }, String(citation.number)),
      element(
        "span",
        { class: "place" },
        element(
          "span",
          { class: "place-school" },
          [
            named(citation.school, wording),
            citation.year === null ? "" : wording.year(citation.year),
            citation.page === null ? "" : wording.page(citation.page),
          ]
            .filter((part) => part !== "")
            .join(" · "),
        ),
        element("span", { class: "place-path" }, citation.section.join(" › ")),
      ),
    );
    // An answer that quotes the passage in full does not need it again below.
    const quoted = !said.includes(withoutBlanks(citation.quote)) && element("blockquote", { lang: "zh" }, ...quoteView(citation));
    return element("li", {}, open, quoted, citation.masked === true && element("p", { class: "note" }, wording.masked));
  });
  return element("section", { class: "sources" }, element("h3", {}, wording.sources), element("ol", {}, ...items));
}

const withoutBlanks = (text: string): string => text.replace(/\s+/g, "");

/** The quote with the numbers that the answer uses set off; joined, it is the quote. */
function quoteView(citation: Citation): (HTMLElement | string)[] {
  const { quote, start, marks } = citation;
  const inside = marks.map((mark) => ({ start: mark.start - start, end: mark.end - start }));
  return cutSegments(quote, { start: 0, end: quote.length }, [{ layer: "number", spans: inside }]).map(({ text, layers }) =>
    layers.has("number") ? element("mark", {}, text) : text,
  );
}
