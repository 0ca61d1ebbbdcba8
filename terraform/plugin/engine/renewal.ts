import { PluginFault } from "../fault.ts";
import type { Init } from "../protocol/descriptor.ts";
import type { Timestamp } from "../protocol/values.ts";
import type { Renewable, ServedEphemeralResource } from "./ephemeral.ts";

type AnyServed = ServedEphemeralResource<unknown, { readonly [name: string]: unknown }>;

function timestampOf(moment: Date, type: string): Init<typeof Timestamp> {
  const milliseconds = moment.getTime();
  if (Number.isNaN(milliseconds)) throw new PluginFault(`the renewAt of ${type} is no moment`);
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds: BigInt(seconds), nanos: (milliseconds - seconds * 1000) * 1_000_000 };
}

/** When Terraform is to call `renew`; nothing where it need not. */
export function renewal({ definition, handlers }: AnyServed, { renewAt }: Renewable) {
  if (renewAt === undefined) return {};
  if (handlers.renew === undefined) throw new PluginFault(`${definition.type} gives a renewAt and has no renew`);
  return { renewAt: timestampOf(renewAt, definition.type) };
}
