import { shortestReason } from "../../waivers/waiver.ts";
import { defineFinding } from "../definition.ts";
import { listFaults, nameWaiver } from "../shared/waivers.ts";

export const finding = defineFinding({
  code: "LK803",
  name: "waiver-without-reason",
  severity: "error",
  score: null,
  tells: "both",
  summary: "Something is accepted, and nobody says why",
  explanation: `A reason has at least ${shortestReason} characters. Without one, the waiver does not count: whoever reads it next year cannot tell whether it still holds.`,
  fix: "Say why it is right, in `reason`.",
  isAboutDecisions: true,
  find: (_, judged) =>
    listFaults(judged, "withoutReason", (one) => ({
      message: `${nameWaiver(one)} without a reason, and does not count.`,
    })),
});
