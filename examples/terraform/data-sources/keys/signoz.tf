data "access_keys" "all" {}

output "keys_without_expiry" {
  value = [for key in data.access_keys.all.keys : "${key.service_account_name}/${key.name}" if key.expires_at == null]
}
