data "access_service_account" "collector" {
  name = "otel-collector"
}

ephemeral "access_key" "collector" {
  service_account_id = data.access_service_account.collector.id
  max_lifetime       = "15m"
}

# What uses this block acts as the account, with its rights alone.
provider "access" {
  alias  = "collector"
  vendor = "signoz"
  token  = ephemeral.access_key.collector.secret
}

data "access_identity" "collector" {
  provider = access.collector
}
