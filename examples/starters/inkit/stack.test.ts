import { Testing } from "cdktf";
import { expect, it } from "vitest";
import { AccessStack } from "./stack.ts";

const { resource } = JSON.parse(Testing.synth(new AccessStack(Testing.app(), "access")));

it("the archive makes and changes folders, and does nothing else", () => {
  const [role] = Object.values<{ permissions: readonly { action: string; resource: string }[] }>(resource.access_role);
  const held = role?.permissions.map(({ action, resource: kind }) => `${kind}.${action}`);
  expect(held?.sort()).toEqual(["folders.create", "folders.update"]);
});
