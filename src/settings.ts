/** One setting of the environment, as documented in the README (a test compares them). */
export interface Setting {
  readonly name: string;
  readonly flag: string | null;
  readonly fallback: string;
  readonly meaning: string;
  /** Its value is never told, not even where it is wrong. */
  readonly secret?: true;
}

const plain = (name: string, fallback: string, meaning: string): Setting => ({ name, flag: null, fallback, meaning });

export const SETTINGS: readonly Setting[] = [
  { name: "WENBAO_INDEX", flag: "--index", fallback: "indexes/default", meaning: "folder of the index" },
  { name: "WENBAO_REPORTS", flag: "--reports", fallback: "data/reports", meaning: "folder of the reports that `start` ingests" },
  { name: "WENBAO_CORRECTIONS", flag: "--corrections", fallback: "data/corrections", meaning: "folder of figures set right by hand; it need not exist" },
  { name: "PORT", flag: "--port", fallback: "3000", meaning: "port of the server" },
  { name: "WENBAO_HOST", flag: "--host", fallback: "127.0.0.1", meaning: "address that the server listens on" },
  plain(
    "WENBAO_HOSTS",
    "",
    "names by which the server may be reached (`*.school.example` for all below, `*` for any), besides addresses, names without a dot and private ones; unless set, any behind a trusted proxy, and any where `WENBAO_HOST` is not this machine alone",
  ),
  plain("WENBAO_MODEL", "wenbao-tiny-zh-en", "embedding model: a name below data/models, a folder (`./…` or absolute), or a hub id, which is fetched once"),
  plain("WENBAO_LEXICON", "data/lexicon", "folder of the vocabulary"),
  plain("WENBAO_SCHOOLS", "data/schools.json", "file of further names of schools, kept by hand; it need not exist"),
  plain("WENBAO_MAX_FILE_MB", "100", "largest file that is read, in MB; a `.zip` may have four times as many"),
  plain("WENBAO_NATIVE", "on", "`off` goes without the compiled word cutter and graph search, as on a machine where they do not load"),
  plain("WENBAO_KEEP_UNANSWERED", "on", "`off` keeps no questions that found no answer; `wenbao feedback` lists them"),
  plain("WENBAO_MASK_NAMES", "off", "`on` masks names of students, teachers, staff and parents in all that is shown: 张某某; offsets and citations hold"),
  plain("WENBAO_EMBED_ORIGINS", "", "origins that may embed the page and read over HTTP from a page of theirs, separated by blanks or commas"),
  plain("WENBAO_ACCESS", "open", "who may read: `open` everybody, `token` holders of a token, `proxy` people whom a trusted proxy names"),
  {
    name: "WENBAO_ADMIN_TOKEN",
    flag: null,
    fallback: "",
    meaning: "an administrator's token of at least 32 random characters, besides those that `wenbao token` makes",
    secret: true,
  },
  plain("WENBAO_GROUPS", "data/groups.json", "file that says which reports only some may see; unless it is set it need not exist"),
  plain("WENBAO_TRUSTED_PROXIES", "", "addresses of reverse proxies (also as ranges, `10.0.0.0/8`) whose headers are believed, separated by blanks or commas"),
  plain("WENBAO_PROXY_USER_HEADER", "X-Forwarded-User", "header in which a trusted proxy names the person (with `WENBAO_ACCESS=proxy`)"),
  plain("WENBAO_PROXY_GROUPS_HEADER", "", "header in which a trusted proxy names the person's groups, separated by commas"),
  plain("WENBAO_RATE_LIMIT", "3000", "requests that one address may make in a minute; 0 sets no limit"),
  plain("WENBAO_LOG_LEVEL", "info", "what is logged: `debug`, `info`, `warn`, `error` or `silent`"),
  plain("WENBAO_LOG_QUESTIONS", "off", "`on` writes the words of questions into the log"),
  plain("WENBAO_METRICS", "off", "`on` gives numbers for Prometheus at `/metrics`"),
  plain("WENBAO_AUDIT_QUESTIONS", "off", "`on` keeps questions, with who asked them, in the audit log"),
  plain("WENBAO_AUDIT_DAYS", "365", "days that the audit log is kept"),
];
