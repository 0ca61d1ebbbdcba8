import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe } from "vitest";

/** Some cases of a vendor's contract: a file `NAME.cases.ts` of the vendor's folder exports them as `cases`. */
export interface ContractCases<Client> {
  readonly title: string;
  /** Whether only a mock can be asked: for its other worlds, or for what stands before a real instance. @default false */
  readonly needsMock?: boolean;
  run(client: () => Client, isMock: boolean): void;
  /** Routes that these cases ask for and the vendor's document does not have, with the reason. @default none */
  readonly notInSpec?: { readonly [operationId: string]: string };
}

/** Every file of cases that the vendor's folder has. @throws Error where it has none */
export async function loadCases<Client>(vendor: string): Promise<readonly ContractCases<Client>[]> {
  const folder = join(import.meta.dirname, vendor);
  const files = readdirSync(folder).filter((file) => file.endsWith(".cases.ts"));
  if (files.length === 0) throw new Error(`${folder} has no cases`);
  const loaded = files.toSorted().map(async (file) => {
    const { cases } = (await import(join(folder, file))) as { readonly cases: ContractCases<Client> };
    return cases;
  });
  return Promise.all(loaded);
}

export function describeCases<Client>(
  all: readonly ContractCases<Client>[],
  client: () => Client,
  isMock: boolean,
): void {
  for (const { title, needsMock = false, run } of all) {
    describe.runIf(isMock || !needsMock)(title, () => run(client, isMock));
  }
}

export function routesNotInSpec(all: readonly ContractCases<never>[]): { readonly [operationId: string]: string } {
  return Object.assign({}, ...all.map(({ notInSpec = {} }) => notInSpec)) as { readonly [operationId: string]: string };
}
