import type { ListenAddress } from "./listen.ts";
import { protocolVersion } from "./handshake.ts";

/** The value of TF_REATTACH_PROVIDERS that connects Terraform to a running provider, which it will not stop. */
export function formatReattach(provider: string, pid: number, { network, address }: ListenAddress): string {
  return JSON.stringify({
    [provider]: {
      Protocol: "grpc",
      ProtocolVersion: protocolVersion,
      Pid: pid,
      Test: true,
      Addr: { Network: network, String: address },
    },
  });
}
