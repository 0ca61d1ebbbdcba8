data "access_service_account" "collector" {
  name = "otel-collector"
}
