import type { Infer } from "./descriptor.ts";
import { bool, bytes, choice, enumeration, message, string, sub, uint32 } from "./descriptor.ts";
import { bidi, serverStream, serviceType, unary } from "./service.ts";

export const Empty = message("google.protobuf.Empty", {});
const PluginEmpty = message("plugin.Empty", {});

const Knock = message("plugin.ConnInfo.Knock", { knock: bool(1), ack: bool(2), error: string(3) });
export const ConnInfo = message("plugin.ConnInfo", {
  serviceId: uint32(1),
  network: string(2),
  address: string(3),
  knock: sub(4, Knock),
});
export type ConnInfo = Infer<typeof ConnInfo>;

/** go-plugin's side connections. Terraform opens the stream and never uses it. */
export const BrokerService = serviceType("plugin.GRPCBroker", { startStream: bidi(ConnInfo, ConnInfo) });

const StdioChannel = enumeration("plugin.StdioData.Channel", { INVALID: 0, STDOUT: 1, STDERR: 2 });
export const StdioData = message("plugin.StdioData", { channel: choice(1, StdioChannel), data: bytes(2) });
export type StdioData = Infer<typeof StdioData>;

export const StdioService = serviceType("plugin.GRPCStdio", { streamStdio: serverStream(Empty, StdioData) });

export const ControllerService = serviceType("plugin.GRPCController", { shutdown: unary(PluginEmpty, PluginEmpty) });

export const HealthCheckRequest = message("grpc.health.v1.HealthCheckRequest", { service: string(1) });

const ServingStatus = enumeration("grpc.health.v1.HealthCheckResponse.ServingStatus", {
  UNKNOWN: 0,
  SERVING: 1,
  NOT_SERVING: 2,
  SERVICE_UNKNOWN: 3,
});
export const HealthCheckResponse = message("grpc.health.v1.HealthCheckResponse", { status: choice(1, ServingStatus) });

export const HealthService = serviceType("grpc.health.v1.Health", {
  check: unary(HealthCheckRequest, HealthCheckResponse),
  watch: serverStream(HealthCheckRequest, HealthCheckResponse),
});
