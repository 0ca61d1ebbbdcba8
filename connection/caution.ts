import { listOverriddenVariables } from "./account-settings.ts";
import type { OpenAccount } from "./open-account.ts";
import { clockVariable } from "./rehearsal-clock.ts";
import type { Settings, Surroundings } from "./surroundings.ts";

/** What a user should know. */
export interface Warning {
  /** One line, without a full stop. */
  readonly summary: string;
  /** Sentences. */
  readonly detail: string;
  /** The setting, in camelCase. @default the whole block */
  readonly path?: readonly string[];
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/** What to know of the endpoint before its answers are trusted; nothing if it is on the user's own machine. */
export function listEndpointWarnings({
  vendor: { facts },
  endpoint,
}: Pick<OpenAccount, "vendor" | "endpoint">): readonly Warning[] {
  const { protocol, hostname } = new URL(endpoint);
  if (loopback.test(hostname)) return [];
  const { caution } = facts.connection;
  const warnings: Warning[] = [];
  if (caution !== undefined) {
    const detail = `The endpoint is ${endpoint}. ${caution}`;
    warnings.push({ summary: `About ${facts.title}`, detail, path: ["endpoint"] });
  }
  if (protocol === "http:") {
    const detail = `The endpoint is ${endpoint}, so the token and every new key are sent without encryption. Use https.`;
    warnings.push({ summary: "The token is sent unencrypted", detail, path: ["endpoint"] });
  }
  return warnings;
}

/** A tunnel on this machine may lead to the vendor itself. */
function listClockWarnings({ environment }: Pick<Surroundings, "environment">): readonly Warning[] {
  const text = environment[clockVariable] ?? "";
  if (text === "") return [];
  const detail = `${clockVariable} is "${text}": keys rotate and expire by that clock. Use it against a mock server only.`;
  return [{ summary: "The provider's clock is moved", detail }];
}

/** What the user should know of a connection before it is used. */
export function listWarnings(
  settings: Settings,
  connection: Pick<OpenAccount, "vendor" | "endpoint">,
  surroundings: Pick<Surroundings, "environment">,
): readonly Warning[] {
  const overridden = listOverriddenVariables(settings, connection.vendor.facts, surroundings.environment);
  return [
    ...listEndpointWarnings(connection),
    ...listClockWarnings(surroundings),
    ...overridden.map((detail) => ({ summary: "Two variables differ", detail: `${detail} Unset the other one.` })),
  ];
}
