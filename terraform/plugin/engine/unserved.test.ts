import { describe, expect, it } from "vitest";
import { GrpcError } from "../grpc/status.ts";
import { silent } from "../process/log.ts";
import { type ProviderClient, ProviderService } from "../protocol/provider-service.ts";
import { providerHandlers } from "./service.ts";
import { hostOf } from "./testing/host.ts";
import { lampProvider } from "./testing/lamp-provider.ts";

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const event of events) throw new Error(`an event came: ${String(event)}`);
}

async function* nothing(): AsyncGenerator<never, void> {
  yield* [];
}

const unserved: { readonly [method: string]: (client: ProviderClient) => Promise<unknown> } = {
  getResourceIdentitySchemas: (client) => client.getResourceIdentitySchemas({}),
  upgradeResourceIdentity: (client) => client.upgradeResourceIdentity({}),
  generateResourceConfig: (client) => client.generateResourceConfig({}),
  listResource: (client) => drain(client.listResource({})),
  validateListResourceConfig: (client) => client.validateListResourceConfig({}),
  validateStateStoreConfig: (client) => client.validateStateStoreConfig({}),
  configureStateStore: (client) => client.configureStateStore({}),
  readStateBytes: (client) => drain(client.readStateBytes({})),
  writeStateBytes: (client) => client.writeStateBytes(nothing()),
  lockState: (client) => client.lockState({}),
  unlockState: (client) => client.unlockState({}),
  getStates: (client) => client.getStates({}),
  deleteState: (client) => client.deleteState({}),
  planAction: (client) => client.planAction({}),
  invokeAction: (client) => drain(client.invokeAction({})),
  validateActionConfig: (client) => client.validateActionConfig({}),
};

describe("what is not served", () => {
  it("is all of the protocol that has no handler", () => {
    const served = Object.keys(providerHandlers(lampProvider(), silent));
    const rest = Object.keys(ProviderService.methods).filter((method) => !served.includes(method));
    expect(Object.keys(unserved)).toStrictEqual(rest);
  });

  it.each(Object.keys(unserved))("is answered with UNIMPLEMENTED, which Terraform tolerates: %s", async (method) => {
    const error: unknown = await unserved[method]?.(hostOf(lampProvider()).connect().client).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(GrpcError);
    expect(error).toMatchObject({ code: "UNIMPLEMENTED" });
  });

  it("is not announced either", async () => {
    const { client } = hostOf(lampProvider()).connect();
    const schema = await client.getProviderSchema({});
    expect([schema.listResourceSchemas, schema.stateStoreSchemas, schema.actionSchemas]).toEqual([{}, {}, {}]);
    expect(schema.serverCapabilities?.generateResourceConfig).toBe(false);
    expect(schema.providerMeta).toBeUndefined();
    const metadata = await client.getMetadata({});
    expect([metadata.listResources, metadata.stateStores, metadata.actions]).toStrictEqual([[], [], []]);
  });
});
