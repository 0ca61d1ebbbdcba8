import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

const { resource } = JSON.parse(Testing.synth(new AccessStack(Testing.app(), "access")));

describe("the nightly checks", () => {
  it("run, and view", () => {
    const [role] = Object.values<Record<string, unknown>>(resource.access_role);
    expect(role?.["permissions"]).toEqual([{ action: "EXECUTE", resource: "CUSTOM_RULE" }]);
  });

  it("hold their role on one workspace", () => {
    const bindings = Object.values<Record<string, unknown>>(resource.access_role_binding);
    const warehouse = { type: "workspace", id: expect.stringContaining("data.access_scope.warehouse") };
    expect(bindings.map(({ scope }) => scope)).toEqual([warehouse]);
  });

  it("have a key that is rotated", () => {
    const [key] = Object.values<Record<string, unknown>>(resource.access_key);
    expect(key).toMatchObject({ rotate_after: "90d", overlap: "2d" });
  });
});
