/** How far the vendor's clock is ahead of ours, in milliseconds. */
interface Offset {
  readonly least: number;
  readonly most: number;
}

/** When a request was sent and its answer received, by our clock, in milliseconds. */
interface Exchange {
  readonly sentAt: number;
  readonly receivedAt: number;
}

// A `Date` header has whole seconds.
const resolution = 1_000;

/**
 * Learns the vendor's time from the `Date` headers of its answers, so that a creation time of the vendor's can be compared
 * with the time of a request although the two clocks differ.
 */
export class VendorClock {
  #offset: Offset | undefined;

  note(date: string | undefined, { sentAt, receivedAt }: Exchange): void {
    const at = date === undefined ? Number.NaN : Date.parse(date);
    if (Number.isNaN(at)) return;
    const seen = { least: at - receivedAt, most: at + resolution - sentAt };
    const known = this.#offset ?? seen;
    const joined = { least: Math.max(known.least, seen.least), most: Math.min(known.most, seen.most) };
    // No offset fits both if a clock was set in the meantime.
    this.#offset = joined.least <= joined.most ? joined : seen;
  }

  /** The earliest time that the vendor's clock can show now, in milliseconds; undefined while no answer gave a time. */
  computeEarliest(now: Date): number | undefined {
    return this.#offset && now.getTime() + this.#offset.least;
  }
}
