// Made by `npm run generate`; edit what it is made from instead.
import { message, one, type MessageType } from "../descriptor.ts";

export interface Empty {}
export interface EmptyInit {}
export const Empty: MessageType<Empty, EmptyInit> = message("google.protobuf.Empty", () => []);

export interface Timestamp {
  readonly seconds: bigint;
  readonly nanos: number;
}
export interface TimestampInit {
  readonly seconds?: bigint | undefined;
  readonly nanos?: number | undefined;
}
export const Timestamp: MessageType<Timestamp, TimestampInit> = message("google.protobuf.Timestamp", () => [
  one(1, "seconds", "int64"),
  one(2, "nanos", "int32"),
]);
