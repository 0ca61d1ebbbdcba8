/** Periods of a fixed length, counted from an anchor. */
export interface Periods {
  /** Seconds since 1970. */
  readonly anchor: number;
  /** Length of a period in seconds. */
  readonly period: number;
}

// What the formula below gives for 1970-01-01.
const epochDay = 719_469;

function splitDate(instant: string): string {
  const part = (format: string): string => `tonumber(formatdate("${format}", ${instant}))`;
  const month = part("M");
  return [
    `year = ${part("YYYY")} - (${month} < 3 ? 1 : 0)`,
    `month = (${month} + 9) % 12`,
    `day = ${part("D")}`,
    `seconds = ${part("h")} * 3600 + ${part("m")} * 60 + ${part("s")}`,
  ].join(", ");
}

/**
 * A Terraform expression that is true if the later of two instants is in the first half of its period. The instants are
 * Terraform expressions too.
 *
 * Terraform cannot convert an instant to seconds, so the expression counts days itself, by the usual formula of the
 * Gregorian calendar with years that begin in March.
 */
export function laterIsInFirstHalf(one: string, other: string, { anchor, period }: Periods): string {
  const later = `timecmp(${one}, ${other}) > 0 ? ${one} : ${other}`;
  const days = [
    "365 * at.year + floor(at.year / 4) - floor(at.year / 100) + floor(at.year / 400)",
    `floor((153 * at.month + 2) / 5) + at.day - ${epochDay}`,
  ].join(" + ");
  const since = `(${days}) * 86400 + at.seconds - ${anchor}`;
  const isFirst = `((${since}) % ${period} + ${period}) % ${period} < ${period / 2}`;
  return `[for at in [for t in [${later}] : { ${splitDate("t")} }] : ${isFirst}][0]`;
}
