import { type LiveFleet, repeat } from "../support/load-fleets.ts";

const organization = "fleet";
const organizationId = Buffer.from("AccountOrganization:9001:aBcD").toString("base64");
const spaceId = Buffer.from("Space:9002:aBcD").toString("base64");

/** A hundred on a page; keys are listed by space, of which there are as many as keys here. */
export const fleet: LiveFleet = {
  createSeed: (count) => ({
    roles: repeat(count, (index) => ({ name: `Fleet ${index}`, permissions: ["PROJECT_READ"] })),
    users: repeat(count, (index) => ({ name: `Crew ${index}`, email: `crew-${index}@fleet.example` })),
    organizations: [{ name: organization, spaces: repeat(count, (index) => ({ name: `berth ${index}` })) }],
    roleBindings: repeat(count, (index) => ({
      role: `Fleet ${index}`,
      email: `crew-${index}@fleet.example`,
      organization,
      space: `berth ${index}`,
    })),
    serviceKeys: repeat(count, (index) => ({
      name: `bot ${index}`,
      spaces: [{ organization, space: `berth ${index}` }],
    })),
  }),
  requests: { key: 101, member: 1, role_binding: 1, role: 1, scope: 1 },
  together: 105,
  beside: {
    scope: {
      seed: { organizations: [{ id: organizationId, name: "harbor", spaces: [{ id: spaceId, name: "berth" }] }] },
      tells: [
        {
          type: "scope",
          kind: "dataSource",
          state: { id: organizationId, name: "harbor", type: "organization", parentId: null },
        },
        {
          type: "scope",
          kind: "dataSource",
          state: { id: spaceId, name: "berth", type: "space", parentId: organizationId },
        },
      ],
    },
  },
};
