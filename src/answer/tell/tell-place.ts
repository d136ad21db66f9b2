import type { CitedPlace } from "../citations.ts";
import type { ComposeContext, Draft } from "../draft.ts";

/** Sections told of one answer: more would be a table of contents. */
const MOST_PLACES = 3;

/** 在哪一节写的: the sections that the citations of an answer stand in, told behind it; the answer as it is where it cites nothing or the question does not ask. */
export function tellPlace(context: ComposeContext, draft: Draft): Draft {
  if (context.parsed.asksPlace !== true) return draft;
  const { wording } = context;
  const told = new Set<string>();
  const places = draft.citations.flatMap((citation) => {
    const report = context.evidence.catalogue.reportsById.get(citation.reportId);
    const path = sectionOf(context, citation);
    const key = `${citation.reportId} ${path.join(" ")}`;
    if (report === undefined || path.length === 0 || told.has(key)) return [];
    told.add(key);
    return [wording.standsIn(wording.owner(report.owner), { kind: "section", reportId: report.id, path }, { kind: "marker", citation: citation.number })];
  });
  return { ...draft, statements: [...draft.statements, ...places.slice(0, MOST_PLACES)] };
}

/** Headings above a place, outermost first. */
function sectionOf({ evidence }: ComposeContext, { reportId, start }: CitedPlace): readonly string[] {
  const sections = evidence.catalogue.reportsById.get(reportId)?.sections ?? [];
  const within = sections.filter(({ span }) => span.start <= start && start < span.end);
  const [inner] = within.toSorted((a, b) => b.span.start - a.span.start || b.path.length - a.path.length);
  return inner?.path ?? [];
}
