import type { Call, Reply, Surroundings, Vendor, VendorServer } from "../vendor.ts";
import { dashboardEndpoints } from "./dashboards.ts";
import type { Endpoint } from "./endpoint.ts";
import { healthEndpoints } from "./health.ts";
import { openInstance } from "./instance.ts";
import { keyEndpoints } from "./keys.ts";
import { licenseEndpoints } from "./licenses.ts";
import { roleEndpoints } from "./roles.ts";
import { seedInstance, signozSeed } from "./seed.ts";
import { serviceAccountRoleEndpoints } from "./service-account-roles.ts";
import { serviceAccountEndpoints } from "./service-accounts.ts";
import { prepareInstance } from "./setup.ts";

const endpoints: readonly Endpoint[] = [
  ...serviceAccountEndpoints,
  ...keyEndpoints,
  ...serviceAccountRoleEndpoints,
  ...roleEndpoints,
  ...dashboardEndpoints,
  ...licenseEndpoints,
  ...healthEndpoints,
];

// An unknown path, and a known one with another method, get the web UI (signoz.md §0.1): 200, and no JSON.
function webUi(): Reply {
  const text = "<!doctype html><html><head><title>SigNoz</title></head><body></body></html>";
  return { status: 200, contentType: "text/html; charset=utf-8", text, principal: null };
}

function open(surroundings: Surroundings): VendorServer {
  const instance = openInstance(surroundings);
  return {
    routes: endpoints.map(({ respond, ...facts }) => ({
      ...facts,
      respond: (call: Call): Promise<Reply> => respond(instance, call),
    })),
    prepare: (token) => prepareInstance(instance, token),
    seed: async (seed) => seedInstance(instance, signozSeed.parse(seed)),
    unmatched: webUi,
  };
}

export const vendor: Vendor = { name: "signoz", seed: signozSeed, routes: endpoints, open };
