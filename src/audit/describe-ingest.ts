import thresholds from "../../data/standards/ingest-thresholds.json" with { type: "json" };
import type { Figure } from "../domain/figure.ts";
import type { Issue } from "../domain/issue.ts";
import type { Report } from "../domain/report.ts";

/** What reading made of a report. Shares are 0…1; lists are ordered by count, then by name. */
export interface IngestDescription {
  readonly characters: number;
  /** Share of letters and digits that stand in a passage or heading. */
  readonly indexedShare: number;
  readonly headings: Readonly<Record<string, number>>;
  readonly figureCount: number;
  readonly byIndicator: readonly Count[];
  /** Figures that no entry of the lexicon covers, by their own words. */
  readonly unnamed: readonly Count[];
  /** Share of the figures that an entry covers; 1 for none. */
  readonly namedShare: number;
  /** Numbers that were seen and are no figures, by reason. */
  readonly leftOut: readonly Count[];
  /** What lies below a threshold of data/standards/ingest-thresholds.json. */
  readonly warnings: readonly Issue[];
}

export interface Count {
  readonly name: string;
  readonly count: number;
}

/** The share of a report's text that is indexed, and its headings by family. */
export interface IngestCoverage {
  readonly indexedShare: number;
  readonly headings: Readonly<Record<string, number>>;
}

/** Measures one report: what of its text is indexed, which figures it gave and which numbers were left out. Pure. */
export function describeIngest(
  report: Pick<Report, "text">,
  coverage: IngestCoverage,
  figures: readonly Figure[],
  leftOut: readonly { readonly reason: string }[],
): IngestDescription {
  const named = figures.filter((figure) => figure.indicator.id !== null);
  const description = {
    characters: report.text.length,
    indexedShare: coverage.indexedShare,
    headings: coverage.headings,
    figureCount: figures.length,
    byIndicator: tally(named.map((figure) => figure.indicator.name)),
    unnamed: tally(figures.filter((figure) => figure.indicator.id === null).map((figure) => figure.indicator.words)),
    namedShare: figures.length === 0 ? 1 : named.length / figures.length,
    leftOut: tally(leftOut.map((item) => item.reason)),
  };
  return { ...description, warnings: ingestWarnings(description) };
}

function ingestWarnings(description: Omit<IngestDescription, "warnings">): Issue[] {
  const headingCount = Object.values(description.headings).reduce((sum, count) => sum + count, 0);
  const warnings: Issue[] = [];
  const warn = (code: string, message: string): void => void warnings.push({ code, severity: "warning", message });
  const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
  if (description.indexedShare < thresholds.indexedShare.least)
    warn(thresholds.indexedShare.code, `Only ${percent(description.indexedShare)} of the text is indexed. Look at the report's layout.`);
  if (headingCount < thresholds.headings.least) warn(thresholds.headings.code, "No heading was recognised, so answers cannot name a section.");
  else if (description.characters / headingCount > thresholds.charactersPerHeading.most)
    warn(thresholds.charactersPerHeading.code, `Only ${headingCount} headings were recognised in ${description.characters} characters.`);
  if (description.figureCount < thresholds.figures.least)
    warn(thresholds.figures.code, `Only ${description.figureCount} figures were found. If the report's tables are pictures, they cannot be read.`);
  else if (description.namedShare < thresholds.namedShare.least)
    warn(
      thresholds.namedShare.code,
      `Only ${percent(description.namedShare)} of the figures are covered by the lexicon. \`wenbao lexicon suggest\` lists the others.`,
    );
  return warnings;
}

/** Counts equal names; the most frequent first. */
export function tally(names: readonly string[]): Count[] {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
