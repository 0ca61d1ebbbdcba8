import type { Fleet } from "../refresh.ts";

/** Inkit lists accounts, their secrets' times with them, and roles: a hundred on a page. */
export const fleet: Fleet = {
  nouns: 3,
  mostRequests: (count) => 2 * (Math.ceil(count / 100) + 10),
  // So few that the bar is one after another: a page names the next one.
  inTurn: 10,
  configuration: (count) => `
resource "access_role" "bot" {
  count       = ${count}
  name        = "Bench \${count.index}"
  permissions = [{ action = "create", resource = "folders" }]
}

resource "access_service_account" "bot" {
  count    = ${count}
  name     = "bench-\${count.index}"
  role_ids = [access_role.bot[count.index].id]
}

resource "access_key" "bot" {
  count              = ${count}
  service_account_id = access_service_account.bot[count.index].id
}
`,
};
