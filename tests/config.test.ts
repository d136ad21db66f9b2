import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readConfig } from "../src/config.ts";
import { AppError } from "../src/domain/issue.ts";
import { SETTINGS } from "../src/settings.ts";

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return `${error.code}: ${error.safeMessage}`;
  }
  return "no error";
};

describe("readConfig", () => {
  it("finds the bundled data from any working directory", () => {
    const config = readConfig({}, {}, "/nowhere");
    expect(existsSync(join(config.modelsFolder, config.model))).toBe(true);
    expect(existsSync(config.lexiconFolder)).toBe(true);
    expect(existsSync(config.reportsFolder)).toBe(true);
    expect([config.port, config.host, config.model]).toEqual([3000, "127.0.0.1", "wenbao-tiny-zh-en"]);
  });

  it("takes given paths from the working directory", () => {
    const config = readConfig({ index: "here" }, { WENBAO_REPORTS: "../reports" }, "/work/place");
    expect([config.indexFolder, config.reportsFolder]).toEqual([resolve("/work/place/here"), resolve("/work/reports")]);
  });

  it("tells a model's folder from its name", () => {
    const model = (name: string) => {
      const { model, modelsFolder } = readConfig({}, { WENBAO_MODEL: name }, "/work");
      return [modelsFolder.endsWith(join("data", "models")) ? "bundled" : modelsFolder, model];
    };
    expect(model("./models/small")).toEqual([resolve("/work/models"), "small"]);
    expect(model("/models/small")).toEqual([resolve("/models"), "small"]);
    expect(model("owner/small")).toEqual(["bundled", "owner/small"]);
  });

  it("puts flags above the environment", () => {
    const config = readConfig({ port: "81", host: "::1" }, { PORT: "82", WENBAO_HOST: "0.0.0.0" }, "/");
    expect([config.port, config.host]).toEqual([81, "::1"]);
  });

  it("reads an empty setting as none", () => {
    expect(readConfig({}, { WENBAO_REPORTS: " ", PORT: "" }, "/").port).toBe(3000);
  });

  it("reads a list of origins", () => {
    const { embedOrigins } = readConfig({}, { WENBAO_EMBED_ORIGINS: "https://a.example, http://b.example:8080/" }, "/");
    expect(embedOrigins).toEqual(["https://a.example", "http://b.example:8080"]);
  });

  const refused: readonly [environment: Record<string, string>, told: RegExp][] = [
    [{ PORT: "http" }, /^invalid_setting: --port \(or PORT\) is "http"/],
    [{ PORT: "70000" }, /^invalid_setting/],
    [{ PORT: "-1" }, /^invalid_setting/],
    [{ WENBAO_MAX_FILE_MB: "0" }, /^invalid_setting: WENBAO_MAX_FILE_MB/],
    [{ WENBAO_MAX_FILE_MB: "1e9" }, /^invalid_setting/],
    [{ WENBAO_EMBED_ORIGINS: "school.example" }, /^invalid_setting: WENBAO_EMBED_ORIGINS/],
    [{ WENBAO_EMBED_ORIGINS: "https://a.example/path" }, /^invalid_setting/],
    [{ WENBAO_EMBED_ORIGINS: "https://a.example;script-src *" }, /^invalid_setting/],
    [{ WENBAO_ACCESS: "closed" }, /^invalid_setting: WENBAO_ACCESS is "closed", but it is open, token or proxy/],
    [{ WENBAO_ADMIN_TOKEN: "short-secret" }, /^invalid_setting: WENBAO_ADMIN_TOKEN is given, but a token has at least 32 characters/],
    [{ WENBAO_TRUSTED_PROXIES: "10.0.0.1 proxy.example" }, /^invalid_setting: WENBAO_TRUSTED_PROXIES/],
    [{ WENBAO_TRUSTED_PROXIES: "10.0.0.0/33" }, /^invalid_setting/],
    [{ WENBAO_TRUSTED_PROXIES: "::/129" }, /^invalid_setting/],
    [{ WENBAO_PROXY_USER_HEADER: "X-User: x" }, /^invalid_setting: WENBAO_PROXY_USER_HEADER/],
    [{ WENBAO_RATE_LIMIT: "many" }, /^invalid_setting: WENBAO_RATE_LIMIT is "many", but it is a whole number from 0/],
    [{ WENBAO_AUDIT_DAYS: "0" }, /^invalid_setting/],
    [{ WENBAO_METRICS: "yes" }, /^invalid_setting: WENBAO_METRICS is "yes", but it is on or off/],
    [{ WENBAO_LOG_LEVEL: "loud" }, /^invalid_setting/],
    [{ WENBAO_REPORT: "x" }, /^unknown_setting: WENBAO_REPORT is not a setting\. The nearest is WENBAO_REPORTS/],
    [{ WENBAO_INDEXES: "x" }, /^unknown_setting: .*nearest is WENBAO_INDEX;/],
    [{ WENBAO_ADMIN_TOKENS: "t".repeat(40) }, /^unknown_setting: WENBAO_ADMIN_TOKENS is not a setting\. The nearest is WENBAO_ADMIN_TOKEN;/],
  ];
  it.each(refused)("refuses %j", (environment, told) => {
    expect(codeOf(() => readConfig({}, environment, "/"))).toMatch(told);
  });

  it("keeps an administrator's token as its hash, and tells it to nobody", () => {
    const secret = "0123456789abcdef0123456789abcdef";
    expect(JSON.stringify(readConfig({}, { WENBAO_ADMIN_TOKEN: secret }, "/"))).not.toContain(secret);
    expect(codeOf(() => readConfig({}, { WENBAO_ADMIN_TOKEN: "short-secret" }, "/"))).not.toContain("short-secret");
  });

  it("reads proxies as addresses and ranges of both kinds", () => {
    const { access } = readConfig({}, { WENBAO_TRUSTED_PROXIES: "127.0.0.1, 10.0.0.0/8 ::1 fd00::/8" }, "/");
    expect(access.trustedProxies).toEqual(["127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8"]);
  });

  it("reads every setting that is documented", () => {
    const given: Readonly<Record<string, string>> = {
      PORT: "1",
      WENBAO_MAX_FILE_MB: "7",
      WENBAO_KEEP_UNANSWERED: "off",
      WENBAO_NATIVE: "off",
      WENBAO_MASK_NAMES: "on",
      WENBAO_EMBED_ORIGINS: "https://a.example",
      WENBAO_ACCESS: "token",
      WENBAO_ADMIN_TOKEN: "t".repeat(32),
      WENBAO_TRUSTED_PROXIES: "10.0.0.1",
      WENBAO_RATE_LIMIT: "7",
      WENBAO_LOG_LEVEL: "warn",
      WENBAO_LOG_QUESTIONS: "on",
      WENBAO_METRICS: "on",
      WENBAO_AUDIT_QUESTIONS: "on",
      WENBAO_AUDIT_DAYS: "7",
    };
    const fallback = JSON.stringify(readConfig({}, {}, "/"));
    for (const { name } of SETTINGS) expect(JSON.stringify(readConfig({}, { [name]: given[name] ?? "changed" }, "/")), name).not.toBe(fallback);
  });
});
