import { type ComposeContext, createDraft, type Draft } from "../draft.ts";
import { discloseSlots } from "../pieces.ts";
import { tellList } from "./tell-items.ts";
import { tellPair, tellSide } from "./tell-pair.ts";

/** What the question wants worked out over printed numbers of one report, with its formula; null where nothing was found to work with. */
export function composeWorking(context: ComposeContext): Draft | null {
  const working = context.evidence.working ?? null;
  if (working === null) return null;
  const draft = createDraft(context);
  const done =
    "list" in working ? tellList(context, draft, working) : working.kind === "side" ? tellSide(context, draft, working) : tellPair(context, draft, working);
  if (!done) return null;
  discloseSlots(context, draft);
  return draft.finish({ status: "answered" });
}
