import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // What hangs is ended; what is merely slow, on a machine with much else to do, is not.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // The default of one second is less than a busy machine takes to draw a page or to read a file.
    expect: { poll: { timeout: 60_000 } },
  },
});
