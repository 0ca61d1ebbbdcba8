data "access_member" "owner" {
  email = "owner@example.com"
}
