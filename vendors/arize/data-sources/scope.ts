import type { scope as definition } from "#access/model/nouns/data-sources/scope.ts";
import { AccessError } from "#access/model/errors.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { ArizeClient } from "../client.ts";
import type { ArizeConnection } from "../connection.ts";

interface Sought {
  readonly type: string;
  readonly name: string;
  readonly parentId: string | null;
}

/** The API narrows by name; what else it may match is left out again. */
async function candidates(client: ArizeClient, { type, name, parentId }: Sought) {
  const within = parentId ?? undefined;
  switch (type) {
    case "organization": {
      if (within === undefined) return client.scopes.listOrganizations(name);
      const advice = "Leave `parent_id` out.";
      throw new AccessError("invalid_value", "Arize organizations lie in nothing.", { path: ["parentId"], advice });
    }
    case "space":
      return client.scopes.listSpaces({ name, ...(within === undefined ? {} : { organizationId: within }) });
    case "project":
      return client.scopes.listProjects({ name, ...(within === undefined ? {} : { spaceId: within }) });
    default: {
      const message = `Arize has no scopes of the type "${type}".`;
      const advice = "Use organization, space or project.";
      throw new AccessError("invalid_value", message, { path: ["type"], advice });
    }
  }
}

export const scope: Lookup<typeof definition, ArizeConnection> = {
  async read({ client: arize, signal }, { type, name, parentId }) {
    const rows = (await candidates(arize.during(signal), { type, name, parentId })).filter((row) => row.name === name);
    const [row, ...others] = rows;
    const where = parentId === null ? "in this Arize account" : `in ${parentId}`;
    if (row === undefined) {
      const advice = "Check the name; Arize shows no more than the token may see.";
      throw new AccessError("not_found", `There is no ${type} "${name}" ${where}.`, { path: ["name"], advice });
    }
    if (others.length > 0) {
      const ids = rows.map(({ id }) => id).join(", ");
      const advice =
        parentId === null && type !== "organization"
          ? "Say which by `parent_id`: the organization of a space, the space of a project."
          : "Use the id of the right one in place of this look-up.";
      throw new AccessError("invalid_value", `There are ${rows.length} of the name "${name}" ${where}: ${ids}.`, {
        path: [parentId === null ? "parentId" : "name"],
        advice,
      });
    }
    return { type, name, parentId, id: row.id };
  },
};
