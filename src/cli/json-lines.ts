/** JSON Lines in, JSON Lines out, same order, constant memory: what cannot be computed is an error on its own line. */
import type { Readable, Writable } from 'node:stream'
import { ClockFault } from '../../workflows/statute/fault.ts'

/** A line longer than this is no case; it is refused without being kept. */
const LONGEST = 1024 * 1024 // bytes
/** Stands for a line that was too long; no JSON text begins with it. */
const TOO_LONG = '\u0000'

export type Answer = (question: Record<string, unknown>) => object
/** Answers some whole lines; bytes where another thread did it. */
export type AnswerText = (lines: Buffer) => string | Promise<Uint8Array>

/** Answers line by line on this thread. @returns the exit code, always 0 */
export const answerLines = (input: Readable, output: Writable, answer: Answer): Promise<number> =>
  answerInOrder(input, output, (lines) => answered(lines, answer), 1)

/** Up to `ahead` pieces are under way at once; they are written in the order in which they came. */
export async function answerInOrder(
  input: Readable,
  output: Writable,
  answer: AnswerText,
  ahead: number,
): Promise<number> {
  let open = true
  // Whoever reads us may stop early (`| head`): then there is nothing left to do.
  output.on('error', () => {
    open = false
  })
  // Written means handed over: memory stays constant, and whoever exits after us loses nothing.
  const write = (piece: string | Uint8Array) =>
    new Promise<void>((done) => {
      if (open && piece.length > 0) output.write(piece, () => done())
      else done()
    })
  const underWay: (string | Promise<Uint8Array>)[] = []
  for await (const lines of wholeLines(input)) {
    underWay.push(answer(lines))
    if (underWay.length >= ahead) await write(await underWay.shift()!)
    if (!open) break
  }
  for (const piece of underWay) await write(await piece)
  return 0
}

/** The input as it arrives, cut at the ends of lines: an answer never waits for more input than its own line. */
async function* wholeLines(input: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let length = 0
  let skipping = false
  for await (const piece of input) {
    let chunk = Buffer.from(piece as Buffer | string)
    if (skipping) {
      const end = chunk.indexOf(10)
      if (end < 0) continue
      chunk = chunk.subarray(end + 1)
      skipping = false
    }
    const end = chunk.lastIndexOf(10)
    if (end >= 0) {
      yield Buffer.concat([...rest, chunk.subarray(0, end + 1)])
      rest = []
      length = 0
    }
    rest.push(chunk.subarray(end + 1))
    length += chunk.length - end - 1
    if (length <= LONGEST) continue
    yield Buffer.from(`${TOO_LONG}\n`)
    rest = []
    length = 0
    skipping = true
  }
  if (length > 0) yield Buffer.concat(rest)
}

/** One line of answer for each line of question; blank lines ask nothing. */
export function answered(lines: Buffer, answer: Answer): string {
  const text = lines.toString('utf8')
  let out = ''
  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from)
    const end = newline < 0 ? text.length : newline
    const line = text.slice(from, end)
    from = end + 1
    if (line.trim() !== '') out += `${answeredLine(line, answer)}\n`
  }
  return out
}

function answeredLine(line: string, answer: Answer): string {
  let id: string | number | null = null
  try {
    const question = parsed(line)
    if (typeof question !== 'object' || question === null || Array.isArray(question))
      throw new ClockFault('BAD_LINE', '这一行不是一个 JSON 对象。')
    const value = (question as { id?: unknown }).id
    if (typeof value === 'string' || typeof value === 'number') id = value
    else if (value !== undefined && value !== null) throw new ClockFault('BAD_ID', 'id 应当是文字或者数字。')
    return JSON.stringify({ id, ...answer(question as Record<string, unknown>) })
  } catch (error) {
    return JSON.stringify({ id, error: told(error) })
  }
}

function parsed(line: string): unknown {
  if (line === TOO_LONG || line.length > LONGEST) throw new ClockFault('LINE_TOO_LONG', '这一行过长。')
  try {
    return JSON.parse(line.charCodeAt(0) === 0xfeff ? line.slice(1) : line)
  } catch {
    throw new ClockFault('BAD_JSON', '这一行不是合法的 JSON。')
  }
}

/** A fault is named by its code. Anything else is a bug of ours: it too stays on its line, and the run goes on. */
function told(error: unknown): { code: string; message: string } {
  if (error instanceof ClockFault) return { code: error.code, message: error.message }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) }
}
