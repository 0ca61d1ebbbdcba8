import * as tls from "node:tls";

/** The authorities that Node trusts in this process: by default its own roots and NODE_EXTRA_CA_CERTS. */
function listDefaultAuthorities(): readonly string[] {
  // Added in Node 22.15. Older versions cannot list NODE_EXTRA_CA_CERTS, so the caller adds them to `authorities`.
  const list: unknown = Reflect.get(tls, "getCACertificates");
  const certificates: unknown = typeof list === "function" ? Reflect.apply(list, tls, ["default"]) : undefined;
  return Array.isArray(certificates) ? certificates.map(String) : tls.rootCertificates;
}

/** Trusts `authorities` (PEM) in addition to Node's own: `ca` alone would replace those. */
export function trustAuthorities(authorities: readonly string[]): tls.SecureContext {
  return tls.createSecureContext({ ca: [...listDefaultAuthorities(), ...authorities] });
}
