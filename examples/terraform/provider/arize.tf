provider "access" {
  vendor = "arize"
  # Without `endpoint` it is https://api.arize.com; the key comes from ARIZE_API_KEY or ACCESS_TOKEN.
}
