/**
 * The first day of the quarter after the next: three to six months ahead. It is the same all quarter long, so synth
 * changes nothing from one day to the next, and a deploy in each quarter moves it on while the secret stays.
 */
export function expiryAfter(today: Date): Date {
  const quarter = Math.floor(today.getUTCMonth() / 3);
  return new Date(Date.UTC(today.getUTCFullYear(), (quarter + 2) * 3, 1));
}
