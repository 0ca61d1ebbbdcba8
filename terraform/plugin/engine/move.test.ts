import { describe, expect, it } from "vitest";
import type { Move } from "./provider.ts";
import { openHost } from "./testing/host.ts";
import { lamp, lampProvider } from "./testing/lamp-provider.ts";
import { decodeRecord } from "./record-codec.ts";

const old: Move = {
  fromProvider: "acme/lights",
  fromType: "lights_bulb",
  fromVersion: 3,
  move: ({ number, place, off_at: litUntil }) => ({ id: String(number), room: place, lit_until: litUntil, odd: 1 }),
};

const lantern: Move = { fromProvider: "acme/lights", fromType: "lights_lantern", move: ({ id }) => ({ id }) };

async function moveState(source: { provider?: string; type?: string; version?: bigint; stored?: string } = {}) {
  const { client } = openHost(lampProvider({ moves: [old, lantern] })).connect();
  const answer = await client.moveResourceState({
    sourceProviderAddress: source.provider ?? "registry.terraform.io/acme/lights",
    sourceTypeName: source.type ?? "lights_bulb",
    sourceSchemaVersion: source.version ?? 3n,
    sourceState: { json: Buffer.from(source.stored ?? '{"number":9007199254740993,"place":"attic"}') },
    targetTypeName: "home_lamp",
  });
  return { state: decodeRecord(lamp.attributes, answer.targetState), diagnostics: answer.diagnostics };
}

describe("moving in from another provider", () => {
  it("maps the stored state with exact numbers, and sets the rest to null", async () => {
    expect(await moveState()).toStrictEqual({
      state: { id: "9007199254740993", room: "attic", label: null, litUntil: null, code: null, pin: null },
      diagnostics: [],
    });
  });

  it.each([
    { name: "another registry", source: { provider: "registry.opentofu.org/acme/lights" } },
    { name: "any version, where none is asked for", source: { type: "lights_lantern", version: 8n } },
  ])("accepts state from $name", async ({ source }) => {
    expect((await moveState(source)).diagnostics).toStrictEqual([]);
  });

  it.each([
    { name: "a type that is not known", source: { type: "lights_sun" } },
    { name: "a provider of another namespace", source: { provider: "registry.terraform.io/not-acme/lights" } },
    { name: "another schema version", source: { version: 4n } },
  ])("fails for $name, and lists what can be moved", async ({ source }) => {
    const { state, diagnostics } = await moveState(source);
    expect(state).toBeNull();
    expect(diagnostics).toMatchObject([{ severity: "ERROR", summary: "Cannot move this resource" }]);
    expect(diagnostics[0]?.detail).toContain("lights_bulb of acme/lights, lights_lantern of acme/lights");
  });

  it("fails for a stored state that is not an object", async () => {
    expect((await moveState({ stored: "[]" })).diagnostics).toMatchObject([
      { detail: expect.stringContaining("not a JSON object") },
    ]);
  });
});
