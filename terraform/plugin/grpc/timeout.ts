const units: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1 / 1000,
  n: 1 / 1_000_000,
};

// the longest time that setTimeout accepts; longer ones are treated as no timeout
const longest = 2 ** 31 - 1;

/** Milliseconds of a `grpc-timeout` header ("500m", "10S"); undefined if it is missing or invalid. */
export function parseTimeout(header: string | undefined): number | undefined {
  const [, digits = "", unit = ""] = /^(\d{1,8})([HMSmun])$/.exec(header ?? "") ?? [];
  const size = units[unit];
  if (size === undefined) return undefined;
  const milliseconds = Math.ceil(Number(digits) * size);
  return milliseconds > longest ? undefined : milliseconds;
}

/** The header for a number of milliseconds: at most eight digits. */
export function formatTimeout(milliseconds: number): string {
  const whole = Math.max(0, Math.ceil(milliseconds));
  return whole < 100_000_000 ? `${whole}m` : `${Math.min(Math.ceil(whole / 1000), 99_999_999)}S`;
}
