resource "access_member" "auditor" {
  email           = "auditor@example.com"
  name            = "Ines Auditor"
  deletion_policy = "abandon"
}
