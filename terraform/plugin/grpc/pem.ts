const border = /^\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----\s*$/;
const sequence = 0x30;
const twoBytesOfLength = 0x82;

export function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
}

/**
 * The DER bytes of the one certificate in `pem`; undefined if there is none, or it is cut short. What is in them is not read: the
 * certificate is only compared.
 */
export function fromPem(pem: string): Buffer | undefined {
  const [, base64] = border.exec(pem) ?? [];
  const der = Buffer.from(base64 ?? "", "base64");
  const isWhole = der[0] === sequence && der[1] === twoBytesOfLength && der.readUInt16BE(2) === der.length - 4;
  return isWhole ? der : undefined;
}
