import type { JudgedWaiver, WaiverFault } from "../../waivers/waiver.ts";
import type { Matter } from "../definition.ts";

/** What a waiver is about, and where it is written. */
export function nameWaiver({ waiver }: JudgedWaiver): string {
  const { code, addresses, subject, by } = waiver;
  const [first = "", ...others] = addresses;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `${by} accepts ${code} at ${first}${more}${subject === null ? "" : ` for ${subject}`}`;
}

/** A finding for each waiver with a fault. */
export function listFaults(
  judged: readonly JudgedWaiver[],
  fault: WaiverFault,
  say: (judged: JudgedWaiver) => Pick<Matter, "message">,
): readonly Matter[] {
  return judged
    .filter((one) => one.fault === fault)
    .map((one) => {
      const { code, addresses, subject, by } = one.waiver;
      return {
        subject: null,
        address: addresses[0] ?? null,
        about: [code, subject ?? "", by],
        because: [],
        isIntroduced: one.isNew,
        ...say(one),
      };
    });
}
