import type { Named } from "../shared/creation/creations.ts";
import type { NamedKind } from "../shared/creation/named-creation.ts";

function describeImport({ id }: Named): string {
  return `To manage it: terraform import ADDRESS ${id}.`;
}

export const roleKind: NamedKind<Named> = {
  noun: "role",
  describeWaysOut: (row) => `${describeImport(row)} If nobody needs it, delete it in Arize. Or choose another name.`,
};

export const memberKind: NamedKind<Named> = {
  noun: "user",
  attribute: "email",
  describeWaysOut: (row) => `${describeImport(row)} Or refer to the person with the data source access_member.`,
};

export function createKeyKind(space: string): NamedKind<Named> {
  return {
    noun: "key",
    describeWaysOut: ({ id }) =>
      `If nobody uses it, revoke it in Arize and run again. Or manage it without its secret: terraform import ADDRESS ${space}/${id}`,
  };
}
