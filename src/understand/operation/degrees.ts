import type { Operation } from "./operation.ts";
import { oneOperand } from "./operation-phrases.ts";

/** Degrees of teachers, the highest first: those from one on are told by several numbers. */
const DEGREES: readonly { readonly word: RegExp; readonly asked: string }[] = [
  { word: /硕士|研究生/, asked: "硕士及以上学历教师" },
  { word: /本科/, asked: "本科学历教师" },
  { word: /大专|专科/, asked: "大专学历教师" },
];
const AND_ABOVE =
  /^(?:具有|有|拥有)?(?:大学)?(本科|大专|专科)(?:学历)?(?:及其?|或|含)?以上(?:学历|学位|文凭)?的?(?:专任)?(?:教师|老师|教职工)?(?:一?共|总?数|人数)?(?:有|是|占)?(?:多少|几)[个名位]?(?:人|教师|老师)?$/;

/** 本科以上学历教师有几个: one number for each degree from there on, where no one number tells them together; null for any other question. */
export function readDegrees(text: string): Operation | null {
  const lowest = AND_ABOVE.exec(text)?.[1];
  const last = lowest === undefined ? -1 : DEGREES.findIndex(({ word }) => word.test(lowest));
  if (last < 1) return null;
  const left = DEGREES.slice(0, last + 1).flatMap(({ asked }) => oneOperand(asked, ""));
  return { op: "sum", left, right: [], direction: "max", above: true };
}
