import type { Call, Reply, Surroundings, Vendor, VendorServer } from "../vendor.ts";
import { apiKeyEndpoints } from "./api-keys.ts";
import { auditLogEndpoints } from "./audit-logs.ts";
import { type Endpoint, refusalReply } from "./endpoint.ts";
import { Refusal } from "./errors.ts";
import { graphqlEndpoint } from "./graphql.ts";
import { openInstance } from "./instance.ts";
import { memberEndpoints } from "./members.ts";
import { organizationEndpoints } from "./organizations.ts";
import { plant } from "./planting.ts";
import { projectEndpoints } from "./projects.ts";
import { restrictionEndpoints } from "./restrictions.ts";
import { roleBindingEndpoints } from "./role-bindings.ts";
import { roleEndpoints } from "./roles.ts";
import { arizeSeed } from "./seed.ts";
import { prepareInstance } from "./setup.ts";
import { spaceEndpoints } from "./spaces.ts";
import { userEndpoints } from "./users.ts";

const endpoints: readonly Endpoint[] = [
  ...apiKeyEndpoints,
  ...roleEndpoints,
  ...roleBindingEndpoints,
  ...restrictionEndpoints,
  ...organizationEndpoints,
  ...spaceEndpoints,
  ...memberEndpoints,
  ...userEndpoints,
  ...projectEndpoints,
  ...auditLogEndpoints,
  graphqlEndpoint,
];

// Keys can be neither read one by one, nor changed, nor deleted: those paths are as unknown as any other (arize.md §2).
function unmatched(): Reply {
  return refusalReply(new Refusal(404, "there is no such route"), null);
}

function open(surroundings: Surroundings): VendorServer {
  const instance = openInstance(surroundings);
  return {
    routes: endpoints.map(({ respond, ...facts }) => ({
      ...facts,
      respond: (call: Call): Promise<Reply> => respond(instance, call),
    })),
    prepare: (token) => prepareInstance(instance, token),
    seed: async (seed) => plant(instance, arizeSeed.parse(seed)),
    unmatched,
  };
}

export const vendor: Vendor = { name: "arize", seed: arizeSeed, routes: endpoints, open };
