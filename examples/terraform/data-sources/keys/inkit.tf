data "access_keys" "all" {}

output "accounts_with_a_key" {
  value = [for key in data.access_keys.all.keys : key.service_account_name]
}
