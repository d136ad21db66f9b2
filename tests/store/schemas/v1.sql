-- The first version's schema as it shipped; frozen. The second has the same tables.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE generations (generation INTEGER PRIMARY KEY, digest TEXT NOT NULL);
INSERT INTO generations VALUES (0, '');

CREATE TABLE reports (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE report_texts (
  report TEXT PRIMARY KEY REFERENCES reports(id) ON DELETE CASCADE,
  text TEXT NOT NULL
);

CREATE TABLE passages (
  label INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  section_path TEXT NOT NULL,
  parts TEXT NOT NULL,
  text TEXT NOT NULL
);
CREATE INDEX passages_by_report ON passages(report, ordinal);
CREATE TABLE passage_vectors (
  label INTEGER PRIMARY KEY REFERENCES passages(label) ON DELETE CASCADE,
  vector BLOB NOT NULL
);
CREATE VIRTUAL TABLE passage_terms USING fts5(
  terms, bigrams, heading_terms, heading_bigrams,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
);

CREATE TABLE figures (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  report TEXT NOT NULL REFERENCES reports(id) ON DELETE CASCADE,
  owner TEXT NOT NULL,
  indicator TEXT,
  unit TEXT NOT NULL,
  start INTEGER NOT NULL,
  json TEXT NOT NULL
);
CREATE INDEX figures_by_report ON figures(report);
CREATE INDEX figures_by_owner ON figures(owner, report, start);
CREATE INDEX figures_by_indicator ON figures(indicator, owner, report, start);
CREATE INDEX figures_by_unit ON figures(unit);
CREATE TABLE figure_vectors (
  row INTEGER PRIMARY KEY REFERENCES figures(row) ON DELETE CASCADE,
  vector BLOB NOT NULL
);
CREATE VIRTUAL TABLE figure_terms USING fts5(
  name, context,
  content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
);
