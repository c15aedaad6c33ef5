/** The lines of a file as they are, cut at line feeds alone: a text has more ends of lines than one (U+2028), bytes have not. */

/** @returns each line without its line feed; undefined for one that is longer than `longest` bytes, and nothing after it */
export async function* byteLines(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  longest: number,
): AsyncGenerator<Buffer | undefined> {
  let rest: Uint8Array[] = []
  let length = 0
  for await (const piece of pieces) {
    for (let from = 0; from < piece.length; ) {
      const at = piece.indexOf(10, from)
      const part = piece.subarray(from, at < 0 ? piece.length : at)
      length += part.length
      if (length > longest) return yield undefined
      rest.push(part)
      if (at < 0) break
      yield Buffer.concat(rest)
      ;[rest, length, from] = [[], 0, at + 1]
    }
  }
  if (length > 0) yield Buffer.concat(rest)
}
