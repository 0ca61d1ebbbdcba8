import type { Fleet } from "../refresh.ts";

/** Bigeye lists users, groups, roles and keys, each in one answer without pages. */
export const fleet: Fleet = {
  nouns: 5,
  mostRequests: () => 14,
  // So few that the bar is one after another: what comes at once is Terraform's own order.
  inTurn: 11,
  configuration: (count) => `
data "access_role" "view" {
  name = "View"
}

data "access_scope" "default" {
  type = "workspace"
  name = "Default workspace"
}

resource "access_group" "bots" {
  count = ${count}
  name  = "Bench \${count.index}"
}

resource "access_role_binding" "bots" {
  count    = ${count}
  group_id = access_group.bots[count.index].id
  role_id  = data.access_role.view.id
  scope    = { type = "workspace", id = data.access_scope.default.id }
}

resource "access_service_account" "bot" {
  count = ${count}
  name  = "bench-\${count.index}"
}

resource "access_group_membership" "bot" {
  count              = ${count}
  group_id           = access_group.bots[count.index].id
  service_account_id = access_service_account.bot[count.index].id
}

resource "access_key" "bot" {
  count              = ${count}
  service_account_id = access_service_account.bot[count.index].id
  name               = "main"
}
`,
};
