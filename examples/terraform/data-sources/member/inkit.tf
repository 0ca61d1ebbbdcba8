data "access_member" "owner" {
  email = "wren@heron.example"
}
