import { AccessError } from "#access/model/errors.ts";
import { span, toSeconds } from "#access/schema/formats.ts";
import type { Duration } from "../duration.ts";
import type { PolicyProps } from "../policy.ts";
import { AccessPolicy, type PolicySettings } from "../shared/access-policy.ts";

export interface RequireKeyExpiryProps extends PolicyProps {
  /**
   * How long a key may work at most, from its creation on: whole days, such as `Duration.days(90)` or `90d`.
   *
   * @default - as long as it likes, if it ends
   */
  readonly atMost?: Duration | string;
}

const secondsPerDay = 86_400;

/** The longest lifetime that a file of policy takes. */
const mostDays = 3_650;

function readSettings(props: RequireKeyExpiryProps): PolicySettings {
  const atMost = (props ?? {}).atMost;
  if (atMost === undefined) return {};
  const text = String(atMost);
  const days = span.accepts(text) ? toSeconds(text) / secondsPerDay : Number.NaN;
  if (Number.isInteger(days) && days <= mostDays) return { keyLifetimeDays: days };
  const advice = `Set it to whole days, from 1d to ${mostDays}d.`;
  throw new AccessError("invalid_value", `RequireKeyExpiry: \`atMost\` is ${JSON.stringify(text)}. ${advice}`, {
    advice,
  });
}

/** Every key ends by itself (LK201), and none works for longer than `atMost` (LK202); a variable as a lifetime cannot be judged (LK212). Where a vendor's keys cannot end, code has to rotate them. */
export class RequireKeyExpiry extends AccessPolicy {
  /** @throws AccessError if `atMost` is not in whole days */
  constructor(props: RequireKeyExpiryProps = {}) {
    const settings = readSettings(props);
    super({ name: "RequireKeyExpiry", codes: ["LK201", "LK202", "LK212"], settings, props: ["atMost"] }, props);
  }
}
