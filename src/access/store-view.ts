import type { Figure } from "../domain/figure.ts";
import type { PassageId, ReportId } from "../domain/ids.ts";
import type { VectorIndex } from "../domain/ports.ts";
import type { FigureFilter, PassageFilter, ReportRecord, Store } from "../store/store.ts";

export type IsVisible = (report: ReportRecord) => boolean;

interface Seen {
  readonly records: readonly ReportRecord[];
  readonly byId: ReadonlyMap<ReportId, ReportRecord>;
  readonly ids: readonly ReportId[];
  /** The seen part of each list that the store gave: it gives the very same one for the same question. */
  readonly figures: WeakMap<readonly Figure[], readonly Figure[]>;
}

/**
 * The store as somebody sees it who may see some reports alone: all others are as if they had never been read in. What looks for the
 * best few is told beforehand where it may look, so that nothing hidden takes the place of something seen. It cannot be written to.
 * Written out method by method, so that a new one of Store does not slip through unfiltered.
 */
export function viewOfStore(store: Store, isVisible: IsVisible): Store {
  const seen = seenOf(store, isVisible);
  const sees = (id: ReportId): boolean => seen().byId.has(id);
  const passagesOf = (ids: readonly PassageId[]) => store.passages(ids).filter((passage) => sees(passage.reportId));
  const within = <T extends FigureFilter | PassageFilter>(filter: T): T => ({ ...filter, reportIds: filter.reportIds?.filter(sees) ?? seen().ids });
  return {
    reports: () => seen().records,
    report: (id) => seen().byId.get(id) ?? null,
    readText: (id) => (sees(id) ? store.readText(id) : null),
    textReader() {
      const { byId } = seen();
      const read = store.textReader();
      return (id) => (byId.has(id) ? read(id) : null);
    },
    // Filtered afterwards, so that all views share what the store keeps in memory.
    figures: (filter) => seenFigures(seen(), store.figures(filter)),
    figuresAbout: (isMeant, filter) => store.figuresAbout(isMeant, filter).filter((figure) => sees(figure.reportId)),
    searchFigures: (terms, filter, limit) => store.searchFigures(terms, within(filter), limit),
    searchPassages: (column, terms, filter, limit) => store.searchPassages(column, terms, within(filter), limit),
    passages: passagesOf,
    passagesOf: (id) => (sees(id) ? store.passagesOf(id) : []),
    passageLabel: (id) => (passagesOf([id]).length > 0 ? store.passageLabel(id) : null),
    passageIdOfLabel: (label) => {
      const id = store.passageIdOfLabel(label);
      return id !== null && passagesOf([id]).length > 0 ? id : null;
    },
    passageLabels: (filter) => store.passageLabels(within(filter)),
    vectorOf(label) {
      const id = store.passageIdOfLabel(label);
      return id !== null && passagesOf([id]).length > 0 ? store.vectorOf(label) : null;
    },
    *vectors(afterLabel) {
      for (const entry of store.vectors(afterLabel)) if (sees(entry.reportId)) yield entry;
    },
    removedReports: () => [],
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
    close: refuse,
  };
}

/** The nearest passages among those that the view shows. */
export function viewOfVectors(vectors: VectorIndex, view: Store): VectorIndex {
  let kept: { readonly reports: readonly ReportRecord[]; readonly labels: ReadonlySet<number> } | null = null;
  const labels = (): ReadonlySet<number> => {
    const reports = view.reports();
    if (kept?.reports !== reports) kept = { reports, labels: new Set(view.passageLabels({})) };
    return kept.labels;
  };
  return {
    get count() {
      return labels().size;
    },
    ready: () => vectors.ready(),
    search(vector, limit, within) {
      const seen = labels();
      return vectors.search(vector, limit, within === undefined ? seen : new Set([...within].filter((label) => seen.has(label))));
    },
  };
}

function seenFigures({ byId, figures }: Seen, all: readonly Figure[]): readonly Figure[] {
  const held = figures.get(all);
  if (held !== undefined) return held;
  const made = all.filter((figure) => byId.has(figure.reportId));
  figures.set(all, made);
  return made;
}

/** For one state of the index always the very same list, as the store itself gives it: what is made of it is kept by it. */
function seenOf(store: Store, isVisible: IsVisible): () => Seen {
  let kept: { readonly of: readonly ReportRecord[]; readonly seen: Seen } | null = null;
  return () => {
    const all = store.reports();
    if (kept?.of !== all) {
      const records = all.filter(isVisible);
      const byId = new Map(records.map((record) => [record.id, record]));
      kept = { of: all, seen: { records, byId, ids: records.map(({ id }) => id), figures: new WeakMap() } };
    }
    return kept.seen;
  };
}

function refuse(): never {
  throw new Error("a view of the store cannot be written to or closed");
}
