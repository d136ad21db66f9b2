import { chownSync, statSync } from "node:fs";

/**
 * What root makes in the folder of a server that runs under an account of its own is that account's: the server could neither read nor
 * go on with what belongs to root. Does nothing for anybody else.
 */
export function giveToOwnerOf(folder: string, ...paths: readonly string[]): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  for (const path of paths) chownSync(path, uid, gid);
}
