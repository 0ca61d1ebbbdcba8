data "access_auth_domain" "teams" {
  name = "teams.example.com"
}

resource "access_role" "on_call" {
  name = "on-call"

  permissions = [
    { action = "read", resource = "logs" },
    { action = "read", resource = "traces" },
  ]
}

# Users in no mapped group get the default role. Users in several get the roles of all of them.
resource "access_role_mapping" "teams" {
  auth_domain_id = data.access_auth_domain.teams.id
  default_role   = "signoz-viewer"

  group_mappings = {
    "everybody" = "signoz-viewer"
    "on-call"   = access_role.on_call.name
  }
}
