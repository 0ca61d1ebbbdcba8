data "access_group" "editors" {
  name = "Default Edit"
}
