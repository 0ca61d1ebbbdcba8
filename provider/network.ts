import { AccessError } from "../model/errors.ts";
import type { providerSettings } from "../model/provider-settings.ts";
import { headerNameError, headerValueError, repeatedHeaderErrors } from "../model/request-headers.ts";
import type { ConnectionOptions } from "../model/vendor.ts";
import type { Config } from "../schema/records.ts";
import { Secret } from "../schema/secret.ts";
import { isUnknown } from "../schema/unknown.ts";
import { proxyFor } from "../vendors/http/proxy.ts";
import { readAuthorities } from "./authorities.ts";

type Settings = Pick<Config<typeof providerSettings>, "caFile" | "headers">;

function headerErrorsOf(name: string, value: unknown): readonly AccessError[] {
  const error = headerNameError(name);
  if (error !== undefined) return [error];
  if (value instanceof Secret) {
    const fault = headerValueError(name, value.open());
    return fault === undefined ? [] : [fault];
  }
  if (isUnknown(value)) return [];
  const advice = "Give it a value, or leave it out.";
  return [
    new AccessError("invalid_value", `The value of ${name} in \`headers\` is null.`, {
      path: ["headers", name],
      advice,
    }),
  ];
}

/** What is wrong with `headers`. Unknown values are passed over. */
export function headerErrors({ headers }: Settings): readonly AccessError[] {
  if (isUnknown(headers) || headers === null) return [];
  const each = Object.entries(headers).flatMap(([name, value]) => headerErrorsOf(name, value));
  return [...each, ...repeatedHeaderErrors(Object.keys(headers))];
}

function headersOf({ headers }: Settings): { readonly [name: string]: Secret } {
  const entries = isUnknown(headers) ? [] : Object.entries(headers ?? {});
  return Object.fromEntries(entries.flatMap(([name, value]) => (isUnknown(value) ? [] : [[name, value]])));
}

/**
 * How the endpoint is reached from this network.
 * @throws AccessError
 */
export async function networkOf(
  settings: Settings,
  endpoint: string,
  environment: { readonly [name: string]: string | undefined },
): Promise<Pick<ConnectionOptions, "headers" | "proxy" | "authorities">> {
  const { caFile } = settings;
  const proxy = proxyFor(endpoint, environment);
  const hasFile = !isUnknown(caFile) && caFile !== null;
  return {
    headers: headersOf(settings),
    ...(proxy === undefined ? {} : { proxy }),
    ...(hasFile ? { authorities: await readAuthorities(caFile, environment) } : {}),
  };
}
