import type { Context } from "#access/model/vendors/adapter.ts";
import type { Call } from "../plugin/engine/provider.ts";
import type { Connection } from "./connection.ts";

/** What an adapter is called with, for a call of Terraform's. */
export function contextOf({ client, signal, warn }: Omit<Call<Connection>, "log">): Context<unknown> {
  return {
    client: client.client,
    facts: client.vendor.facts,
    now: client.now,
    signal,
    warn: (summary, detail) => warn({ summary, detail }),
  };
}
