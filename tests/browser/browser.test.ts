import { expect, it } from "vitest";
import { browserPath, browserRequired } from "./support/browser.ts";

if (browserPath === null && !browserRequired) {
  console.warn("Browser tests left out: no Chromium, Chrome or Edge found. Install one (apt-get install chromium) or name it in CHROMIUM_PATH.");
}

it.skipIf(browserPath === null && !browserRequired)("finds a browser", () => {
  expect(browserPath, "REQUIRE_BROWSER=1, but no Chromium, Chrome or Edge was found").not.toBeNull();
});
