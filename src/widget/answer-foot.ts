import type { Answer } from "../contract/answer.ts";
import type { ExportFormat } from "../contract/ask.ts";
import { sendFeedback } from "./api.ts";
import { copyText } from "./copy.ts";
import { toCsv } from "./csv.ts";
import { announce, element } from "./dom.ts";
import { saveBlob } from "./download.ts";
import { readerAddress } from "./reader-pane.ts";
import type { Wording } from "./wording.ts";

export interface AnswerTools {
  /** The address that reproduces the answer. */
  readonly link: string;
  /** Saves the answer as a document; false where that was not possible. */
  saveAs(format: ExportFormat): Promise<boolean>;
}

/** What can be done with an answer as a whole: take it away, and say whether it was right. */
export function answerTools(answer: Answer, wording: Wording, { link, saveAs }: AnswerTools): HTMLElement {
  return element(
    "div",
    { class: "answer-tools" },
    copyButton(wording.copy, () => answerAsText(answer), wording),
    copyButton(wording.copyLink, () => new URL(link, location.href).href, wording),
    answer.figures.length > 0 &&
      element(
        "button",
        {
          type: "button",
          class: "quiet",
          click: () => saveBlob("wenbao.csv", new Blob([toCsv(answerAsRows(answer, wording))], { type: "text/csv;charset=utf-8" })),
        },
        wording.exportTable,
      ),
    answer.citations.length > 0 && documentButton(wording.exportDocument, () => saveAs("docx"), wording),
    answer.figures.length > 0 && documentButton(wording.exportWorkbook, () => saveAs("xlsx"), wording),
    feedbackView(answer, wording),
  );
}

function documentButton(label: string, save: () => Promise<boolean>, wording: Wording): HTMLElement {
  const button: HTMLButtonElement = element(
    "button",
    {
      type: "button",
      class: "quiet",
      click: () => {
        button.disabled = true;
        void save().then((done) => {
          button.disabled = false;
          button.textContent = done ? label : wording.exportFailed;
          if (!done) announce(wording.exportFailed);
        });
      },
    },
    label,
  );
  return button;
}

function copyButton(label: string, text: () => string, wording: Wording): HTMLElement {
  const button: HTMLButtonElement = element(
    "button",
    {
      type: "button",
      class: "quiet",
      click: () => {
        void copyText(text()).then((done) => {
          button.textContent = done ? wording.copied : wording.copyFailed;
          announce(button.textContent);
          setTimeout(() => {
            button.textContent = label;
          }, 2_000);
        });
      },
    },
    label,
  );
  return button;
}

/** Question, answer, notes and each source with its quote, as plain text. */
function answerAsText(answer: Answer): string {
  const sources = answer.citations.map((citation) => {
    const place = [citation.school.name, citation.title, citation.year === null ? "" : String(citation.year), citation.section.join(" › ")];
    return `[${citation.number}] ${place.filter((part) => part !== "").join(" · ")}\n${citation.quote.replace(/\s*\n\s*/g, " ")}`;
  });
  const notes = answer.caveats.map((caveat) => caveat.text).filter((caveat) => !answer.text.includes(caveat));
  return [answer.question, answer.text, ...notes, ...sources].join("\n\n");
}

function answerAsRows(answer: Answer, wording: Wording): string[][] {
  const { columns } = wording;
  const head = [
    columns.school,
    columns.indicator,
    columns.value,
    columns.period,
    "value",
    "unit",
    "formula",
    "report",
    "section",
    "start",
    "end",
    "quote",
    "link",
  ];
  const rows = answer.figures.map((figure) => {
    const cited = answer.citations.find((citation) => citation.number === figure.citation);
    const about = [figure.indicator.name, figure.population, figure.subject].filter((part) => part !== null && part !== "").join(" · ");
    const source =
      cited === undefined
        ? ["", "", "", "", "", ""]
        : [
            cited.reportId,
            cited.section.join(" › "),
            String(cited.start),
            String(cited.end),
            cited.quote,
            new URL(readerAddress(cited), document.baseURI).href,
          ];
    return [
      figure.school?.name ?? "",
      about,
      figure.raw ?? `${figure.value}${figure.unit}`,
      figure.period.label,
      figure.value,
      figure.unit,
      figure.formula ?? "",
      ...source,
    ];
  });
  return [head, ...rows];
}

function feedbackView(answer: Answer, wording: Wording): HTMLElement {
  const words = wording.feedback;
  const said = element("span", { class: "said" });
  const form = element("form", { class: "feedback-note", hidden: true });
  const note = element("textarea", { rows: "2", maxlength: "1000", "aria-label": words.note, placeholder: words.note });
  form.append(note, element("button", { type: "submit", class: "suggestion" }, words.send));
  const send = (vote: "up" | "down"): void => {
    const { id: answerId, question, version, status } = answer;
    void sendFeedback({ answerId, question, version, status, vote, note: note.value.trim() }).then((result) => {
      said.textContent = result.kind === "ok" ? words.thanks : words.failed;
      announce(said.textContent);
      if (result.kind === "ok") form.hidden = true;
    });
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send("down");
  });
  const up = element("button", { type: "button", class: "quiet", click: () => send("up") }, words.up);
  const down = element(
    "button",
    {
      type: "button",
      class: "quiet",
      "aria-expanded": "false",
      click: () => {
        form.hidden = !form.hidden;
        down.setAttribute("aria-expanded", String(!form.hidden));
        if (!form.hidden) note.focus();
      },
    },
    words.down,
  );
  return element("div", { class: "feedback", role: "group", "aria-label": words.label }, up, down, said, form);
}
