import { createPeers } from "../../access/peers.ts";
import type { TokenBook } from "../../access/token-file.ts";
import type { Viewer } from "../../access/viewer.ts";
import type { ReadingView } from "../reading-view.ts";
import type { IdentifyDeps } from "./identify.ts";

/** Who may do what. */
export interface Access extends IdentifyDeps {
  /** What a viewer may see. */
  viewFor(viewer: Viewer): ReadingView;
  /** Whether no report is hidden from a viewer, whatever is in the index. */
  seesEverything(viewer: Viewer): boolean;
}

const noTokens: TokenBook = { find: () => null, hasAdmin: () => false };

/** Everybody reads everything, nobody administers. */
export function openAccess(whole: ReadingView): Access {
  return {
    config: {
      reading: "open",
      adminTokenHash: null,
      groupsFile: "",
      groupsRequired: false,
      trustedProxies: [],
      proxyUserHeader: "",
      proxyGroupsHeader: null,
    },
    tokens: noTokens,
    peers: createPeers([]),
    viewFor: () => whole,
    seesEverything: () => true,
  };
}
