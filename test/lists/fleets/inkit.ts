import { type LiveFleet, repeat } from "../support/load-fleets.ts";

/** A hundred on a page; a key is a part of its account. */
export const fleet: LiveFleet = {
  createSeed: (count) => ({
    roles: repeat(count, (index) => ({ name: `Fleet ${index}`, permissions: ["folders.create"] })),
    service_accounts: repeat(count, (index) => ({
      name: `bot ${index}`,
      roles: [`Fleet ${index}`],
      api_key: `fleet-secret-${index}`,
    })),
    users: repeat(count, (index) => ({
      first_name: "Ann",
      last_name: String(index),
      email: `ann-${index}@fleet.example`,
      roles: ["Developer"],
    })),
  }),
  requests: { key: 1, role: 1, service_account: 1, person: 1 },
  together: 3,
  beside: {
    person: {
      seed: {
        roles: [{ id: "role_Watch1", name: "Watch", permissions: ["folders.create"] }],
        users: [
          { id: "user_Ann1", first_name: "Ann", last_name: "Tern", email: "ann@fleet.example", roles: ["Watch"] },
        ],
      },
      tells: [
        {
          type: "member",
          kind: "resource",
          state: {
            id: "user_Ann1",
            email: "ann@fleet.example",
            roleIds: ["role_Watch1"],
            accountRole: null,
            activationToken: null,
          },
        },
      ],
    },
  },
};
