import { describe, expect, it } from "vitest";
import { GrpcError } from "../grpc/status.ts";
import { createMemoryTransport } from "../grpc/testing/memory-transport.ts";
import { silent } from "../process/log.ts";
import { Empty } from "../protocol/gen/google-protobuf.ts";
import { ProviderService } from "../protocol/provider-service.ts";
import { methodPath, serviceType, unary } from "../protocol/service.ts";
import { protocolTable } from "../protocol/testing/protocol-table.ts";
import { createProviderHandlers } from "./provider-handlers.ts";
import { openHost } from "./testing/host.ts";
import { lampProvider } from "./testing/lamp-provider.ts";

const handlers = createProviderHandlers(lampProvider(), silent);
const served = Object.keys(handlers).map((name) => methodPath(ProviderService, name));
const unserved = Object.keys(protocolTable.calls).filter((call) => !served.includes(`/tfplugin6.Provider/${call}`));

describe("unserved methods", () => {
  it("are all methods of the protocol without a handler", () => {
    expect(Object.keys(handlers)).toStrictEqual(Object.keys(ProviderService.methods));
    expect(unserved.length).toBe(Object.keys(protocolTable.calls).length - served.length);
    expect(unserved.length).toBeGreaterThan(7);
  });

  it.each(unserved)("are answered with UNIMPLEMENTED, which Terraform tolerates: %s", async (call) => {
    const service = serviceType("tfplugin6.Provider", { [call]: unary(Empty, Empty) });
    const transport = createMemoryTransport([{ service: ProviderService, handlers }]);
    const client = transport.connect().client(service);
    const error: unknown = await client[call]?.({}).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(GrpcError);
    expect(error).toMatchObject({ code: "UNIMPLEMENTED" });
  });

  it("are not announced", async () => {
    const { client } = openHost(lampProvider()).connect();
    const schema = await client.getProviderSchema({});
    expect(schema.stateStoreSchemas).toEqual({});
    expect(schema.providerMeta).toBeUndefined();
    const metadata = await client.getMetadata({});
    expect(metadata.stateStores).toStrictEqual([]);
  });
});
