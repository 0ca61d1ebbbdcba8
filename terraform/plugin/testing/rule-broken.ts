/** The provider broke a rule that Terraform enforces, or failed at something that it had planned. */
export class RuleBroken extends Error {
  override readonly name = "RuleBroken";
}
