import type { Fleet } from "../refresh.ts";

/** Arize lists roles, bindings by what they are on, and keys by a space: a hundred on a page. */
export const fleet: Fleet = {
  nouns: 3,
  mostRequests: (count) => 3 * (Math.ceil(count / 100) + 10),
  // So few that the bar is one after another: a page names the next one.
  inTurn: 10,
  seed: { organizations: [{ name: "fleet", spaces: [{ name: "harbour" }] }] },
  configuration: (count) => `
data "access_scope" "fleet" {
  type = "organization"
  name = "fleet"
}

data "access_scope" "harbour" {
  type      = "space"
  name      = "harbour"
  parent_id = data.access_scope.fleet.id
}

resource "access_role" "bot" {
  count       = ${count}
  name        = "Bench \${count.index}"
  permissions = [{ action = "READ", resource = "PROJECT" }]
}

resource "access_key" "bot" {
  count = ${count}
  name  = "bench-\${count.index}"
  access = {
    organizations = [{
      org_id = data.access_scope.fleet.id
      spaces = [{
        space_id = data.access_scope.harbour.id
        role     = { type = "PREDEFINED", name = "READ_ONLY" }
      }]
    }]
  }
}

resource "access_role_binding" "bot" {
  count              = ${count}
  role_id            = access_role.bot[count.index].id
  service_account_id = access_key.bot[count.index].service_account_id
  scope              = { type = "space", id = data.access_scope.harbour.id }
}
`,
};
