/** JSON Lines in, JSON Lines out, same order, constant memory: what cannot be computed is an error on its own line. */
import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'
import { ClockFault } from '../../workflows/statute/fault.ts'

/** A line longer than this is no case; it is refused without being kept. */
const LONGEST = 1024 * 1024 // characters
/** Write in pieces of about this size: a system call for each line would cost more than the line. */
const PIECE = 64 * 1024 // characters

type Answer = (question: Record<string, unknown>) => object

export async function answerLines(input: Readable, output: Writable, answer: Answer): Promise<number> {
  let written = ''
  let open = true
  // Whoever reads us may stop early (`| head`): then there is nothing left to do.
  output.once('error', () => {
    open = false
  })
  const flush = async () => {
    const piece = written
    written = ''
    if (open && piece !== '' && !output.write(piece))
      await Promise.race([once(output, 'drain'), once(output, 'close')]).catch(() => {})
  }
  for await (const line of linesOf(input)) {
    if (!open) break
    if (line.trim() === '') continue
    written += `${answered(line, answer)}\n`
    if (written.length >= PIECE) await flush()
  }
  await flush()
  return 0
}

/** Lines of the input; one that is too long comes as its beginning, which is no longer JSON of ours. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let skipping = false
  for await (const chunk of input) {
    let text = typeof chunk === 'string' ? chunk : decoder.write(chunk as Buffer)
    if (skipping) {
      const end = text.indexOf('\n')
      if (end < 0) continue
      text = text.slice(end + 1)
      skipping = false
    }
    let from = 0
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      yield rest + text.slice(from, end)
      rest = ''
      from = end + 1
    }
    rest += text.slice(from)
    if (rest.length > LONGEST) {
      yield rest
      rest = ''
      skipping = true
    }
  }
  rest += decoder.end()
  if (rest !== '') yield rest
}

function answered(line: string, answer: Answer): string {
  let id: string | number | null = null
  try {
    if (line.length > LONGEST) throw new ClockFault('LINE_TOO_LONG', '这一行过长。')
    const question = parsed(line)
    if (typeof question !== 'object' || question === null || Array.isArray(question))
      throw new ClockFault('BAD_LINE', '这一行不是一个 JSON 对象。')
    const given = (question as { id?: unknown }).id
    if (typeof given === 'string' || typeof given === 'number') id = given
    else if (given !== undefined && given !== null) throw new ClockFault('BAD_ID', 'id 应当是文字或者数字。')
    return JSON.stringify({ id, ...answer(question as Record<string, unknown>) })
  } catch (error) {
    return JSON.stringify({ id, error: told(error) })
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new ClockFault('BAD_JSON', '这一行不是合法的 JSON。')
  }
}

/** A fault is told by its code. Anything else is a bug of ours: it too stays on its line, and the run goes on. */
function told(error: unknown): { code: string; message: string } {
  if (error instanceof ClockFault) return { code: error.code, message: error.message }
  return { code: 'INTERNAL', message: error instanceof Error ? error.message : String(error) }
}
