data "access_identity" "me" {}

output "acting_as" {
  value = data.access_identity.me.name
}
