import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

const { resource } = JSON.parse(Testing.synth(new AccessStack(Testing.app(), "access")));

describe("the nightly report", () => {
  it("reads dashboards, and does nothing else", () => {
    const [role] = Object.values<{ permissions: unknown }>(resource.access_role);
    expect(role?.permissions).toEqual([
      { action: "read", resource: "dashboard" },
      { action: "list", resource: "dashboard" },
    ]);
  });

  it("has a key that ends, and that is rotated before", () => {
    const [key] = Object.values<Record<string, unknown>>(resource.access_key);
    expect(key).toMatchObject({ expires_in: "90d", rotate_after: "60d", overlap: "2d" });
  });
});
