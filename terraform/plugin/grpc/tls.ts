import { X509Certificate, constants } from "node:crypto";
import type { TlsOptions, TLSSocket } from "node:tls";

export interface ServerTls {
  /** PEM. */
  readonly key: string;
  /** PEM. */
  readonly certificate: string;
  /** The certificate, in PEM, of the one client that is let in. */
  readonly clientCertificate: string;
}

/** Mutual TLS: the client has to show its certificate and to prove that it holds the key. */
export function secureOptions({ key, certificate, clientCertificate }: ServerTls): TlsOptions {
  return {
    key,
    cert: certificate,
    ca: [clientCertificate],
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: "TLSv1.2",
    ALPNProtocols: ["h2"],
    // each process has one client and one connection: tickets for later ones would be sent for nothing
    secureOptions: constants.SSL_OP_NO_TICKET,
  };
}

/** OpenSSL also takes a certificate that the client's one has signed; only the very one is let in. */
export function isExactPeer(socket: TLSSocket, { clientCertificate }: ServerTls): boolean {
  const wanted = new X509Certificate(clientCertificate).raw;
  return socket.getPeerX509Certificate()?.raw.equals(wanted) === true;
}
