import { element } from "./dom.ts";
import type { ExploreWording } from "./explore-wording.ts";
import type { Wording } from "./wording.ts";

export interface CardWords {
  readonly page: Wording;
  readonly explore: ExploreWording;
}
export type OpenSource = (reportId: string, span: { readonly start: number; readonly end: number }, opener: HTMLElement) => void;

/** A headed part of a report's card. */
export function part(head: string, ...content: readonly (HTMLElement | null)[]): HTMLElement {
  return element("section", { class: "card-part" }, element("h3", {}, head), ...content);
}
