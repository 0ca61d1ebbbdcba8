import type { BesideList } from "#access/model/vendors/adapter.ts";
import { readDetails, readRows, toTold } from "../../shared/lists/read-rows.ts";
import type { ArizeConnection } from "../connection.ts";
import { hiddenBy } from "../dialect.ts";
import type { Told } from "#access/model/vendors/told.ts";

function tellScope(
  type: string,
  { id, name }: { readonly id: string; readonly name: string },
  parentId: string | null,
) {
  return { type: "scope", kind: "dataSource", state: { id, name, type, parentId } } satisfies Told;
}

/** The names of organizations and spaces. A space does not show its organization, so spaces are listed by organization. */
export const scope: BesideList<ArizeConnection> = {
  list({ client: arize, signal }) {
    const client = arize.during(signal);
    const organizations = readRows({
      what: "Organizations",
      pages: client.scopes.listOrganizationPages(),
      hiddenBy,
    });
    const details = readDetails(organizations, {
      what: "Spaces",
      nameOf: ({ name }) => name,
      read: ({ id }) => arize.reads.readSpaces(client, id),
      hiddenBy,
    });
    return toTold(details, ({ row, detail }) => [
      tellScope("organization", row, null),
      ...detail.map((space) => tellScope("space", space, row.id)),
    ]);
  },
};
