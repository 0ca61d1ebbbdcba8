provider "access" {
  vendor   = "bigeye"
  endpoint = "https://acme.bigeye.com" # left out: https://app.bigeye.com
}
