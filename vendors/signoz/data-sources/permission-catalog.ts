import type { permissionCatalog as definition } from "#access/model/nouns/data-sources/permission-catalog.ts";
import { filterCatalog } from "#access/model/permissions/catalog.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "../connection.ts";
import { catalog } from "../facts/permissions.ts";

export const permissionCatalog: Lookup<typeof definition, SignozConnection> = {
  read: async (_context, filter) => ({ ...filter, permissions: filterCatalog(catalog, filter) }),
};
