import { certaintyWord } from "../../audit/wording.ts";
import { auditIndexed } from "../../audit-index.ts";
import type { Config } from "../../config.ts";
import type { ReportAudit } from "../../contract/audit.ts";
import { AppError } from "../../domain/issue.ts";
import type { Language } from "../../domain/question.ts";
import { reportsOf } from "../../list-figures.ts";
import { loadAuditData, openShownStore } from "../../runtime.ts";
import { type CliIo, EXIT } from "../io.ts";
import { oneLine } from "../one-line.ts";
import { AUDIT_LABELS } from "../wording.ts";

export interface AuditOptions {
  readonly json: boolean;
  readonly school?: string;
  readonly language?: string;
}

/** `wenbao audit`: findings are results, not failures; exit 0 says that the reports were checked. */
export async function auditCommand(config: Config, io: CliIo, options: AuditOptions): Promise<number> {
  const language = readLanguage(options.language);
  const store = openShownStore(config);
  try {
    const data = loadAuditData(config);
    for (const record of reportsOf(store, options.school)) {
      const audit = auditIndexed(store, data, record.id);
      if (audit !== null) io.out(options.json ? `${JSON.stringify(audit)}\n` : renderAudit(audit, language));
    }
    return EXIT.ok;
  } finally {
    store.close();
  }
}

function readLanguage(given: string | undefined): Language {
  if (given === undefined || given === "zh" || given === "en") return given ?? "zh";
  throw new AppError("usage", `--language is "${given}". Give zh or en.`);
}

/** One report's audit for people: findings first, then what is missing, then standards that are missed. */
function renderAudit(audit: ReportAudit, language: Language): string {
  const labels = AUDIT_LABELS[language];
  const zh = language === "zh";
  const name = (entry: { readonly name: string; readonly nameEn: string }): string => (zh ? entry.name : entry.nameEn);
  const lines = [`${audit.report.file}: ${audit.report.title}`];
  const section = (title: string, items: readonly string[]): void => {
    lines.push(`  ${title}${items.length === 0 ? `: ${labels.none}` : ""}`, ...items.map((item) => `    ${oneLine(item)}`));
  };
  section(
    labels.findings,
    audit.findings.map((finding) => {
      const places = finding.terms.map((term) => `${term.start}-${term.end}`).join(", ");
      return `[${certaintyWord(finding.certainty, language)}] ${zh ? finding.text : finding.textEn} (${places})`;
    }),
  );
  section(
    labels.missing,
    audit.missing.map((missing) => `${name(missing.group)}: ${missing.anyOf.map(name).join(" / ")}`),
  );
  section(
    labels.standards,
    audit.standards
      .filter((check) => check.verdict !== "meets")
      .map((check) => {
        const shown = check.formula ?? check.value;
        const note = check.checked ? "" : ` ${labels.unchecked}`;
        const verdict = labels.verdicts[check.verdict];
        return `[${verdict}] ${name(check.indicator)}: ${shown}, ${check.comparator} ${check.required}${check.unit} (${check.standard.document} ${check.article}: ${check.scope})${note}`;
      }),
  );
  return `${lines.join("\n")}\n`;
}
