provider "access" {
  vendor = "arize"
  # The endpoint is https://api.arize.com by default. The key comes from ARIZE_API_KEY or ACCESS_TOKEN.
}
