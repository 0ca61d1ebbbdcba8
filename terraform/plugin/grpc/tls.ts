import { X509Certificate, constants } from "node:crypto";
import type { TlsOptions, TLSSocket } from "node:tls";

export interface ServerTls {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM: the certificate of the only client that may connect. */
  readonly clientCertificate: string;
}

/** Mutual TLS: the client has to show its certificate and to prove that it holds the key. */
export function toTlsOptions({ key, certificate, clientCertificate }: ServerTls): TlsOptions {
  return {
    key,
    cert: certificate,
    ca: [clientCertificate],
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ALPNProtocols: ["h2"],
    // a process has one client and one connection, so session tickets would never be used
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
}

/** OpenSSL also accepts a certificate that the client's one has signed; we accept that one alone. */
export function isExactPeer(socket: TLSSocket, { clientCertificate }: ServerTls): boolean {
  const wanted = new X509Certificate(clientCertificate).raw;
  return socket.getPeerX509Certificate()?.raw.equals(wanted) === true;
}
