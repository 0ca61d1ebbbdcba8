import { defineFinding } from "../definition.ts";
import { listFaults, nameWaiver } from "../shared/waivers.ts";

export const finding = defineFinding({
  code: "LK804",
  name: "waiver-too-long",
  severity: "warning",
  score: null,
  tells: "both",
  summary: "Something is accepted for longer than a year, or for ever",
  explanation:
    "A waiver ends at most a year after the instant of the report, so that somebody looks again. One that ends later, or never, does not count.",
  fix: "Set `until` to a day within a year.",
  isAboutDecisions: true,
  find: (_, judged) =>
    listFaults(judged, "tooFar", (one) => {
      const { until } = one.waiver;
      const end = until === null ? "without an end" : `until ${until}, which is more than a year away`;
      return { message: `${nameWaiver(one)} ${end}, and does not count.` };
    }),
});
