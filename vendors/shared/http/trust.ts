import * as tls from "node:tls";

/** What Node trusts in this process: its own roots and NODE_EXTRA_CA_CERTS; the system's too where it was told so. */
function known(): readonly string[] {
  // Since Node 22.15. Before, the extra ones cannot be asked for: who gives `authorities` adds them.
  const ask: unknown = Reflect.get(tls, "getCACertificates");
  const answer: unknown = typeof ask === "function" ? Reflect.apply(ask, tls, ["default"]) : undefined;
  return Array.isArray(answer) ? answer.map(String) : tls.rootCertificates;
}

/** Trusts `authorities` (PEM) beside what Node trusts, which `ca` alone would replace. */
export function trusting(authorities: readonly string[]): tls.SecureContext {
  return tls.createSecureContext({ ca: [...known(), ...authorities] });
}
