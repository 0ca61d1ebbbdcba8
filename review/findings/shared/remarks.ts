import type { AccessChange } from "../../change/access-change.ts";
import type { Remark, RemarkKind } from "../../remarks.ts";
import type { Matter } from "../definition.ts";

export function createRemarkMatter({ address, sentence, isNew = false }: Remark): Matter {
  return { subject: null, address, about: [sentence], message: sentence, because: [], isIntroduced: isNew };
}

/** A matter for each remark of a kind. */
export function listRemarks({ remarks }: AccessChange, kind: RemarkKind): readonly Matter[] {
  return remarks.filter((one) => one.kind === kind).map(createRemarkMatter);
}
