resource "access_member" "robin" {
  email        = "robin@acme.example"
  name         = "Robin"
  account_role = "MEMBER"
  invite_mode  = "EMAIL_LINK"
}
