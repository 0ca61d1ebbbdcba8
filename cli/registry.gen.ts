// Made by `npm run generate`; edit what it is made from instead.
import type { CliCommand } from "./command.ts";

/** Every command. One is loaded when it is called: none of them waits for what another one needs. */
export const loadCommand: { readonly [name: string]: () => Promise<CliCommand> } = {
  can: async () => (await import("./commands/can.ts")).command,
  drift: async () => (await import("./commands/drift.ts")).command,
  mock: async () => (await import("./commands/mock.ts")).command,
  review: async () => (await import("./commands/review.ts")).command,
  snapshot: async () => (await import("./commands/snapshot.ts")).command,
  "who-can": async () => (await import("./commands/who-can.ts")).command,
};
