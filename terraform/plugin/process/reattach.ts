import type { Place } from "./place.ts";
import { protocolVersion } from "./handshake.ts";

/** The value of TF_REATTACH_PROVIDERS that sends Terraform to a provider that runs already and is not to be stopped. */
export function reattachValue(address: string, pid: number, place: Place): string {
  return JSON.stringify({
    [address]: {
      Protocol: "grpc",
      ProtocolVersion: protocolVersion,
      Pid: pid,
      Test: true,
      Addr: { Network: place.network, String: place.address },
    },
  });
}
