resource "access_service_account" "ingest" {
  name = "ingest-agent"
}
