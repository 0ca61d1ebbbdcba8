import type { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { AccessProvider } from "../access-provider.ts";
import { CustomRole } from "../custom-role.ts";
import { Group } from "../group.ts";
import { Key } from "../key.ts";
import { ManagedRole } from "../managed-role.ts";
import { Member } from "../member.ts";
import type { ById, ByName } from "../reference.ts";
import { RoleMapping } from "../role-mapping.ts";
import { ServiceAccount } from "../service-account.ts";
import { createEmptyStack, createSignozStack, findBlocks, synthesize } from "../testing/test-stack.ts";
import type { AccessObject } from "./access-object.ts";
import { TerraformOutput } from "./cdktf.ts";

type Found = Pick<AccessObject, "id" | "name" | "provider">;

interface NounClass {
  fromId(scope: Construct, id: string, value: string | ById): Pick<Found, "id" | "provider">;
}

interface NamedNounClass extends NounClass {
  fromName(scope: Construct, id: string, value: string | ByName): Pick<Found, "id" | "provider">;
}

const id = "0198c1a2-7d3e-7c44-9b1f-2f4c5d6e7f80";

const named: readonly { name: string; noun: NamedNounClass; block: string; attribute: string }[] = [
  { name: "a custom role", noun: CustomRole, block: "access_role", attribute: "name" },
  { name: "a managed role", noun: ManagedRole, block: "access_role", attribute: "name" },
  { name: "a service account", noun: ServiceAccount, block: "access_service_account", attribute: "name" },
  { name: "a group", noun: Group, block: "access_group", attribute: "name" },
  { name: "a member", noun: Member, block: "access_member", attribute: "email" },
  { name: "a role mapping", noun: RoleMapping, block: "access_auth_domain", attribute: "name" },
];

describe("an existing object", () => {
  it.each<{ name: string; noun: NounClass }>([...named, { name: "a key", noun: Key }])(
    "creates no block by id: $name",
    ({ noun }) => {
      const stack = createSignozStack();
      const found = noun.fromId(stack, "known", id);
      expect(found.id).toBe(id);
      expect(synthesize(stack)).not.toHaveProperty("data");
      expect(synthesize(stack)).not.toHaveProperty("resource");
    },
  );

  it.each(named)("is looked up by name when Terraform plans: $name", ({ noun, block, attribute }) => {
    // GIVEN
    const stack = createSignozStack();
    // WHEN
    const found = noun.fromName(stack, "looked-up", "puffins");
    new TerraformOutput(stack, "id", { value: found.id });
    // THEN
    expect(findBlocks(stack, block)).toEqual([{ [attribute]: "puffins", provider: "access" }]);
    expect(synthesize(stack).output?.["id"]?.["value"]).toMatch(
      new RegExp(`^\\$\\{data\\.${block}\\.looked-up_.*\\.id\\}$`),
    );
  });

  it("has the same token for its id at every read", () => {
    const found = Group.fromName(createSignozStack(), "looked-up", "puffins");
    expect(found.id).toBe(found.id);
  });

  it("is in the given account", () => {
    const stack = createEmptyStack();
    const east = new AccessProvider(stack, "east", { vendor: "signoz" });
    const west = new AccessProvider(stack, "west", { vendor: "signoz" });
    expect(Key.fromId(stack, "a", { id, provider: east }).provider).toBe(east);
    expect(RoleMapping.fromName(stack, "b", { name: "puffins.example", provider: west }).provider).toBe(west);
  });
});
