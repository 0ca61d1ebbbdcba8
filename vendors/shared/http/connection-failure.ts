import { isNativeError } from "node:util/types";
import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { ProxyServer } from "#access/model/vendors/adapter.ts";

/** What a connection goes to. */
export interface Peer {
  /** Host and port. */
  readonly host: string;
  /** The proxy that the peer is, or that leads to the peer. */
  readonly proxy?: ProxyServer;
  readonly isProxy: boolean;
}

interface Explanation {
  readonly code: Extract<ErrorCode, "endpoint_unreachable" | "certificate_untrusted" | "proxy_refused">;
  /** Completes "GET https://… failed: ". */
  readonly message: string;
  readonly advice?: string;
}

/** The connection could not be opened, so no part of the request was sent. */
export class ConnectionFailure extends Error {
  override readonly name = "ConnectionFailure";
  /** Node's error code or the proxy's status, for the debug log. Not called `code`: undici acts on some codes. */
  readonly reason: string;
  readonly #explanation: Explanation;

  constructor(reason: string, explanation: Explanation) {
    super(explanation.message);
    this.reason = reason;
    this.#explanation = explanation;
  }

  /** @param where the method and URL of the request */
  toAccessError(where: string): AccessError {
    const { code, message, advice } = this.#explanation;
    return new AccessError(code, `${where} failed: ${message}.`, {
      cause: this,
      ...(advice === undefined ? {} : { advice }),
    });
  }
}

/** What undici calls an answer that it cannot parse: it gives it no code. */
export const notHttp = "HTTPParserError";

export function codeOf(error: unknown): string {
  const code = isNativeError(error) && "code" in error ? error.code : undefined;
  if (typeof code === "string") return code;
  return isNativeError(error) && error.name === notHttp ? notHttp : "no code";
}

function describePeer({ host, proxy, isProxy }: Peer): string {
  if (proxy === undefined) return host;
  return isProxy ? `the proxy ${host} (${proxy.variable})` : `${host} (through the proxy ${new URL(proxy.url).host})`;
}

function describeBypass({ proxy }: Peer): string {
  return proxy === undefined ? "" : ` To reach the vendor without ${proxy.variable}, list its host in NO_PROXY.`;
}

function describeTrust(peer: Peer): string {
  const instruction =
    "Set `ca_file` in the provider block, or NODE_EXTRA_CA_CERTS, to a PEM file with the authority that signed it";
  const note =
    peer.proxy === undefined || peer.isProxy ? "" : " (a proxy that inspects TLS signs with its own authority)";
  return `${instruction}${note}.${describeBypass(peer)}`;
}

const unknownIssuer = /^(?:SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/;
const otherCertificateError = /^(?:CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

function describeCertificateNames(error: Error): string {
  const cert = "cert" in error ? error.cert : undefined;
  const names = typeof cert === "object" && cert !== null && "subjectaltname" in cert ? cert.subjectaltname : undefined;
  return typeof names === "string" && names !== "" ? ` It is for ${names}.` : "";
}

function explainCertificate(error: Error, peer: Peer): Explanation | undefined {
  const code = codeOf(error);
  const explain = (problem: string, advice: string): Explanation => {
    const message = `the certificate of ${describePeer(peer)} ${problem} (${code})`;
    return { code: "certificate_untrusted", message, advice };
  };
  if (unknownIssuer.test(code)) return explain("is signed by an authority that is not trusted", describeTrust(peer));
  const renew = "Renew the certificate, or set the clock of this machine.";
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return explain("has expired", renew);
    case "CERT_NOT_YET_VALID":
      return explain("is not valid yet", renew);
    case "ERR_TLS_CERT_ALTNAME_INVALID": {
      const setting = peer.isProxy ? (peer.proxy?.variable ?? "") : "`endpoint`";
      const names = describeCertificateNames(error);
      return explain("is for another host", `Use one of its names in ${setting}, or issue it for this host.${names}`);
    }
    default:
      return otherCertificateError.test(code)
        ? explain("was rejected", "Check the certificate and its chain.")
        : undefined;
  }
}

/** Explains why the connection to `peer` failed. */
export function toConnectionFailure(error: Error, peer: Peer): ConnectionFailure {
  if (error instanceof ConnectionFailure) return error;
  const code = codeOf(error);
  const certificateProblem = explainCertificate(error, peer);
  if (certificateProblem !== undefined) return new ConnectionFailure(code, certificateProblem);
  if (code.endsWith("ALERT_NO_APPLICATION_PROTOCOL")) {
    const message = `${describePeer(peer)} offers no HTTP/1.1 over TLS (${code})`;
    const advice = `Latchkey speaks HTTP/1.1. Have the server, or a gateway before it, offer that beside HTTP/2.${describeBypass(peer)}`;
    return new ConnectionFailure(code, { code: "endpoint_unreachable", message, advice });
  }
  if (/^(?:EPROTO|ERR_SSL_)/.test(code)) {
    const message = `${describePeer(peer)} does not speak TLS correctly (${code})`;
    const advice = `Check the scheme and the port: https requires a server that speaks TLS.${describeBypass(peer)}`;
    return new ConnectionFailure(code, { code: "endpoint_unreachable", message, advice });
  }
  const message = `${describePeer(peer)} cannot be reached (${code})`;
  const advice = peer.isProxy
    ? `Check ${peer.proxy?.variable ?? ""} and the network.${describeBypass(peer)}`
    : undefined;
  const explanation = { code: "endpoint_unreachable", message, ...(advice === undefined ? {} : { advice }) } as const;
  return new ConnectionFailure(code, explanation);
}

// The proxy could not reach the host for now. Nothing was sent, so another attempt is safe.
const transientStatuses: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/**
 * Explains why a proxy refused to carry a request.
 * @param target the host that the proxy was asked to reach
 */
export function createProxyFailure(status: number, proxy: ProxyServer, target: string): ConnectionFailure {
  const peer: Peer = { host: new URL(proxy.url).host, proxy, isProxy: true };
  const reason = String(status);
  const message = `${describePeer(peer)} answered ${status} for ${target}`;
  const bypass = describeBypass(peer);
  if (transientStatuses.has(status)) {
    const advice = `The proxy could not reach the host. Check the endpoint, and ask the administrator of the proxy.${bypass}`;
    return new ConnectionFailure(reason, { code: "endpoint_unreachable", message, advice });
  }
  if (status !== 407) {
    const advice = `Ask the administrator of the proxy to allow the host.${bypass}`;
    return new ConnectionFailure(reason, { code: "proxy_refused", message, advice });
  }
  const advice =
    proxy.authorization === undefined
      ? `The proxy requires a user and a password: add them to the URL in ${proxy.variable}, percent-encoded.`
      : `The proxy rejected the user and the password in ${proxy.variable}. Write them percent-encoded; they are sent as Basic.`;
  return new ConnectionFailure(reason, { code: "proxy_refused", message, advice: `${advice}${bypass}` });
}
