import { describe, expect, it } from "vitest";
import { Secret } from "#access/schema/secret.ts";
import { unknown } from "#access/schema/unknown.ts";
import { encodeRecord } from "./record-codec.ts";
import { openHost } from "./testing/host.ts";
import { lampProvider, match, shelf } from "./testing/lamp-provider.ts";

const config = { room: "attic", label: null, litUntil: null, pin: null };
const steps = (name: string) => ({ steps: [{ selector: { kind: "attributeName", value: name } }] });

// Terraform lets such a value through. For a secret that is not read back, it would take the place of the one that works.
describe("a value for an attribute that only the provider sets", () => {
  it.each([
    { name: "a text", given: { id: "7" }, at: "id" },
    { name: "a secret", given: { code: new Secret("my-own") }, at: "code" },
    { name: "what is known later", given: { code: unknown }, at: "code" },
  ])("is refused in a resource: $name", async ({ given, at }) => {
    const found = await openHost(lampProvider())
      .connect()
      .validate({ ...config, ...given });
    expect(found).toMatchObject([{ severity: "ERROR", summary: "Read-only attribute", at }]);
    expect(found[0]?.detail).toContain(`\`${at}\` is read-only`);
    expect(JSON.stringify(found)).not.toContain("my-own");
  });

  it("is refused in a data source", async () => {
    const { client } = openHost(lampProvider()).connect();
    const request = { typeName: "home_shelf", config: encodeRecord(shelf.attributes, { name: "x", height: "2 m" }) };
    const { diagnostics } = await client.validateDataResourceConfig(request);
    expect(diagnostics).toMatchObject([{ summary: "Read-only attribute", attribute: steps("height") }]);
  });

  it("is refused in an ephemeral resource", async () => {
    const { client } = openHost(lampProvider()).connect();
    const record = { box: "kitchen", colour: "red", flame: new Secret("f-1") };
    const request = { typeName: "home_match", config: encodeRecord(match.attributes, record) };
    const { diagnostics } = await client.validateEphemeralResourceConfig(request);
    expect(diagnostics).toMatchObject([{ summary: "Read-only attribute", attribute: steps("flame") }]);
  });

  it("is planned where it comes from state, as ignore_changes has it", async () => {
    const host = openHost(lampProvider()).connect();
    await host.configure({ house: null, key: null });
    const prior = { ...config, id: "7", code: new Secret("c-1") };
    const { planned, diagnostics } = await host.plan({ ...config, id: "7" }, prior);
    expect(diagnostics).toStrictEqual([]);
    expect(planned).toMatchObject({ id: "7" });
  });
});
