import { failure } from "#vendors/signoz/wire/common.ts";
import type { Call, Reply, Surroundings, Vendor, VendorServer } from "../vendor.ts";
import { authDomainEndpoints } from "./auth-domains.ts";
import { authzCheckEndpoints } from "./authz-check.ts";
import { dashboardEndpoints } from "./dashboards.ts";
import type { Endpoint } from "./endpoint.ts";
import { factorPasswordEndpoints } from "./factor-password.ts";
import { healthEndpoints } from "./health.ts";
import { openInstance } from "./instance.ts";
import { keyEndpoints } from "./keys.ts";
import { licenseEndpoints } from "./license.ts";
import { myUserEndpoints } from "./my-user.ts";
import { nestedRoleEndpoints } from "./nested-roles.ts";
import { organizationEndpoints } from "./organizations.ts";
import { webUi } from "./outcome.ts";
import { preferenceEndpoints } from "./preferences.ts";
import { registrationEndpoints } from "./registration.ts";
import { roleEndpoints } from "./roles.ts";
import { seedInstance, signozSeed } from "./seed.ts";
import { serviceAccountRoleEndpoints } from "./service-account-roles.ts";
import { serviceAccountEndpoints } from "./service-accounts.ts";
import { sessionEndpoints } from "./sessions.ts";
import { prepareInstance } from "./setup.ts";
import { signIn } from "./sign-in.ts";
import { signInEndpoints } from "./sign-in-endpoints.ts";
import { userEndpoints } from "./user-endpoints.ts";
import { userRoleEndpoints } from "./user-roles.ts";

const endpoints: readonly Endpoint[] = [
  ...serviceAccountEndpoints,
  ...nestedRoleEndpoints,
  ...keyEndpoints,
  ...serviceAccountRoleEndpoints,
  ...roleEndpoints,
  ...myUserEndpoints,
  ...userEndpoints,
  ...userRoleEndpoints,
  ...factorPasswordEndpoints,
  ...sessionEndpoints,
  ...signInEndpoints,
  ...authDomainEndpoints,
  ...authzCheckEndpoints,
  ...organizationEndpoints,
  ...registrationEndpoints,
  ...licenseEndpoints,
  ...preferenceEndpoints,
  ...dashboardEndpoints,
  ...healthEndpoints,
];

function open(surroundings: Surroundings): VendorServer {
  const instance = openInstance(surroundings);
  return {
    routes: endpoints.map(({ respond, ...facts }) => ({
      ...facts,
      respond: (call: Call): Promise<Reply> => respond(instance, call),
    })),
    prepare: (token) => prepareInstance(instance, token),
    seed: async (seed) => seedInstance(instance, signozSeed.parse(seed)),
    signIn: (person) => signIn(instance, person),
    unmatched: webUi,
  };
}

export const vendor: Vendor = { name: "signoz", seed: signozSeed, routes: endpoints, failure, open };
