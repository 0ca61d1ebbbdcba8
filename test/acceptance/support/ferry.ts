import { header } from "./access.ts";

/** An account with a role of its own, which may do some things to dashboards. */
export function writeFerry(actions: readonly string[], more = ""): string {
  const permissions = actions.map((action) => `{ action = "${action}", resource = "dashboard" }`);
  return `${header}
resource "access_role" "ferry" {
  name        = "ferry-role"
  permissions = [${permissions.join(", ")}]
}
resource "access_service_account" "ferry" {
  name     = "ferry"
  role_ids = [access_role.ferry.id]
}
${more}`;
}

/** A key of that account, for years. */
export const ferryKey = `resource "access_key" "ferry" {
  service_account_id = access_service_account.ferry.id
  name               = "ferry-key"
  expires_at         = "2033-05-18T03:33:20Z"
}
`;
