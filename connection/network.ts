import type { providerSettings } from "#access/model/provider/settings.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import type { Config } from "#access/schema/records.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { findProxy } from "#vendors/shared/http/proxy.ts";
import type { SettingSources } from "./account-settings.ts";
import { readAuthorities } from "./authorities.ts";

/**
 * Reads the proxy and the certificate authorities.
 * @throws AccessError
 */
export async function readNetwork(
  { caFile }: Pick<Config<typeof providerSettings>, "caFile">,
  endpoint: string,
  { environment, words }: SettingSources,
): Promise<Pick<ConnectionOptions, "proxy" | "authorities">> {
  const proxy = findProxy(endpoint, environment);
  const hasFile = !isUnknown(caFile) && caFile !== null;
  return {
    ...(proxy === undefined ? {} : { proxy }),
    ...(hasFile ? { authorities: await readAuthorities(caFile, environment, words) } : {}),
  };
}
