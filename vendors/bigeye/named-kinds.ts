import type { Named } from "../shared/creation/creations.ts";
import type { NamedKind } from "../shared/creation/named-creation.ts";

function waysOut({ id }: Named, otherwise: string): string {
  return `To manage it: terraform import ADDRESS ${id}. If nobody needs it, delete it in Bigeye; ${otherwise}.`;
}

const repeatable = (row: Named): string =>
  waysOut(row, "or run again to create another one beside it: names may repeat");
const unique = (row: Named): string => waysOut(row, "or choose another name");

export const accountKind: NamedKind<Named> = { noun: "service account", waysOut: repeatable };
export const roleKind: NamedKind<Named> = { noun: "role", waysOut: repeatable };
export const groupKind: NamedKind<Named> = { noun: "group", waysOut: unique };
export const memberKind: NamedKind<Named> = { noun: "member", attribute: "email", waysOut: unique };
