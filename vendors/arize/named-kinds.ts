import type { Named } from "../shared/creation/creations.ts";
import type { NamedKind } from "../shared/creation/named-creation.ts";

function describeImport({ id }: Named): string {
  return `To manage it: terraform import ADDRESS ${id}.`;
}

export const roleKind: NamedKind<Named> = {
  noun: "role",
  waysOut: (row) => `${describeImport(row)} If nobody needs it, delete it in Arize; or choose another name.`,
};

export const memberKind: NamedKind<Named> = {
  noun: "user",
  attribute: "email",
  waysOut: (row) => `${describeImport(row)} Or refer to the person with the data source access_member.`,
};

export function createKeyKind(space: string): NamedKind<Named> {
  return {
    noun: "key",
    waysOut: ({ id }) =>
      `If nobody uses it, revoke it in Arize and run again; or manage it without its secret: terraform import ADDRESS ${space}/${id}`,
  };
}
