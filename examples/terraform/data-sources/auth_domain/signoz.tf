data "access_auth_domain" "teams" {
  name = "teams.example.com"
}
