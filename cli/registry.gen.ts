// Made by `npm run generate`; edit what it is made from instead.
import type { CliCommand } from "./command.ts";

/** Every command. One is loaded when it is called: none of them waits for what another one needs. */
export const loadCommand: { readonly [name: string]: () => Promise<CliCommand> } = {
  adopt: async () => (await import("./commands/adopt.ts")).command,
  can: async () => (await import("./commands/can.ts")).command,
  comment: async () => (await import("./commands/comment.ts")).command,
  completion: async () => (await import("./commands/completion.ts")).command,
  doctor: async () => (await import("./commands/doctor.ts")).command,
  drift: async () => (await import("./commands/drift.ts")).command,
  init: async () => (await import("./commands/init.ts")).command,
  install: async () => (await import("./commands/install.ts")).command,
  keys: async () => (await import("./commands/keys.ts")).command,
  mock: async () => (await import("./commands/mock.ts")).command,
  review: async () => (await import("./commands/review.ts")).command,
  snapshot: async () => (await import("./commands/snapshot.ts")).command,
  "who-can": async () => (await import("./commands/who-can.ts")).command,
  whoami: async () => (await import("./commands/whoami.ts")).command,
};
