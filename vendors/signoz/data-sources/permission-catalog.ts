import type { permissionCatalog } from "#access/model/data-sources/permission-catalog.ts";
import { selectedFrom } from "#access/model/permission-catalog.ts";
import type { Lookup } from "#access/model/vendor.ts";
import type { SignozConnection } from "../client.ts";
import { catalog } from "../facts/permissions.ts";

export const permissionCatalogLookup: Lookup<typeof permissionCatalog, SignozConnection> = {
  read: async (_context, filter) => ({ ...filter, permissions: selectedFrom(catalog, filter) }),
};
