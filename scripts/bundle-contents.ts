/** What goes into a bundle for machines without internet. */

/** The part of package-lock.json that is looked at: packages by the folder that they lie in. */
export interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>;
}

/** Folders of the packages that the built program needs, as the lock names them; some are for other machines and need not be there. */
export function productionPackages(lock: Lock): readonly string[] {
  return Object.entries(lock.packages)
    .filter(([folder, { dev, devOptional }]) => folder !== "" && dev !== true && devOptional !== true)
    .map(([folder]) => folder);
}

/** Besides the packages: the program, what it reads, and what people need to run it. */
export const BUNDLED_PATHS = [
  "dist",
  "data/lexicon",
  "data/models",
  "data/reports",
  "data/schools.json",
  "data/standards",
  "deploy",
  "docs/operations.md",
  "package.json",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
] as const;

/** Maps, types and sources that nothing reads at run time; native parts for other kinds of machines. */
const NEVER_READ = [
  /\.(?:map|d\.ts|d\.mts|d\.cts|tsbuildinfo)$/,
  /^node_modules\/[^@][^/]*\/(?:test|tests|__tests__|\.github)\//,
  /^node_modules\/better-sqlite3\/(?:deps|src)\//,
  /^node_modules\/(?:nodejieba|hnswlib-node)\/(?:src|submodules|deps|hnswlib)\/.*\.(?:c|cc|cpp|h|hpp|o|a|py|ipynb|md)$/,
  /^node_modules\/[^/]+\/build\/(?:Release\/(?:obj|obj\.target|\.deps)\/|.*\.(?:mk|gypi|Makefile)$|Makefile$)/,
  // The embedder carries its own copy of this one.
  /^node_modules\/onnxruntime-web\//,
];

/** Whether a file, its path from the package's root with forward slashes, stays out of a bundle for `machine`. */
export function isLeftOut(path: string, machine: { readonly platform: string; readonly arch: string }): boolean {
  const onnx = /^node_modules\/onnxruntime-node\/bin\/napi-v\d+\/([^/]+)\/([^/]+)\//.exec(path);
  if (onnx !== null) return onnx[1] !== machine.platform || onnx[2] !== machine.arch;
  return NEVER_READ.some((pattern) => pattern.test(path));
}
