import type { scope } from "#access/model/nouns/data-sources/scope.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { BigeyeConnection } from "../connection.ts";
import { scopeType } from "../facts/data/limits.ts";
import { foundByName } from "../found-by-name.ts";

export const scopeLookup: Lookup<typeof scope, BigeyeConnection> = {
  async read({ client: bigeye, signal }, { type, name, parentId }) {
    if (type !== scopeType) {
      const advice = `Set \`type\` to "${scopeType}".`;
      const message = `Bigeye grants roles on workspaces alone, and \`type\` is "${type}".`;
      throw new AccessError("unsupported", message, { path: ["type"], advice });
    }
    if (parentId !== null) {
      const advice = "Leave `parent_id` out: names of workspaces are unique.";
      throw new AccessError("unsupported", "Bigeye's workspaces lie in nothing.", { path: ["parentId"], advice });
    }
    const row = foundByName("workspace", name, await bigeye.during(signal).listWorkspaces());
    return { type, name, parentId, id: row.id };
  },
};
