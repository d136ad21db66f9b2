import type { ReportId } from "../domain/ids.ts";
import type { Store } from "../store/store.ts";
import type { Catalogue } from "./catalogue.ts";

export function textReader(store: Store, catalogue: Catalogue): (id: ReportId) => string {
  const held = new Map<ReportId, string>();
  const read = store.textReader();
  return (id) => {
    const known = held.get(id);
    if (known !== undefined) return known;
    const text = catalogue.reportsById.has(id) ? read(id) : null;
    if (text === null) throw new RangeError(`report ${id} is not in the catalogue`);
    held.set(id, text);
    return text;
  };
}
