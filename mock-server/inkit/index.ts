import type { Call, Reply, Surroundings, Vendor, VendorServer } from "../vendor.ts";
import { type Endpoint, refusalReply } from "./endpoint.ts";
import { Refusal } from "./errors.ts";
import { openInstance } from "./instance.ts";
import { roleEndpoints } from "./roles.ts";
import { inkitSeed, seedInstance } from "./seed.ts";
import { serviceAccountEndpoints } from "./service-accounts.ts";
import { prepareInstance } from "./setup.ts";
import { userEndpoints } from "./users.ts";

// By analogy: Inkit documents no route for roles and keys (vendors/inkit/NOTES.md).
const endpoints: readonly Endpoint[] = [...roleEndpoints, ...serviceAccountEndpoints, ...userEndpoints];

function open(surroundings: Surroundings): VendorServer {
  const instance = openInstance(surroundings);
  return {
    routes: endpoints.map(({ respond, ...facts }) => ({
      ...facts,
      respond: (call: Call): Promise<Reply> => respond(instance, call),
    })),
    prepare: (token) => prepareInstance(instance, token),
    seed: async (seed) => seedInstance(instance, inkitSeed.parse(seed)),
    unmatched: () => refusalReply(new Refusal("route_not_found", "there is no such route"), null),
  };
}

export const vendor: Vendor = { name: "inkit", seed: inkitSeed, routes: endpoints, open };
