const VERSION_1 = [0x02, 0x01, 0x01];
const SHA_256 = [0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00];
const CERTIFICATE_TOO = [0x01, 0x01, 0xff];

/** TimeStampReq of RFC 3161 §2.4.1 over a SHA-256 (32 bytes), asking for the certificate, in DER. */
export function timeStampRequest(hash: Uint8Array): Uint8Array<ArrayBuffer> {
  const imprint = [...SHA_256, 0x04, hash.length, ...hash];
  const body = [...VERSION_1, 0x30, imprint.length, ...imprint, ...CERTIFICATE_TOO];
  return Uint8Array.of(0x30, body.length, ...body);
}
