data "access_member" "dana" {
  email = "dana@acme.example"
}
