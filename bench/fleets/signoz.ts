import type { Fleet } from "../refresh.ts";

/** SigNoz lists neither roles nor keys across accounts: one call of each an account. */
export const fleet: Fleet = {
  nouns: 3,
  mostRequests: (count) => 2 * count + 20,
  configuration: (count) => `
data "access_role" "viewer" {
  name = "signoz-viewer"
}

resource "access_service_account" "bot" {
  count = ${count}
  name  = "bench-\${count.index}"
}

resource "access_key" "bot" {
  count              = ${count}
  service_account_id = access_service_account.bot[count.index].id
  name               = "main"
}

resource "access_role_binding" "bot" {
  count              = ${count}
  service_account_id = access_service_account.bot[count.index].id
  role_id            = data.access_role.viewer.id
}
`,
};
