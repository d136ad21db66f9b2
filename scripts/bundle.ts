import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { BUNDLED_PATHS, isLeftOut, type Lock, productionPackages } from "./bundle-contents.ts";

/**
 * Packs the built program with all that it needs into one archive for machines without internet, then unpacks it elsewhere and asks a
 * question there without any network. `--with-node` puts this very Node in, for machines without one. It runs on machines of the
 * kind that it was made on (system and processor).
 */
const root = fileURLToPath(new URL("..", import.meta.url));
const machine = { platform: process.platform, arch: process.arch };
const withNode = process.argv.includes("--with-node");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const name = `wenbao-${version}-${machine.platform}-${machine.arch}`;
const folder = join(root, "bundles");
const archive = join(folder, `${name}.tar.gz`);

const LAUNCHER = `#!/bin/sh
# Starts Wenbao with the Node of this bundle, or that of the machine where the bundle has none.
here=$(cd "$(dirname "$0")" && pwd)
node="$here/bin/node"
[ -x "$node" ] || node=node
exec "$node" "$here/dist/wenbao.js" "$@"
`;

function run(command: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(command, [...args], { cwd, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  if (done.status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${done.error?.message ?? done.stderr}`);
  return done.stdout;
}

function fill(target: string): void {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lock;
  const packages = productionPackages(lock).filter((path) => existsSync(join(root, path)));
  for (const path of [...BUNDLED_PATHS, ...packages]) {
    // A package within another is copied by its own line: whether it belongs here may differ.
    const filter = (source: string): boolean => {
      const from = relative(root, source).replaceAll("\\", "/");
      return !isLeftOut(from, machine) && (from === path || !from.slice(path.length).startsWith("/node_modules"));
    };
    cpSync(join(root, path), join(target, path), { recursive: true, dereference: true, filter });
  }
  writeFileSync(join(target, "wenbao"), LAUNCHER);
  chmodSync(join(target, "wenbao"), 0o755);
  if (!withNode) return;
  mkdirSync(join(target, "bin"), { recursive: true });
  cpSync(process.execPath, join(target, "bin", process.platform === "win32" ? "node.exe" : "node"));
}

/** Runs the unpacked program where nothing but itself is there: another folder, no network where the system can take it away. */
function tryOut(unpacked: string): string {
  const isolated = process.platform === "linux" && spawnSync("unshare", ["-rn", "true"]).status === 0;
  const program = [process.execPath, join(unpacked, "dist", "wenbao.js")];
  const [command = "", ...args] = isolated ? ["unshare", "-rn", ...program] : program;
  run(command, [...args, "ingest", join(unpacked, "data", "reports")], unpacked);
  const answer = JSON.parse(run(command, [...args, "ask", "--json", "哪所学校占地面积更大？"], unpacked)) as { status: string; citations: unknown[] };
  if (answer.status !== "answered" || answer.citations.length === 0) throw new Error(`the unpacked program answers ${answer.status}`);
  const findings = run(command, [...args, "--port", "0", "doctor"], unpacked);
  if (/^fail/m.test(findings)) throw new Error(`doctor finds faults in the unpacked program:\n${findings}`);
  return isolated ? "without network" : "(the network could not be taken away here)";
}

const work = mkdtempSync(join(tmpdir(), "wenbao-bundle-"));
try {
  fill(join(work, name));
  mkdirSync(folder, { recursive: true });
  run("tar", ["-czf", archive, "-C", work, name], root);
  const elsewhere = join(work, "elsewhere");
  mkdirSync(elsewhere);
  run("tar", ["-xzf", archive, "-C", elsewhere], root);
  const how = tryOut(join(elsewhere, name));
  const sum = createHash("sha256").update(readFileSync(archive)).digest("hex");
  writeFileSync(`${archive}.sha256`, `${sum}  ${name}.tar.gz\n`);
  console.log(`${relative(process.cwd(), archive)}: ${(statSync(archive).size / 1e6).toFixed(0)} MB; unpacked elsewhere, it ingests and answers ${how}`);
} finally {
  rmSync(work, { recursive: true, force: true });
}
