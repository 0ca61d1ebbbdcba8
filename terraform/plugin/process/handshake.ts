import { fromPem } from "../grpc/pem.ts";
import type { Environment } from "./plugin-process.ts";

// go-plugin uses this value, the same for all providers, to detect plugins that are started by hand
const cookie = {
  name: "TF_PLUGIN_MAGIC_COOKIE",
  value: "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
};

export const protocolVersion = 6;

export type Invitation =
  | { readonly kind: "refused"; readonly message: string }
  /** Undefined if the host uses plain text. */
  | { readonly kind: "accepted"; readonly clientCertificate: string | undefined };

/** Reads the request of the host process from the environment. */
export function readInvitation(environment: Environment, name: string): Invitation {
  if (environment[cookie.name] !== cookie.value) return { kind: "refused", message: explainStart(name) };
  const versions = environment["PLUGIN_PROTOCOL_VERSIONS"] ?? "";
  if (versions !== "" && !versions.split(",").some((version) => Number(version) === protocolVersion)) {
    const message = `The provider "${name}" supports plugin protocol ${protocolVersion} only, but was asked for ${versions}. Use Terraform 1.0 or later.`;
    return { kind: "refused", message };
  }
  const clientCertificate = environment["PLUGIN_CLIENT_CERT"];
  if (clientCertificate === undefined || clientCertificate === "")
    return { kind: "accepted", clientCertificate: undefined };
  if (fromPem(clientCertificate) !== undefined) return { kind: "accepted", clientCertificate };
  return {
    kind: "refused",
    message: `The provider "${name}" was started with an invalid certificate in PLUGIN_CLIENT_CERT.`,
  };
}

export interface Welcome {
  readonly network: "unix" | "tcp";
  readonly address: string;
  /** Left out in plain text. */
  readonly certificate: Uint8Array | undefined;
}

/** The line that tells the host where the plugin listens: the first and only line on stdout. */
export function formatHandshake({ network, address, certificate }: Welcome, environment: Environment): string {
  // Go decodes this with RawStdEncoding, which refuses padding
  const encoded = certificate === undefined ? "" : Buffer.from(certificate).toString("base64").replace(/=+$/, "");
  const fields = ["1", String(protocolVersion), network, address, "grpc", encoded];
  // older hosts split the line into six fields and would read a seventh as part of the certificate
  if ((environment["PLUGIN_MULTIPLEX_GRPC"] ?? "") !== "") fields.push("false");
  return `${fields.join("|")}\n`;
}

function explainStart(name: string): string {
  return [
    `This program is a Terraform provider. It is started by Terraform and does nothing on its own.`,
    `To use it, add "${name}" to required_providers and run terraform init.`,
    `To debug it, run it with -debug and set the environment variable that it prints before you run Terraform.`,
  ].join("\n");
}
