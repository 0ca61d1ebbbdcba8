// Made by `npm run generate`; edit what it is made from instead.
import { key } from "./resources/key.ts";
import { role } from "./resources/role.ts";
import { serviceAccount } from "./resources/service-account.ts";

/** How the vendor does each noun. */
export const resources = { key, role, service_account: serviceAccount };
