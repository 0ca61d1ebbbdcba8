import type { Example, ExampleObject } from "../example.ts";
import { asCreated, bindRole, createAccount, createRole, permit } from "../example-objects.ts";

const role = createRole("operator", permit("read", "dashboard"));
const crew: ExampleObject = { type: "group", address: "access_group.crew", state: { id: "group-crew", name: "crew" } };
const ann: ExampleObject = {
  type: "member",
  address: "access_member.ann",
  state: { id: "member-ann", email: "ann@harbor.example" },
};
const binding = bindRole("crew", { roleId: "role-operator", groupId: "group-crew" });

function join(name: string, state: ExampleObject["state"]): ExampleObject {
  return {
    type: "group_membership",
    address: `access_group_membership.${name}`,
    state: { id: `membership-${name}`, groupId: "group-crew", ...state },
  };
}

const world = [role, crew, ann, createAccount("ferry"), binding, join("ann", { memberId: "member-ann" })];

export const example: Example = {
  vendor: "bigeye",
  says: "A service account joins a group of people.",
  beside: ["LK101"],
  before: world,
  after: [...world, asCreated(join("ferry", { serviceAccountId: "account-ferry" }))],
};
