import type { providerSettings } from "#access/model/provider/settings.ts";
import type { ConnectionOptions } from "#access/model/vendors/adapter.ts";
import type { Config } from "#access/schema/records.ts";
import { isUnknown } from "#access/schema/unknown.ts";
import { proxyFor } from "#vendors/shared/http/proxy.ts";
import { readAuthorities } from "./authorities.ts";

/**
 * How the endpoint is reached from this network.
 * @throws AccessError
 */
export async function networkOf(
  { caFile }: Pick<Config<typeof providerSettings>, "caFile">,
  endpoint: string,
  environment: { readonly [name: string]: string | undefined },
): Promise<Pick<ConnectionOptions, "proxy" | "authorities">> {
  const proxy = proxyFor(endpoint, environment);
  const hasFile = !isUnknown(caFile) && caFile !== null;
  return {
    ...(proxy === undefined ? {} : { proxy }),
    ...(hasFile ? { authorities: await readAuthorities(caFile, environment) } : {}),
  };
}
