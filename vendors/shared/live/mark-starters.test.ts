import { expect, it } from "vitest";
import { group } from "#access/model/nouns/resources/group.ts";
import { role } from "#access/model/nouns/resources/role.ts";
import { roleBinding } from "#access/model/nouns/resources/role-binding.ts";
import type { Instance } from "#access/model/statements/instance.ts";
import { markStarters } from "./mark-starters.ts";

const account = { vendor: "harbor", alias: "x", endpoint: "https://harbor.example.com", organization: null };
const starters = [{ groupId: "Crew", roleId: "Sail" }];
const vendor = { facts: { nouns: { role_binding: { attributes: {}, starters } } } };

function see(type: string, state: Instance["state"], isBuiltIn?: true): Instance {
  const seen = { account, type, kind: "resource", state, address: null, presence: "live", happening: "seen" } as const;
  return isBuiltIn === true ? { ...seen, isBuiltIn } : seen;
}

const crew = see("group", { id: "g", name: "Crew" }, true);
const sail = see("role", { id: "r", name: "Sail" }, true);
const given = (id: string, roleId: string): Instance => see("role_binding", { id, groupId: "g", roleId });

it.each([
  { name: "marks what a new account has", instances: [crew, sail, given("b1", "r")], want: ["b1"] },
  {
    name: "marks nothing where somebody gave it again",
    instances: [crew, sail, given("b1", "r"), given("b2", "r")],
    want: [],
  },
  {
    name: "marks nothing that somebody made under the name",
    instances: [crew, see("role", { id: "r2", name: "Sail" }), given("b1", "r2")],
    want: [],
  },
  { name: "marks no other grant of the group", instances: [crew, sail, given("b1", "other")], want: [] },
])("$name", ({ instances, want }) => {
  const marked = markStarters(instances, { vendor, definitions: [group, role, roleBinding] });
  const found = marked.filter(({ type, isBuiltIn }) => type === "role_binding" && isBuiltIn === true);
  expect(found.map(({ state }) => state["id"])).toEqual(want);
});
