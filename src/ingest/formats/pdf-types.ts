/** A piece of text on a page, in points from the page's top left corner. */
export interface Run {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  /** Baseline. */
  readonly y: number;
  /** Font size. */
  readonly size: number;
}

/** A drawn line: horizontal (top === bottom) or vertical (left === right). */
export interface Rule {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface PdfPage {
  readonly width: number;
  readonly height: number;
  readonly runs: readonly Run[];
  /** Drawn lines; read only for pages that may hold a table. */
  readonly rules: readonly Rule[];
}

/** Runs that share a baseline, left to right. */
export interface PdfLine {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
  /** The runs, joined where no wide gap parts them. */
  readonly segments: readonly Run[];
}
