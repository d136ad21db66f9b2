import type { OwnerId, PassageId, ReportId } from "./ids.ts";
import type { Issue } from "./issue.ts";
import type { Span } from "./span.ts";

/** How a name or year was found, strongest first: a person's setting, title, body, file name, or derived from the full name. */
export type IdentityEvidence = "set" | "registry" | "title" | "body" | "file-name" | "derived";

export interface OwnerAlias {
  readonly text: string;
  readonly evidence: IdentityEvidence;
  /** A name it no longer bears. */
  readonly former?: true;
}

/** Whose report it is. A region or the nation reports about many schools and never counts as a school. */
export interface Owner {
  readonly kind: "school" | "region" | "nation";
  readonly id: OwnerId;
  /** Full name in simplified Chinese. */
  readonly name: string;
  readonly nameEn: string;
  /** Where it lies, as far as its name says ("平阳县"); null when the name names no place. */
  readonly place: string | null;
  /** Short, former and English names, the full name not among them. */
  readonly aliases: readonly OwnerAlias[];
}

export type HeadingFamily = "title" | "markdown" | "decimal" | "chinese" | "chinese-paren" | "arabic" | "arabic-paren" | "chapter" | "case" | "bare";

/**
 * A converter's output unit. `parts` are the pieces of source that make it up, in order: more than one where a page break cut a
 * sentence, so that search sees the sentence whole while no offset moves.
 */
export type Block =
  | {
      readonly kind: "heading";
      readonly parts: readonly Span[];
      readonly family: HeadingFamily;
      readonly level: number;
      readonly label: string;
      readonly title: string;
    }
  | { readonly kind: "paragraph"; readonly parts: readonly Span[] }
  | { readonly kind: "table"; readonly parts: readonly Span[]; readonly caption: Span | null; readonly rows: readonly (readonly TableCell[])[] };

/** A cell in reading order; merged cells stand once, at their top left, with their extent. Its span excludes markup and padding. */
export interface TableCell {
  readonly span: Span;
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly header: boolean;
}

/** A heading-bounded part: `path` holds heading texts from the top ("1.学校情况", "1.3教师队伍"); `span` runs from the heading to the next section's start. */
export interface Section {
  readonly path: readonly string[];
  readonly level: number;
  readonly span: Span;
  readonly heading: Span | null;
  /** Indices into Report.blocks, half-open, the heading's own block excluded; sub-sections' blocks are not included. */
  readonly firstBlock: number;
  readonly endBlock: number;
}

export type ReportKind = "quality" | "development" | "other";

export type ReportFormat = "text" | "markdown" | "docx" | "pdf" | "html" | "xlsx" | "csv";

/** One source document, as read. `text` is frozen: every span of the system points into it. */
export interface Report {
  readonly id: ReportId;
  /** SHA-256 of `text`, hexadecimal. */
  readonly version: string;
  /** Path as given, relative to the ingested folder. */
  readonly file: string;
  readonly format: ReportFormat;
  readonly kind: ReportKind;
  readonly title: string;
  readonly owner: Owner;
  /** The year that the report is about (its 年度); null when neither title, text nor file name says. */
  readonly year: number | null;
  readonly yearEvidence: IdentityEvidence | null;
  /** "calendar" (2020年度) or "academic" (2020学年 → 2020-09…2021-08), as the title says. */
  readonly yearKind: "calendar" | "academic";
  readonly text: string;
  /** Where each page lies in `text`, in order from page 1; absent where the format has no pages. */
  readonly pages?: readonly Span[];
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
  readonly issues: readonly Issue[];
}

/** The unit that is indexed, ranked and cited. Never crosses a section; `text` is the mended text of `parts`, for search only, never for quoting. */
export interface Passage {
  readonly id: PassageId;
  readonly reportId: ReportId;
  readonly ordinal: number;
  readonly sectionPath: readonly string[];
  readonly parts: readonly Span[];
  readonly text: string;
}
