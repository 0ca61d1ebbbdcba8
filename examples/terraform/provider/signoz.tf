provider "access" {
  vendor   = "signoz"
  endpoint = "https://signals.example.com"
  # The token comes from SIGNOZ_ACCESS_TOKEN or ACCESS_TOKEN.

  request_timeout = "30s"
  max_retries     = 4
}
