data "access_role" "viewer" {
  name = "signoz-viewer"
}

resource "access_member" "lin" {
  email = "lin@teams.example.com"
  name  = "Lin"

  # What the invitation brings. Roles that come and go belong into access_role_binding.
  role_ids = [data.access_role.viewer.id]

  # SigNoz deletes users for an administrator's session alone, and not for an account's key.
  deletion_policy = "abandon"
}

output "lin_activation_token" {
  value     = access_member.lin.activation_token
  sensitive = true
}
