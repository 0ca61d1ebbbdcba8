data "access_service_account" "billing" {
  name = "Billing system"
}
