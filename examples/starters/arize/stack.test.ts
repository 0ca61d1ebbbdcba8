import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

const { resource } = JSON.parse(Testing.synth(new AccessStack(Testing.app(), "access")));
const [key] = Object.values<Record<string, unknown>>(resource.access_key);

describe("the nightly ingest", () => {
  it("is a member of one space, and has nothing in the account", () => {
    const space = { space_id: expect.stringContaining("data.access_scope.production"), role: { name: "MEMBER" } };
    expect(key?.["access"]).toMatchObject({ organizations: [{ spaces: [space] }] });
    expect(key?.["access"]).not.toHaveProperty("account_role");
  });

  it("has a key that ends, and that is rotated before", () => {
    expect(key).toMatchObject({ expires_in: "90d", rotate_after: "60d", overlap: "2d" });
  });
});
