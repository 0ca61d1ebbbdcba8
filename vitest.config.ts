import { defineConfig } from "vitest/config";

// The tests of starters run in a project that `latchkey init` makes of them, and those of consumers in projects of their own.
const elsewhere = ["node_modules/**", "dist/**", "**/cdktf.out/**", "examples/starters/**"];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.ts"],
          exclude: [...elsewhere, "test/acceptance/**", "test/consumer/**", "test/more/**"],
          // A loaded machine takes longer than the five seconds of the default.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: "types",
          include: [],
          typecheck: { enabled: true, only: true, include: ["**/*.test-d.ts"], exclude: elsewhere },
        },
      },
      {
        test: {
          name: "more",
          include: ["test/more/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          maxWorkers: 2,
          // After the others, if all are run.
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: "acceptance",
          include: ["test/acceptance/**/*.test.ts"],
          setupFiles: ["test/acceptance/support/watch-plans.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          // After the others: on two cores the real Terraform wants both.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
