import { X509Certificate } from "node:crypto";
import type { Environment } from "./plugin-process.ts";

// go-plugin tells a plugin that is run by hand from one that its host has started by this value, the same for all providers
const cookie = {
  name: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

export const protocolVersion = 6;

export type Invitation =
  | { readonly kind: "refused"; readonly message: string }
  /** Without a certificate the host has asked for plain text. */
  | { readonly kind: "accepted"; readonly clientCertificate: string | undefined };

/** What the process that started this one asks for in its environment. */
export function readInvitation(environment: Environment, name: string): Invitation {
  if (environment[cookie.name] !== cookie.value) return { kind: "refused", message: startedByHand(name) };
  const versions = environment["PLUGIN_PROTOCOL_VERSIONS"] ?? "";
  if (versions !== "" && !versions.split(",").some((version) => Number(version) === protocolVersion)) {
    const message = `it asks for plugin protocol ${versions}, and this provider speaks ${protocolVersion} alone: use Terraform 1.0 or later`;
    return { kind: "refused", message: `The provider "${name}" cannot serve this host: ${message}.` };
  }
  const clientCertificate = environment["PLUGIN_CLIENT_CERT"];
  if (clientCertificate === undefined || clientCertificate === "")
    return { kind: "accepted", clientCertificate: undefined };
  if (isCertificate(clientCertificate)) return { kind: "accepted", clientCertificate };
  return {
    kind: "refused",
    message: `The provider "${name}" was started with a PLUGIN_CLIENT_CERT that is no certificate.`,
  };
}

export interface Welcome {
  readonly network: "unix" | "tcp";
  readonly address: string;
  /** Left out in plain text. */
  readonly certificate: Uint8Array | undefined;
}

/** The line by which a host learns where the plugin listens: the first and the only one on stdout. */
export function handshakeLine({ network, address, certificate }: Welcome, environment: Environment): string {
  // Go decodes this with RawStdEncoding, which refuses padding
  const encoded = certificate === undefined ? "" : Buffer.from(certificate).toString("base64").replace(/=+$/, "");
  const fields = ["1", String(protocolVersion), network, address, "grpc", encoded];
  // older hosts split the line at six fields and would take a seventh for a part of the certificate
  if ((environment["PLUGIN_MULTIPLEX_GRPC"] ?? "") !== "") fields.push("false");
  return `${fields.join("|")}\n`;
}

function startedByHand(name: string): string {
  return [
    `This is a Terraform provider, started by Terraform; it does nothing when it is run by hand.`,
    `To use it, name "${name}" under required_providers and run terraform init, plan or apply.`,
    `To debug it, run it with -debug and give Terraform the variable that it prints.`,
  ].join("\n");
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    // whatever the parser says, it comes to the same refusal
    return false;
  }
}
