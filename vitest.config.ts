import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The default of one second is less than a busy machine takes to draw a page or to read a file.
    expect: { poll: { timeout: 30_000 } },
  },
});
