import { type LiveFleet, repeat } from "../support/load-fleets.ts";

/** It has no pages: users, groups, roles, keys and workspaces are one answer each, however many there are. */
export const fleet: LiveFleet = {
  createSeed: (count) => ({
    roles: repeat(count, (index) => ({
      name: `Fleet ${index}`,
      rolePermissions: [{ domains: ["PERMISSION_DOMAIN_TABLE"], actions: ["PERMISSION_ACTION_READ"] }],
    })),
    groups: repeat(count, (index) => ({ name: `Crew ${index}`, grants: [{ role: `Fleet ${index}` }] })),
    members: repeat(count, (index) => ({ name: `Ann ${index}`, email: `ann-${index}@fleet.example` })),
    serviceAccounts: repeat(count, (index) => ({
      name: `bot ${index}`,
      groups: [`Crew ${index}`],
      keys: [{ name: "main" }],
    })),
  }),
  requests: {
    group_membership: 0,
    group: 0,
    key: 0,
    member: 0,
    role_binding: 0,
    role: 0,
    service_account: 0,
    idp_membership: 0,
    workspace: 0,
  },
  together: 0,
  beside: {
    idp_membership: {
      seed: {
        groups: [{ id: 9001, name: "Dockers", idpGroups: ["dockers"] }],
        members: [{ id: 9002, name: "Ben", email: "ben@fleet.example", idpGroups: ["dockers"] }],
      },
      tells: [
        { type: "group", kind: "resource", state: { id: "9001", name: "Dockers", idpGroups: ["dockers"] } },
        {
          type: "group_membership",
          kind: "resource",
          state: { id: "9002", groupId: "9001", serviceAccountId: null, memberId: "9002", reason: null },
        },
      ],
    },
    workspace: {
      seed: { workspaces: [{ id: 9003, name: "Harbor" }] },
      tells: [
        {
          type: "scope",
          kind: "dataSource",
          state: { id: "9003", name: "Harbor", type: "workspace", parentId: null },
        },
      ],
    },
  },
};
