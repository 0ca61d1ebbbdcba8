import { defineFinding } from "../definition.ts";
import { createRemarkMatter } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK210",
  name: "secret-exposed",
  severity: "error",
  score: 9,
  summary: "A secret is passed on to where others see it, or keep it",
  explanation:
    "An output without `sensitive`, an argument in clear, or a credential that a provider block has as a text, shows the secret to whoever sees the plan, the log, the state or the code: that is an error. Another resource, a provisioner or a provider block that is given the secret makes it one more place where it can leak: a warning, and right where that place is a store of secrets. The plan tells it by what its configuration refers to, through modules too, and not through `local`, an index that is an expression, or a whole object. A write-only argument (`…_wo`) keeps nothing.",
  fix: "Set `encrypt_to` and pass on `encrypted_secret`, or let the reader of the key take it from a store of secrets through a write-only argument.",
  find: ({ remarks }) =>
    remarks
      .filter(({ kind }) => kind === "secretShown" || kind === "secretPassed")
      .map((remark) => ({
        ...createRemarkMatter(remark),
        severity: remark.kind === "secretShown" ? ("error" as const) : ("warning" as const),
      })),
});
