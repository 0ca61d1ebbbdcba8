// Ends with 2 and one message where there is neither Terraform nor OpenTofu: the acceptance tests need one.
import { findTerraform } from "#terraform/plugin/testing/terraform-binary.ts";

const terraform = findTerraform(process.env);
if (typeof terraform === "string") {
  console.error(terraform);
  process.exitCode = 2;
}
