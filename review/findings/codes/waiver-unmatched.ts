import { defineFinding } from "../definition.ts";
import { listFaults, nameWaiver } from "../shared/waivers.ts";

export const finding = defineFinding({
  code: "LK802",
  name: "waiver-unmatched",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "Something is accepted that is not found",
  explanation:
    "The code, the address and the subject of a waiver must be exactly those of the finding. It is misspelled, or what it accepted is gone, and the next finding like it would be accepted without anybody's looking. It may also be about another stack: give each stack its own file.",
  fix: "Copy the entry that the finding prints, or take the waiver out.",
  isAboutDecisions: true,
  find: (_, judged) =>
    listFaults(judged, "unmatched", (one) => ({ message: `${nameWaiver(one)}, and there is no such finding.` })),
});
