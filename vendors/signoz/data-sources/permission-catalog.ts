import type { permissionCatalog } from "#access/model/nouns/data-sources/permission-catalog.ts";
import { selectedFrom } from "#access/model/permissions/catalog.ts";
import type { Lookup } from "#access/model/vendors/adapter.ts";
import type { SignozConnection } from "../client.ts";
import { catalog } from "../facts/permissions.ts";

export const permissionCatalogLookup: Lookup<typeof permissionCatalog, SignozConnection> = {
  read: async (_context, filter) => ({ ...filter, permissions: selectedFrom(catalog, filter) }),
};
