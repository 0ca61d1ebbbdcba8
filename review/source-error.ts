/** A document cannot be used. The message completes "FILE …" and says what to do; it quotes no value of the document. */
export class SourceError extends Error {
  override readonly name = "SourceError";
}
