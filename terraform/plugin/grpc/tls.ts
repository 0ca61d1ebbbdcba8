import { constants } from "node:crypto";
import type { TlsOptions, TLSSocket } from "node:tls";
import { fromPem } from "./pem.ts";

export interface ServerTls {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM: the certificate of the only client that may connect. */
  readonly clientCertificate: string;
}

/**
 * Mutual TLS: the client has to show its certificate and to prove that it holds the key. Whose certificate it is decides
 * `isExactPeer` alone, so OpenSSL is given no authority: for any, Node 22 and later first read all 140 that they carry, which takes
 * 10 ms of every start.
 */
export function toTlsOptions({ key, certificate }: ServerTls): TlsOptions {
  return {
    key,
    cert: certificate,
    ca: [],
    requestCert: true,
    rejectUnauthorized: false,
    minVersion: "TLSv1.2",
    ALPNProtocols: ["h2"],
    // a process has one client and one connection, so session tickets would never be used
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
}

/** Whether the client has shown the one certificate that may connect, byte for byte. OpenSSL has checked that it holds the key. */
export function isExactPeer(socket: TLSSocket, { clientCertificate }: ServerTls): boolean {
  const wanted = fromPem(clientCertificate);
  return wanted !== undefined && socket.getPeerX509Certificate()?.raw.equals(wanted) === true;
}
