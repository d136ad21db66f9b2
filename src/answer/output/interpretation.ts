import type { Interpretation, OwnerRef } from "../../contract/answer.ts";
import type { PeriodQuery, Slot } from "../../domain/question.ts";
import type { Owner } from "../../domain/report.ts";
import type { ComposeContext } from "../draft.ts";

export function toOwnerRef(owner: Owner): OwnerRef {
  return { id: owner.id, name: owner.name, nameEn: owner.nameEn, kind: owner.kind };
}

/** How the question was read, complete enough to be drawn as chips and edited. */
export function toInterpretation(context: ComposeContext): Interpretation {
  const { parsed, evidence } = context;
  return {
    intent: parsed.intent,
    schools: { certainty: parsed.owners.certainty, scope: parsed.scope, values: ownersRead(context).map(toOwnerRef), reason: reasonOf(parsed.owners) },
    indicators: {
      certainty: parsed.indicators.certainty,
      values: evidence.measures.map(({ measure }) =>
        measure.entry === null
          ? { id: null, name: measure.asked.words, nameEn: measure.asked.words }
          : { id: measure.entry.id, name: measure.entry.zh, nameEn: measure.entry.en },
      ),
      reason: reasonOf(parsed.indicators),
    },
    period: { certainty: parsed.period.certainty, label: periodLabel(parsed.period), reason: reasonOf(parsed.period) },
    operation: { intent: parsed.intent, direction: parsed.direction, top: parsed.top, aggregate: parsed.aggregate },
    subject: parsed.subject,
    ...(parsed.readAs === undefined ? {} : { readAs: parsed.readAs }),
    trace: [...parsed.trace],
  };
}

/** Schools named of a question about all of them; the scope says that it is all. */
const MOST_OWNERS = 50;

function ownersRead({ parsed, evidence }: ComposeContext): readonly Owner[] {
  if (parsed.owners.certainty !== "ambiguous") return evidence.owners.slice(0, MOST_OWNERS);
  return [...new Set(parsed.owners.candidates.flat())].flatMap((id) => evidence.catalogue.ownersById.get(id) ?? []);
}

function reasonOf(slot: Slot<unknown>): string | null {
  return slot.certainty === "inherited" || slot.certainty === "implied" ? slot.reason : null;
}

function periodLabel(slot: Slot<PeriodQuery>): string | null {
  if (slot.certainty === "missing" || slot.certainty === "ambiguous") return null;
  const period = slot.value;
  switch (period.kind) {
    case "calendar":
      return `${period.year}年`;
    case "academic":
      return `${period.year}学年`;
    case "years":
      return `${period.from}—${period.to}年`;
    case "last":
      return `近${period.count}年`;
    case "previous":
      return "上一年";
    case "latest":
      return null;
  }
}
