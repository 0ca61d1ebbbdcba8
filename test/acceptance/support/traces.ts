import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { unzipSync } from "fflate";

/** The forms in which a secret could lie somewhere: as it is, and in base64 at each of the three offsets. */
function formsOf(secret: string): readonly string[] {
  const inBase64 = [0, 1, 2].map((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString("base64");
    return encoded.slice(offset === 0 ? 0 : 4, -4);
  });
  return [secret, ...inBase64, Buffer.from(secret).toString("hex")];
}

function zipped(bytes: Buffer): readonly (readonly [string, Uint8Array])[] {
  return bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004" ? Object.entries(unzipSync(bytes)) : [];
}

/** Every file below a folder, and every member of those that are zip archives, as a saved plan is. */
function contentsOf(folder: string): readonly (readonly [string, Uint8Array])[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.flatMap((file) => {
    const name = relative(folder, file);
    const bytes = readFileSync(file);
    return [[name, bytes] as const, ...zipped(bytes).map(([member, inner]) => [`${name}!${member}`, inner] as const)];
  });
}

/** Where below the folder a text lies, in any form: `terraform.tfstate`, `test.plan!tfplan`. */
export function tracesOf(folder: string, secret: string): readonly string[] {
  const forms = formsOf(secret);
  return contentsOf(folder)
    .filter(([, bytes]) => forms.some((form) => Buffer.from(bytes).includes(form)))
    .map(([name]) => name)
    .toSorted();
}

/** Whether something that was printed holds a secret in any form. */
export function isPrintedIn(output: string, secret: string): boolean {
  return formsOf(secret).some((form) => output.includes(form));
}
