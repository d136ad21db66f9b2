import type { Answer } from "../contract/answer.ts";
import type { Figure } from "../domain/figure.ts";
import { type ReportId, toReportId } from "../domain/ids.ts";
import type { ReportRecord, Store } from "../store/store.ts";

/** How names are masked: in a whole text, length kept, and in short texts of the same report by the names found there. */
export interface NameMask {
  mask(text: string): { readonly text: string; readonly names: ReadonlySet<string> };
  maskShort(text: string, names: ReadonlySet<string>): string;
}

/** Masked texts kept between calls, in characters; names are kept for every report, as its headings are masked by them. */
const MAX_KEPT_CHARACTERS = 20_000_000;

/**
 * The store with names of private persons masked in all that may be shown: texts, headings, titles, figures' words. Offsets are as
 * they were. Its reports bear versions of their own, so that nobody goes on showing a text kept from before. Passages stay as they
 * are: they are searched and never shown. It cannot be written to. Written out method by method, so that a new one of Store does
 * not slip through unmasked.
 */
export function maskedStore(store: Store, mask: NameMask): Store {
  const { textOf, namesOf } = keepMasked(store, mask);
  const toRecord = (record: ReportRecord): ReportRecord => maskRecord(record, (text) => mask.maskShort(text, namesOf(record)));
  const figures = new WeakMap<Figure, Figure>();
  const toFigure = (figure: Figure): Figure => {
    const known = figures.get(figure);
    if (known !== undefined) return known;
    const record = store.report(figure.reportId);
    const names = record === null ? new Set<string>() : namesOf(record);
    const made = names.size === 0 ? figure : maskFigure(figure, (text) => mask.maskShort(text, names));
    figures.set(figure, made);
    return made;
  };
  const reports = keptFor(
    () => store.reports(),
    (all) => ({ list: all.map(toRecord), byId: new Map<ReportId, ReportRecord>() }),
  );
  return {
    reports: () => reports().list,
    report: (id) => {
      const { list, byId } = reports();
      if (byId.size === 0) for (const record of list) byId.set(record.id, record);
      return byId.get(id) ?? null;
    },
    readText: (id) => {
      const record = store.report(id);
      return record === null ? null : textOf(record);
    },
    textReader: () => (id) => {
      const record = store.report(id);
      return record === null ? null : textOf(record);
    },
    figures: (filter) => store.figures(filter).map(toFigure),
    figuresAbout: (isMeant, filter) => store.figuresAbout(isMeant, filter).map(toFigure),
    searchFigures: (terms, filter, limit) => store.searchFigures(terms, filter, limit).map((hit) => ({ ...hit, figure: toFigure(hit.figure) })),
    searchPassages: (column, terms, filter, limit) => store.searchPassages(column, terms, filter, limit),
    passages: (ids) => store.passages(ids),
    passagesOf: (id) => store.passagesOf(id),
    passageLabel: (id) => store.passageLabel(id),
    passageIdOfLabel: (label) => store.passageIdOfLabel(label),
    vectorOf: (label) => store.vectorOf(label),
    passageLabels: (filter) => store.passageLabels(filter),
    vectors: (afterLabel) => store.vectors(afterLabel),
    // For administrators, who see what a report is named by.
    removedReports: () => store.removedReports(),
    keptReport: () => null,
    generation: () => store.generation(),
    digestAt: (generation) => store.digestAt(generation),
    build: () => store.build(),
    cutters: () => store.cutters(),
    embedderIdentity: () => store.embedderIdentity(),
    recordBuild: refuse,
    replaceReport: refuse,
    removeReport: refuse,
    setAside: refuse,
    putBack: refuse,
    forgetRemoved: refuse,
    clear: refuse,
    close: () => store.close(),
  };
}

/** Masks each report once for each of its versions. */
function keepMasked(store: Store, { mask }: NameMask): { textOf(record: ReportRecord): string; namesOf(record: ReportRecord): ReadonlySet<string> } {
  const names = new Map<string, ReadonlySet<string>>();
  const texts = new Map<string, string>();
  let keptCharacters = 0;
  const read = (record: ReportRecord): string => {
    const masked = mask(store.readText(record.id) ?? "");
    names.set(record.version, masked.names);
    if (keptCharacters + masked.text.length > MAX_KEPT_CHARACTERS) {
      texts.clear();
      keptCharacters = 0;
    }
    texts.set(record.version, masked.text);
    keptCharacters += masked.text.length;
    return masked.text;
  };
  return {
    textOf: (record) => texts.get(record.version) ?? read(record),
    namesOf: (record) => {
      if (!names.has(record.version)) read(record);
      return names.get(record.version) ?? new Set();
    },
  };
}

function maskRecord(record: ReportRecord, short: (text: string) => string): ReportRecord {
  return {
    ...record,
    version: `${record.version}-masked`,
    title: short(record.title),
    sections: record.sections.map((section) => ({ ...section, path: section.path.map(short) })),
    issues: record.issues.map((issue) => ({ ...issue, message: short(issue.message) })),
  };
}

function maskFigure(figure: Figure, short: (text: string) => string): Figure {
  const { indicator, source } = figure;
  return {
    ...figure,
    subject: figure.subject === null ? null : short(figure.subject),
    indicator: { ...indicator, name: short(indicator.name), words: short(indicator.words) },
    population: figure.population === null ? null : short(figure.population),
    source: { ...source, section: source.section.map(short) },
  };
}

function refuse(): never {
  throw new Error("a masked store cannot be written to");
}

/** Says of each citation whether a name in it was masked, by the text as it was read. */
export function tellMasked(answer: Answer, readText: (id: ReportId) => string | null): Answer {
  const citations = answer.citations.map((citation) => {
    const printed = readText(toReportId(citation.reportId))?.slice(citation.start, citation.end);
    return printed === undefined || printed === citation.quote ? citation : { ...citation, masked: true };
  });
  return { ...answer, citations };
}

/** What is made of a value, made again only when that is another. */
function keptFor<Of, Made>(of: () => Of, make: (of: Of) => Made): () => Made {
  let kept: { readonly of: Of; readonly made: Made } | null = null;
  return () => {
    const now = of();
    if (kept?.of !== now) kept = { of: now, made: make(now) };
    return kept.made;
  };
}
