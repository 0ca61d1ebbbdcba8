data "access_member" "noor" {
  email = "noor@teams.example.com"
}
