// Made by `npm run generate`; edit what it is made from instead.
import type { ServedFunction } from "../plugin/engine/provider.ts";
import { permissionAllows } from "./functions/permission-allows.ts";
import { permissionsFromJson } from "./functions/permissions-from-json.ts";

/** What configurations can call. */
export const functions: readonly ServedFunction[] = [permissionAllows, permissionsFromJson];
