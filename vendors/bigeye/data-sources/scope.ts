import type { scope as definition } from "#access/model/nouns/data-sources/scope.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import { pickNamed } from "../../shared/look-up.ts";
import type { BigeyeConnection } from "../connection.ts";
import { scopeType } from "../facts/data/limits.ts";

export const scope: Lookup<typeof definition, BigeyeConnection> = {
  async read(context, { type, name, parentId }) {
    if (type !== scopeType) {
      const advice = `Set \`type\` to "${scopeType}".`;
      const message = `Bigeye grants roles only on workspaces, but \`type\` is "${type}".`;
      throw new AccessError("unsupported", message, { path: ["type"], advice });
    }
    if (parentId !== null) {
      const advice = "Remove `parent_id`. Workspace names are unique.";
      throw new AccessError("unsupported", "Bigeye workspaces have no parent.", { path: ["parentId"], advice });
    }
    const rows = await context.client.during(context.signal).listWorkspaces();
    const row = pickNamed(context, rows, { noun: "workspace", name });
    return { type, name, parentId, id: row.id };
  },
};
