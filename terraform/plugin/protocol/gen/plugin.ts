// Made by `npm run generate`; edit what it is made from instead.
import * as googleProtobuf from "./google-protobuf.ts";
import { enumeration, message, one, type MessageType } from "../descriptor.ts";
import { bidi, serverStream, serviceType, unary } from "../service.ts";

export interface Empty {}
export interface EmptyInit {}
export const Empty: MessageType<Empty, EmptyInit> = message("plugin.Empty", () => []);

export interface ConnInfoKnock {
  readonly knock: boolean;
  readonly ack: boolean;
  readonly error: string;
}
export interface ConnInfoKnockInit {
  readonly knock?: boolean | undefined;
  readonly ack?: boolean | undefined;
  readonly error?: string | undefined;
}
export const ConnInfoKnock: MessageType<ConnInfoKnock, ConnInfoKnockInit> = message("plugin.ConnInfo.Knock", () => [
  one(1, "knock", "bool"),
  one(2, "ack", "bool"),
  one(3, "error", "string"),
]);

export interface ConnInfo {
  readonly serviceId: number;
  readonly network: string;
  readonly address: string;
  readonly knock?: ConnInfoKnock | undefined;
}
export interface ConnInfoInit {
  readonly serviceId?: number | undefined;
  readonly network?: string | undefined;
  readonly address?: string | undefined;
  readonly knock?: ConnInfoKnockInit | undefined;
}
export const ConnInfo: MessageType<ConnInfo, ConnInfoInit> = message("plugin.ConnInfo", () => [
  one(1, "serviceId", "uint32"),
  one(2, "network", "string"),
  one(3, "address", "string"),
  one(4, "knock", ConnInfoKnock),
]);

export type StdioDataChannel = "INVALID" | "STDOUT" | "STDERR";
export const StdioDataChannel = enumeration("plugin.StdioData.Channel", { INVALID: 0, STDOUT: 1, STDERR: 2 });

export interface StdioData {
  readonly channel: StdioDataChannel;
  readonly data: Uint8Array;
}
export interface StdioDataInit {
  readonly channel?: StdioDataChannel | undefined;
  readonly data?: Uint8Array | undefined;
}
export const StdioData: MessageType<StdioData, StdioDataInit> = message("plugin.StdioData", () => [
  one(1, "channel", StdioDataChannel),
  one(2, "data", "bytes"),
]);

export const GRPCBrokerService = serviceType("plugin.GRPCBroker", { startStream: bidi(ConnInfo, ConnInfo) });

export const GRPCStdioService = serviceType("plugin.GRPCStdio", {
  streamStdio: serverStream(googleProtobuf.Empty, StdioData),
});

export const GRPCControllerService = serviceType("plugin.GRPCController", { shutdown: unary(Empty, Empty) });
