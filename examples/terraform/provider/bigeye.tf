provider "access" {
  vendor   = "bigeye"
  endpoint = "https://acme.bigeye.com" # default: https://app.bigeye.com
}
