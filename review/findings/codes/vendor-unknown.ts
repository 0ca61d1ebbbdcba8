import { defineFinding } from "../definition.ts";
import { listRemarks } from "../shared/remarks.ts";

export const finding = defineFinding({
  code: "LK904",
  name: "vendor-unknown",
  severity: "error",
  score: null,
  tells: "both",
  summary: "Nothing says which vendor an object belongs to",
  explanation:
    "A plan has the vendor of a provider block only if the code writes it as a text, and a state never has it. The object is not looked at: the report says nothing about it.",
  fix: "Give the vendor as `--vendor`, for all or by address.",
  isAboutKnowledge: true,
  find: (change) => listRemarks(change, "vendorUnknown"),
});
