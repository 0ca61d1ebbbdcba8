import { ProtocolError } from "../protocol-error.ts";
import type { TimestampInit } from "../protocol/gen/google-protobuf.ts";
import type { Renewable, ServedEphemeralResource } from "./ephemeral.ts";

type AnyServed = ServedEphemeralResource<unknown, { readonly [name: string]: unknown }>;

function toTimestamp(moment: Date, type: string): TimestampInit {
  const milliseconds = moment.getTime();
  if (Number.isNaN(milliseconds)) throw new ProtocolError(`${type} returned a renewAt that is not a valid date`);
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds: BigInt(seconds), nanos: (milliseconds - seconds * 1000) * 1_000_000 };
}

/** When Terraform must call `renew`; empty if it never must. */
export function scheduleRenewal({ definition, handlers }: AnyServed, { renewAt }: Renewable) {
  if (renewAt === undefined) return {};
  if (handlers.renew === undefined)
    throw new ProtocolError(`${definition.type} returned a renewAt but has no renew handler`);
  return { renewAt: toTimestamp(renewAt, definition.type) };
}
