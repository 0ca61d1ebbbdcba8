import type { Problem } from "../plugin/engine/problem.ts";
import type { Connection } from "./connection.ts";

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** What the vendor's facts warn of where its endpoint is somebody else's; undefined on the user's own machine. */
export function cautionFor({
  vendor: { facts },
  endpoint,
}: Pick<Connection, "vendor" | "endpoint">): Omit<Problem, "severity"> | undefined {
  const { caution } = facts.connection;
  if (caution === undefined || loopback.test(new URL(endpoint).hostname)) return undefined;
  const detail = `The endpoint is ${endpoint}. ${caution}`;
  return { summary: `What to know of ${facts.title}`, detail, path: ["endpoint"] };
}
