/** What decides which half of a period an instant lies in; all of it in seconds, the anchor since 1970. */
export interface Halves {
  readonly anchor: number;
  readonly period: number;
}

// What the formula below gives for 1970-01-01.
const epochDay = 719_469;

function partsOf(instant: string): string {
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
 * A Terraform expression: whether the later of two instants lies in the first half of its period. Terraform counts no
 * seconds, so days are counted here, by the usual formula of the Gregorian calendar with years that begin in March.
 */
export function laterIsInFirstHalf(one: string, other: string, { anchor, period }: Halves): string {
  const later = `timecmp(${one}, ${other}) > 0 ? ${one} : ${other}`;
  const days = [
    "365 * at.year + floor(at.year / 4) - floor(at.year / 100) + floor(at.year / 400)",
    `floor((153 * at.month + 2) / 5) + at.day - ${epochDay}`,
  ].join(" + ");
  const since = `(${days}) * 86400 + at.seconds - ${anchor}`;
  const isFirst = `((${since}) % ${period} + ${period}) % ${period} < ${period / 2}`;
  return `[for at in [for t in [${later}] : { ${partsOf("t")} }] : ${isFirst}][0]`;
}
