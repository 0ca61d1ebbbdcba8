import { type LiveFleet, repeat, spellNumber } from "../support/load-fleets.ts";

const read = { resource: { type: "role", kind: "role" }, selectors: ["*"] };

const config = { kind: "oidc", spec: { issuer: "https://idp.example", clientId: "fleet", clientSecret: "an idp's" } };

const domainId = "019a1c2e-0000-7000-8000-0000000000d0";

/** Its lists have neither permissions nor assignments nor keys: one request for each role, user, and two an account. */
export const fleet: LiveFleet = {
  createSeed: (count) => ({
    roles: repeat(count, (index) => ({
      name: `fleet-${spellNumber(index)}`,
      transactionGroups: [{ relation: "read", objectGroup: read }],
    })),
    serviceAccounts: repeat(count, (index) => ({
      name: `bot-${index}`,
      roles: [`fleet-${spellNumber(index)}`],
      keys: [{ name: "main" }],
    })),
    users: repeat(count, (index) => ({ email: `crew-${index}@fleet.example`, roles: ["signoz-viewer"] })),
    authDomains: repeat(count, (index) => ({
      name: `${spellNumber(index)}.fleet.example`,
      enabled: true,
      config,
      roleMapping: { defaultRole: "signoz-viewer", groupMappings: {}, useRoleAttribute: false },
    })),
  }),
  requests: {
    key: 100,
    member: 0,
    role_binding: 200,
    role_mapping: 0,
    role: 100,
    service_account: 0,
    sign_in: 0,
  },
  together: 400,
  beside: {
    sign_in: {
      seed: { authDomains: [{ id: domainId, name: "bare.example", enabled: true, config, roleMapping: null }] },
      tells: [
        {
          type: "role_mapping",
          kind: "resource",
          state: {
            id: domainId,
            authDomainId: domainId,
            defaultRole: null,
            groupMappings: null,
            useRoleAttribute: null,
          },
        },
      ],
    },
  },
};
