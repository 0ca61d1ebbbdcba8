resource "access_service_account" "exporter" {
  name = "trace-exporter"
}

resource "access_key" "exporter" {
  service_account_id = access_service_account.exporter.id
  name               = "exporter-main"
  expires_at         = "2037-01-31T00:00:00Z"
}

output "exporter_key" {
  value     = access_key.exporter.secret
  sensitive = true
}
