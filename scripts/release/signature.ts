import { join } from "node:path";
import { readCommand } from "./command.ts";

/** The numbers by which OpenPGP knows what Terraform's registry takes: https://www.rfc-editor.org/rfc/rfc4880#section-9.1 */
const accepted: ReadonlySet<string> = new Set(["1", "3", "17"]);

/** @throws Error where gpg has no such key, or the registry would refuse its signatures */
export function checkSigningKey(folder: string, key: string): void {
  const listed = readCommand(folder, "gpg", ["--batch", "--with-colons", "--list-secret-keys", "--", key]);
  const algorithms = listed
    .split("\n")
    .filter((line) => line.startsWith("sec:"))
    .map((line) => line.split(":")[3] ?? "");
  if (algorithms.length !== 1)
    throw new Error(`--sign ${key} means ${algorithms.length} keys of gpg. Give the fingerprint of one.`);
  if (!algorithms.every((algorithm) => accepted.has(algorithm)))
    throw new Error(
      `--sign ${key} is neither an RSA nor a DSA key, and Terraform's registry takes no other. Make one: gpg --quick-generate-key "NAME <MAIL>" rsa4096 sign never`,
    );
}

/** How the sums are signed: a detached signature in binary, as the registry wants it. */
export function listSigningArguments(sums: string, key: string): readonly string[] {
  return ["--batch", "--yes", "--local-user", key, "--output", `${sums}.sig`, "--detach-sign", sums];
}

/** Signs the sums of a release, and checks the signature. Returns the name of its file. */
export function sign(folder: string, sums: string, key: string): string {
  readCommand(folder, "gpg", listSigningArguments(sums, key));
  readCommand(folder, "gpg", ["--batch", "--verify", `${sums}.sig`, join(folder, sums)]);
  return `${sums}.sig`;
}
