import { AccessError, type ErrorCode } from "#access/model/errors.ts";
import type { ProxyServer } from "#access/model/vendors/adapter.ts";

/** Something to connect to, as it is told of in an error. */
export interface Peer {
  /** Host and port. */
  readonly host: string;
  /** The proxy that it is, or that leads to it. */
  readonly proxy?: ProxyServer;
  readonly isProxy: boolean;
}

interface Told {
  readonly code: Extract<ErrorCode, "endpoint_unreachable" | "certificate_untrusted" | "proxy_refused">;
  /** To complete "GET https://… failed: ". */
  readonly message: string;
  readonly advice?: string;
}

/** No connection came about, so that nothing of a request left. */
export class ConnectionFailure extends Error {
  override readonly name = "ConnectionFailure";
  /** In Node's words or the proxy's, for the debug log. Not `code`: undici treats some codes in ways of its own. */
  readonly reason: string;
  readonly #told: Told;

  constructor(reason: string, told: Told) {
    super(told.message);
    this.reason = reason;
    this.#told = told;
  }

  /** As an error of the request that `where` names. */
  of(where: string): AccessError {
    const { code, message, advice } = this.#told;
    return new AccessError(code, `${where} failed: ${message}.`, {
      cause: this,
      ...(advice === undefined ? {} : { advice }),
    });
  }
}

export function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "no code";
}

function nameOf({ host, proxy, isProxy }: Peer): string {
  if (proxy === undefined) return host;
  return isProxy ? `the proxy ${host} (${proxy.variable})` : `${host} (through the proxy ${new URL(proxy.url).host})`;
}

function around({ proxy }: Peer): string {
  return proxy === undefined
    ? ""
    : ` If the vendor is to be reached without ${proxy.variable}, list its host in NO_PROXY.`;
}

function issuerAdvice(peer: Peer): string {
  const set =
    "Set `ca_file` in the provider block, or NODE_EXTRA_CA_CERTS, to a PEM file with the authority that signed it";
  const opens = peer.proxy === undefined || peer.isProxy ? "" : " (a proxy that opens TLS signs with one of its own)";
  return `${set}${opens}.${around(peer)}`;
}

const unknownIssuer = /^(?:SELF_SIGNED|DEPTH_ZERO|UNABLE_TO)/;
const certificate = /^(?:CERT_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH)/;

function namesIn(error: Error): string {
  const cert = "cert" in error ? error.cert : undefined;
  const names = typeof cert === "object" && cert !== null && "subjectaltname" in cert ? cert.subjectaltname : undefined;
  return typeof names === "string" && names !== "" ? ` It is for ${names}.` : "";
}

function distrust(error: Error, peer: Peer): Told | undefined {
  const code = codeOf(error);
  const told = (what: string, advice: string): Told => {
    const message = `the certificate of ${nameOf(peer)} ${what} (${code})`;
    return { code: "certificate_untrusted", message, advice };
  };
  if (unknownIssuer.test(code)) return told("is signed by an authority that is not trusted", issuerAdvice(peer));
  const renew = "Have it renewed, or set this machine's clock.";
  switch (code) {
    case "CERT_HAS_EXPIRED":
      return told("has expired", renew);
    case "CERT_NOT_YET_VALID":
      return told("is not valid yet", renew);
    case "ERR_TLS_CERT_ALTNAME_INVALID": {
      const where = peer.isProxy ? (peer.proxy?.variable ?? "") : "`endpoint`";
      return told(
        "is for another host",
        `Write a name that it has in ${where}, or have it made again.${namesIn(error)}`,
      );
    }
    default:
      return certificate.test(code) ? told("is refused", "Look at the certificate and its chain.") : undefined;
  }
}

/** Why there is no connection to `peer`, in words. */
export function connectionFailure(error: Error, peer: Peer): ConnectionFailure {
  if (error instanceof ConnectionFailure) return error;
  const code = codeOf(error);
  const distrusted = distrust(error, peer);
  if (distrusted !== undefined) return new ConnectionFailure(code, distrusted);
  if (/^(?:EPROTO|ERR_SSL_)/.test(code)) {
    const message = `${nameOf(peer)} does not speak TLS as it should (${code})`;
    const advice = `Check scheme and port: https is meant for a server that speaks TLS.${around(peer)}`;
    return new ConnectionFailure(code, { code: "endpoint_unreachable", message, advice });
  }
  const message = `${nameOf(peer)} cannot be reached (${code})`;
  const advice = peer.isProxy ? `Check ${peer.proxy?.variable ?? ""} and the network.${around(peer)}` : undefined;
  const told = { code: "endpoint_unreachable", message, ...(advice === undefined ? {} : { advice }) } as const;
  return new ConnectionFailure(code, told);
}

// What a proxy says where the way beyond it is broken for now: nothing was sent, and another attempt may find one.
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** Why a proxy did not let a request through. `aim` is what it was asked for. */
export function proxyFailure(status: number, proxy: ProxyServer, aim: string): ConnectionFailure {
  const peer: Peer = { host: new URL(proxy.url).host, proxy, isProxy: true };
  const reason = String(status);
  const message = `${nameOf(peer)} answered ${status} for ${aim}`;
  if (passing.has(status)) {
    const advice = `The proxy did not reach it. Check the endpoint, and ask who runs the proxy.${around(peer)}`;
    return new ConnectionFailure(reason, { code: "endpoint_unreachable", message, advice });
  }
  if (status !== 407) {
    const advice = `Ask who runs the proxy to let it through.${around(peer)}`;
    return new ConnectionFailure(reason, { code: "proxy_refused", message, advice });
  }
  const advice =
    proxy.authorization === undefined
      ? `It wants a user and a password: write them into the URL in ${proxy.variable}, percent-encoded.`
      : `It does not accept the user and the password in ${proxy.variable}. They are percent-encoded there, and sent as Basic.`;
  return new ConnectionFailure(reason, { code: "proxy_refused", message, advice: `${advice}${around(peer)}` });
}
