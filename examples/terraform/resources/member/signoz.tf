data "access_role" "viewer" {
  name = "signoz-viewer"
}

resource "access_member" "lin" {
  email = "lin@teams.example.com"
  name  = "Lin"

  # Roles that come with the invitation. Use access_role_binding for roles that are granted later.
  role_ids = [data.access_role.viewer.id]

  # SigNoz lets an administrator who is signed in delete users, but not an account's key.
  deletion_policy = "abandon"
}

output "lin_activation_token" {
  value     = access_member.lin.activation_token
  sensitive = true
}
