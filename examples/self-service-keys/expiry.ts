/**
 * The first day of the quarter after the next, in UTC: three to six months ahead. It is the same all quarter, so that synth
 * gives the same result every day, and a deploy in each quarter moves the date.
 */
export function expiryAfter(today: Date): Date {
  const quarter = Math.floor(today.getUTCMonth() / 3);
  return new Date(Date.UTC(today.getUTCFullYear(), (quarter + 2) * 3, 1));
}
