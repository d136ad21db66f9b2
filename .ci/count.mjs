// Sums the results of all test runs and of the other steps; exits 1 if anything failed.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [folder, broken] = process.argv.slice(2);
let passed = 0;
let failed = Number(broken);
for (const name of readdirSync(folder).filter((file) => file.endsWith(".json"))) {
  const results = JSON.parse(readFileSync(join(folder, name), "utf8"));
  const failedHere = results.numFailedTests + results.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  passed += results.numPassedTests;
  // A run that ended badly without a failed test (an unhandled rejection) is a failure all the same.
  failed += failedHere === 0 && existsSync(join(folder, name.replace(/\.json$/, ".status"))) ? 1 : failedHere;
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
