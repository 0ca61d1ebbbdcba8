import type { Diagnostic } from "../plugin/engine/diagnostic.ts";
import type { Connection } from "./connection.ts";

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** What the vendor's facts warn of; undefined if the endpoint is on the user's own machine. */
export function findCaution({
  vendor: { facts },
  endpoint,
}: Pick<Connection, "vendor" | "endpoint">): Omit<Diagnostic, "severity"> | undefined {
  const { caution } = facts.connection;
  if (caution === undefined || loopback.test(new URL(endpoint).hostname)) return undefined;
  const detail = `The endpoint is ${endpoint}. ${caution}`;
  return { summary: `About ${facts.title}`, detail, path: ["endpoint"] };
}
