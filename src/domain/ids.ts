/** Identifiers are strings that do not mix: each kind is made by one function, from content, never at random. */
type Id<Kind extends string> = string & { readonly idKind: Kind };

/** ASCII slug of owner, year and kind, e.g. `pingyang-2020-quality`; safe in a URL. */
export type ReportId = Id<"report">;
/** ASCII slug of a school's, region's or nation's full name. */
export type OwnerId = Id<"owner">;
/** Key of an entry in data/lexicon/indicators, e.g. `employment_rate`. */
export type IndicatorId = Id<"indicator">;
/** `reportId` + `#p` + ordinal. */
export type PassageId = Id<"passage">;
/** `reportId` + `#f` + start offset of the number in the report's text (+ ordinal where one number gives two figures). */
export type FigureId = Id<"figure">;

export const toReportId = (text: string): ReportId => text as ReportId;
export const toOwnerId = (text: string): OwnerId => text as OwnerId;
export const toIndicatorId = (text: string): IndicatorId => text as IndicatorId;
export const toPassageId = (reportId: ReportId, ordinal: number): PassageId => `${reportId}#p${ordinal}` as PassageId;
export const toFigureId = (reportId: ReportId, start: number, ordinal = 0): FigureId =>
  `${reportId}#f${start}${ordinal === 0 ? "" : `.${ordinal}`}` as FigureId;
