data "access_keys" "all" {}

output "never_used" {
  value = [for key in data.access_keys.all.keys : "${key.service_account_name}/${key.name}" if key.last_used_at == null]
}
