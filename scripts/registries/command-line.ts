import { list, loaders } from "./forms.ts";
import type { Registry } from "./registry.ts";

/** The registries of the command line. */
export const cliRegistries: readonly Registry[] = [
  {
    path: "cli/comment/hosts.gen.ts",
    parts: [
      {
        files: ["cli/comment/hosts/*"],
        write: list("hosts", {
          type: { name: "Host", from: "./host.ts" },
          doc: "Every host of repositories at which `latchkey comment` writes.",
        }),
      },
    ],
  },
  {
    path: "cli/completion/shells.gen.ts",
    parts: [
      {
        files: ["cli/completion/shells/*"],
        write: list("shells", {
          type: { name: "Shell", from: "./shell.ts" },
          doc: "Every shell for which `latchkey completion` writes a script.",
        }),
      },
    ],
  },
  {
    path: "cli/doctor/checks.gen.ts",
    parts: [
      {
        files: ["cli/doctor/checks/*"],
        write: list("checks", {
          type: { name: "Check", from: "./check.ts" },
          doc: "Everything that `latchkey doctor` looks at.",
        }),
      },
    ],
  },
  {
    path: "cli/registry.gen.ts",
    parts: [
      {
        files: ["cli/commands/*"],
        write: loaders("loadCommand", {
          exported: "command",
          type: { name: "CliCommand", from: "./command.ts" },
          doc: "Every command. One is loaded when it is called: none of them waits for what another one needs.",
        }),
      },
    ],
  },
];
