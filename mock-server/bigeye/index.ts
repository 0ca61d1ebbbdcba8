import type { Call, Reply, Surroundings, Vendor, VendorServer } from "../vendor.ts";
import { agentKeyEndpoints } from "./agent-keys.ts";
import { collectionEndpoints } from "./collections.ts";
import { companyEndpoints } from "./company.ts";
import { type Endpoint, refusalReply } from "./endpoint.ts";
import { Refusal } from "./errors.ts";
import { grantEndpoints } from "./grants.ts";
import { groupUserEndpoints } from "./group-users.ts";
import { groupEndpoints } from "./groups.ts";
import { openInstance } from "./instance.ts";
import { keyEndpoints } from "./keys.ts";
import { roleEndpoints } from "./roles.ts";
import { bigeyeSeed, seedInstance } from "./seed.ts";
import { prepareInstance } from "./setup.ts";
import { userEndpoints } from "./users.ts";
import { workspaceEndpoints } from "./workspaces.ts";

const endpoints: readonly Endpoint[] = [
  ...userEndpoints,
  ...keyEndpoints,
  ...agentKeyEndpoints,
  ...groupEndpoints,
  ...groupUserEndpoints,
  ...grantEndpoints,
  ...roleEndpoints,
  ...workspaceEndpoints,
  ...companyEndpoints,
  ...collectionEndpoints,
];

function open(surroundings: Surroundings): VendorServer {
  const instance = openInstance(surroundings);
  return {
    routes: endpoints.map(({ respond, ...facts }) => ({
      ...facts,
      respond: (call: Call): Promise<Reply> => respond(instance, call),
    })),
    prepare: (token) => prepareInstance(instance, token),
    seed: async (seed) => seedInstance(instance, bigeyeSeed.parse(seed)),
    unmatched: () => refusalReply(new Refusal(404, "Not Found"), null),
  };
}

export const vendor: Vendor = { name: "bigeye", seed: bigeyeSeed, routes: endpoints, open };
