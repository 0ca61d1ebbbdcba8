import type { IgnoredDrift, JudgedWaiver, Waiver, WaiverFault } from "../../waivers/waiver.ts";
import type { Matter } from "../definition.ts";

function nameIgnored({ addresses, subject, by }: Waiver, { code, kind, attribute }: IgnoredDrift): string {
  const parts = [
    ...(kind === null ? [] : [`of kind ${kind}`]),
    ...addresses.map((address) => `at ${address}`),
    ...(subject === null ? [] : [`for ${subject}`]),
    ...(attribute === null ? [] : [`in \`${attribute}\``]),
  ];
  return `${by} ignores ${[code ?? "whatever differs", ...parts].join(" ")}`;
}

/** What a waiver is about, and where it is written. */
export function nameWaiver({ waiver }: JudgedWaiver): string {
  const { code, addresses, subject, by, ignores } = waiver;
  if (ignores !== undefined) return nameIgnored(waiver, ignores);
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
      const { code, addresses, subject, by, ignores } = one.waiver;
      const ignored = ignores === undefined ? [] : [ignores.kind ?? "", ignores.attribute ?? ""];
      return {
        subject: null,
        address: addresses[0] ?? null,
        about: [code, subject ?? "", by, ...ignored],
        because: [],
        isIntroduced: one.isNew,
        ...say(one),
      };
    });
}
