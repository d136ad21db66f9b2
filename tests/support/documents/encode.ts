/** Bytes by their values. */
export const bytesOf = (values: readonly number[]): Uint8Array => Uint8Array.from(values);
/** UTF-16 without a mark. */
export const utf16 = (text: string, big: boolean): Uint8Array =>
  bytesOf(
    [...text].flatMap((character) =>
      big ? [character.charCodeAt(0) >> 8, character.charCodeAt(0) & 255] : [character.charCodeAt(0) & 255, character.charCodeAt(0) >> 8],
    ),
  );

/** Bytes of a text in an encoding that only a decoder exists for: the table is built by decoding all pairs. */
export function encodeLegacy(text: string, label: "gb18030" | "big5"): Uint8Array {
  const table = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high += 1) {
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const character = new TextDecoder(label).decode(bytesOf([high, low]));
      if (character.length === 1 && character !== "\ufffd" && !table.has(character)) table.set(character, [high, low]);
    }
  }
  return bytesOf([...text].flatMap((character) => (character.charCodeAt(0) < 128 ? [character.charCodeAt(0)] : (table.get(character) ?? [63]))));
}
