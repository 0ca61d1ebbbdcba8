import { defineFinding } from "../definition.ts";
import { listFaults, nameWaiver } from "../shared/waivers.ts";

export const finding = defineFinding({
  code: "LK801",
  name: "waiver-expired",
  severity: "error",
  score: null,
  tells: "both",
  summary: "Something was accepted until a day that is over",
  explanation:
    "What it accepted counts again. A waiver ends so that somebody looks again, at the finding and at the reason. Its end is judged at the instant of the report.",
  fix: "Mend what it accepts, or look at it again and set another `until`. Take it out if it is not needed any more.",
  isAboutDecisions: true,
  find: (_, judged) =>
    listFaults(judged, "expired", (one) => ({
      message: `${nameWaiver(one)}, and that ended at ${one.waiver.until ?? ""}.`,
    })),
});
