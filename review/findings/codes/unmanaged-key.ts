import { defineFinding } from "../definition.ts";
import { listUnmanaged } from "../shared/drift.ts";

export const finding = defineFinding({
  code: "LK506",
  name: "unmanaged-key",
  severity: "warning",
  score: 5.5,
  tells: "drift",
  isDrift: true,
  summary: "No code has a key",
  explanation:
    "Somebody made it by hand, and has its secret: it is all that its account may do. It is an error if the account is an administrator. Keys of accounts with `keys_by_holders` are meant to be like this, and are not told.",
  fix: "Revoke it, or import it into the code. If holders make their own keys, set `keys_by_holders` on the account.",
  covers: ["LK208"],
  find: (change) => listUnmanaged(change, ["key"], (name) => `No code has ${name}.`),
});
