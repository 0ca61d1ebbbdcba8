import { isDeepStrictEqual } from "node:util";
import type { Workspace } from "./workspace.ts";

export interface ImportVerification {
  /** The existing resource, which is imported into a second state. */
  readonly address: string;
  /** @default its `id` */
  readonly id?: string;
  /** Attributes that no import can know. */
  readonly ignore?: readonly string[];
}

const scratch = "import-verify.tfstate";

/** Imports an existing resource of the workspace into another state. @throws if the two differ. */
export async function verifyImport(
  workspace: Workspace,
  { address, id, ignore = [] }: ImportVerification,
): Promise<void> {
  const managed = (await workspace.show()).resources[address]?.values;
  if (managed === undefined) throw new Error(`there is no ${address} to import again`);
  await workspace.remove(scratch);
  await workspace.must(
    "import",
    "-no-color",
    "-input=false",
    `-state=${scratch}`,
    address,
    id ?? String(managed["id"]),
  );
  const imported = (await workspace.show(scratch)).resources[address]?.values ?? {};
  const names = new Set([...Object.keys(managed), ...Object.keys(imported)]);
  const wrong = [...names]
    .filter((name) => !ignore.includes(name) && !isDeepStrictEqual(managed[name], imported[name]))
    .map((name) => `${name} is ${JSON.stringify(imported[name])}, wanted ${JSON.stringify(managed[name])}`);
  if (wrong.length > 0) throw new Error(`the import of ${address} differs:\n${wrong.join("\n")}`);
}
