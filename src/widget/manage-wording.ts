import { manageEn } from "./manage-wording.en.ts";
import { manageHans } from "./manage-wording.hans.ts";
import { manageHant } from "./manage-wording.hant.ts";
import type { InterfaceLanguage } from "./wording.ts";

/** Every word of administering reports. */
export interface ManageWording {
  readonly manage: string;
  readonly managing: string;
  readonly askToken: string;
  readonly token: string;
  readonly enter: string;
  readonly leave: string;
  readonly add: string;
  readonly drop: string;
  readonly choose: string;
  readonly formats: string;
  readonly school: string;
  readonly year: string;
  readonly identityHelp: string;
  readonly waiting: string;
  readonly sending: string;
  readonly reading: (done: number, total: number) => string;
  readonly outcome: Readonly<Record<"added" | "replaced" | "unchanged" | "duplicate" | "refused", string>>;
  readonly replace: string;
  readonly remove: string;
  readonly removed: (title: string) => string;
  readonly undo: string;
  readonly restored: (title: string) => string;
  readonly removedHead: string;
  readonly removedAt: (when: string) => string;
  readonly restore: string;
  readonly identity: string;
  readonly save: string;
  readonly asText: string;
  readonly saved: string;
}

const WORDINGS: Readonly<Record<InterfaceLanguage, ManageWording>> = { "zh-Hans": manageHans, "zh-Hant": manageHant, en: manageEn };

export const manageWordingFor = (language: InterfaceLanguage): ManageWording => WORDINGS[language];
