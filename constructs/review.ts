import type { IConstruct } from "constructs";
import { instant } from "#access/schema/formats.ts";
import type { Instant } from "./instant.ts";
import { listAcceptances, storeAcceptance } from "./shared/acceptances.ts";
import { type TerraformResource, Token } from "./shared/cdktf.ts";
import { createConstructError } from "./shared/construct-error.ts";
import { findingCodes } from "./shared/finding-codes.gen.ts";
import { checkProps, type PropKinds } from "./shared/props.ts";
import { formatInstant } from "./shared/time-text.ts";

/** The code of a finding of `latchkey review`: docs/findings.md */
export type FindingCode = (typeof findingCodes)[number];

export interface AcceptanceProps {
  /** Why it is right, in at least 10 characters, for whoever reads it next year. */
  readonly reason: string;
  /**
   * The last day (`2030-06-30`, UTC), or the instant, at which it counts: at most a year ahead. Once it is over, `app.synth()`
   * fails.
   */
  readonly until: Instant;
  /**
   * Whom it is about: a construct of this stack, or the subject that the finding prints.
   *
   * @default - a finding about nobody, or one for which it does not matter who it is
   */
  readonly subject?: string | { readonly resource: TerraformResource };
}

const kinds: PropKinds<AcceptanceProps> = { reason: "text!", until: "instant!", subject: "any" };

const shortestReason = 10;

/**
 * What a review may find at a construct and below it, and is accepted there. Nothing beside it or above it is accepted. It reaches the
 * review through `latchkey.json`, which synth writes: docs/review.md#accept-a-finding
 */
export class Review {
  /** The review of a construct and of everything below it. */
  static of(construct: IConstruct): Review {
    return new Review(construct);
  }

  readonly #at: IConstruct;

  private constructor(at: IConstruct) {
    this.#at = at;
  }

  /**
   * Accepts the findings of one code, at this construct and below it, with a `reason` of at least 10 characters and an `until` at
   * most a year ahead: `Review.of(key).accept("LK204", { reason, until })`. For a finding that is about somebody, `subject` names
   * them. The acceptance that is nearest to a block counts for it. Once `until` is over, `app.synth()` fails, and no unit test.
   *
   * @throws AccessError for an unknown code, a reason that is too short, and an `until` that is neither a day nor an instant
   */
  accept(code: FindingCode, props: AcceptanceProps): this {
    const at = this.#at;
    checkProps({ scope: at, id: null, class: "Review.accept" }, props, kinds);
    const { reason, subject } = props;
    const until = formatInstant(props.until);
    this.#checkCode(code);
    this.#checkText("reason", reason);
    this.#checkText("until", until);
    if (reason.trim().length < shortestReason) {
      this.#refuse(`the reason to accept ${code} has less than ${shortestReason} characters.`, "Say why it is right.");
    }
    if (!instant.accepts(until) && !instant.accepts(`${until}T00:00:00Z`)) {
      this.#refuse(`\`until\` is "${until}".`, "Write a day such as 2030-06-30, an RFC 3339 instant, or pass a Date.");
    }
    const target = typeof subject === "object" ? subject.resource : subject;
    if (typeof target === "string") this.#checkText("subject", target);
    if (listAcceptances(at).some((one) => one.code === code && one.subject === target)) {
      this.#refuse(`${code} is accepted here twice.`, "Keep one of them.");
    }
    storeAcceptance({ at, code, subject: target, reason, until });
    return this;
  }

  #checkCode(code: string): void {
    if (findingCodes.some((one) => one === code)) return;
    this.#refuse(`"${code}" is no finding that can be accepted.`, `The codes are: ${findingCodes.join(", ")}.`);
  }

  #checkText(name: string, text: string): void {
    if (!Token.isUnresolved(text)) return;
    this.#refuse(`\`${name}\` is a token, and the review does not know its value.`, "Write it as plain text.");
  }

  #refuse(message: string, advice: string): never {
    throw createConstructError(this.#at, { code: "invalid_value", message, advice });
  }
}
