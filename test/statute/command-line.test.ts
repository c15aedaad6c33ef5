import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { calendarShowCommand } from '../../src/cli/calendar.ts'
import { clockCommand } from '../../src/cli/clock.ts'
import { feeCommand } from '../../src/cli/fee.ts'
import { remedyCommand } from '../../src/cli/remedy.ts'

class Kept extends Writable {
  bytes: Buffer[] = []
  override _write(chunk: Buffer, _encoding: string, done: () => void) {
    this.bytes.push(chunk)
    // A slow reader: the command must wait for it, not pile up.
    setImmediate(done)
  }
  get text() {
    return Buffer.concat(this.bytes).toString()
  }
  get lines() {
    return this.text
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  }
}

type Command = typeof clockCommand
async function run(command: Command, input: (string | Buffer)[]) {
  const output = new Kept()
  const code = await command(Readable.from(input), output)
  return { code, lines: output.lines }
}

const plain = { channel: 'counter', facts: [{ type: 'submitted', on: '2026-02-13' }], asOf: '2026-03-02' }

test('clock: the keys of the contract, in its order, then ours', async () => {
  const { code, lines } = await run(clockCommand, [`${JSON.stringify({ id: 'a', ...plain })}\n`])
  expect(code).toBe(0)
  expect(Object.keys(lines[0])).toEqual([
    ...['id', 'receivedOn', 'correctionNoticeDueOn', 'dueOn', 'provisional', 'status', 'workingDays', 'settledOn'],
    ...['inTime', 'careful', 'excluded', 'replies', 'consultations', 'steps', 'countedFrom', 'warnings'],
  ])
  expect(Object.keys(lines[0].workingDays)).toEqual(['allowed', 'used', 'left'])
  expect(Object.keys(lines[0].careful)).toEqual(['dueOn', 'inTime', 'because'])
})

test('clock: a hostile line is an error on its own line, and the run goes on', async () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`
  const wide = JSON.stringify({ id: 'wide', ...plain, facts: Array(20_000).fill({ type: 'noted', on: '2026-02-13' }) })
  const hostile: [line: string, id: unknown, code: string][] = [
    ['{', null, 'BAD_JSON'],
    ['null', null, 'BAD_LINE'],
    ['[]', null, 'BAD_LINE'],
    ['"text"', null, 'BAD_LINE'],
    [deep, null, 'BAD_LINE'],
    [`{"id":${deep}}`, null, 'BAD_ID'],
    ['{"id":{"toString":1}}', null, 'BAD_ID'],
    ['{"id":1}', 1, 'FACTS_MISSING'],
    ['{"id":2,"facts":{"length":1e9}}', 2, 'FACTS_MISSING'],
    [`{"id":3,"channel":"__proto__","facts":[{"type":"submitted","on":"2026-01-05"}]}`, 3, 'UNKNOWN_CHANNEL'],
    [`{"id":4,"channel":"counter","facts":[{"type":"__proto__","on":"2026-01-05"}]}`, 4, 'UNKNOWN_FACT'],
    [`{"id":5,"channel":"counter","facts":[{"type":"submitted","on":1e400}]}`, 5, 'BAD_DAY'],
    [`{"id":6,"channel":"counter","facts":[{"type":"submitted","on":"\\ud800"}]}`, 6, 'BAD_DAY'],
    [`{"id":7,"channel":"counter","facts":[{"type":"submitted","on":${deep}}]}`, 7, 'BAD_DAY'],
    [`{"id":8,"channel":"counter","facts":[[],null,3]}`, 8, 'BAD_FACT'],
    [`{"id":9,"channel":"counter","facts":[{"type":"submitted","on":"2026-01-05"}],"asOf":{}}`, 9, 'BAD_DAY'],
    [
      `{"id":10,"channel":"counter","facts":[{"type":"submitted","on":"2026-01-05"}],"asOf":"9999-12-31"}`,
      10,
      'DAY_OUT_OF_RANGE',
    ],
    [`{"id":11,"x":"${'长'.repeat(2_000_000)}"}`, null, 'LINE_TOO_LONG'],
    [wide, 'wide', 'NOT_SUBMITTED'],
  ]
  const text = hostile.map(([line]) => `${line}\n${JSON.stringify({ id: 'good', ...plain })}\n`).join('')
  const { code, lines } = await run(clockCommand, pieces(text, 60_000))
  expect(code).toBe(0)
  expect(lines).toHaveLength(hostile.length * 2)
  hostile.forEach(([, id, fault], i) => {
    expect(lines[i * 2], `${i}`).toEqual({ id, error: { code: fault, message: expect.any(String) } })
    expect(lines[i * 2 + 1]).toMatchObject({ id: 'good', dueOn: '2026-03-19' })
  })
})

/** Cut anywhere, through characters too. */
function pieces(text: string, size: number): Buffer[] {
  const bytes = Buffer.from(text)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}

test('clock: a long run comes back whole and in order', async () => {
  const count = 6000
  const text = Array.from({ length: count }, (_, id) => JSON.stringify({ id, ...plain, pad: '甲'.repeat(100) })).join(
    '\n',
  )
  const { lines } = await run(clockCommand, pieces(text, 65_536))
  expect(lines.map((l) => l.id)).toEqual(Array.from({ length: count }, (_, id) => id))
  expect(new Set(lines.map((l) => l.dueOn))).toEqual(new Set(['2026-03-19']))
})

test('clock: blank lines, a byte order mark and CRLF ask nothing and break nothing', async () => {
  const line = JSON.stringify({ id: 1, ...plain })
  const { lines } = await run(clockCommand, ['\ufeff', line, '\r\n\r\n', line])
  expect(lines.map((l) => l.dueOn)).toEqual(['2026-03-19', '2026-03-19'])
})

test('clock: without asOf, today in Shanghai', async () => {
  const { asOf: _, ...undated } = plain
  const today = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
  const before = today()
  const { lines } = await run(clockCommand, [`${JSON.stringify({ id: 1, ...undated })}\n`])
  expect([before, today()]).toContain(lines[0].steps.at(-1).on)
})

test('fee and remedy answer line by line', async () => {
  const fees = await run(feeCommand, [
    '{"id":1,"basis":"items","earlierThisMonth":32,"items":1}\n{"id":2,"basis":"weight"}\n{"id":3,"basis":"pages","pages":"9"}\n',
  ])
  expect(fees.lines).toEqual([
    { id: 1, amount: 200, lines: [{ from: 33, to: 33, rate: 200, amount: 200 }] },
    { id: 2, error: { code: 'UNKNOWN_BASIS', message: expect.any(String) } },
    { id: 3, error: { code: 'BAD_QUANTITY', message: expect.any(String) } },
  ])
  const asked = { id: 1, outcome: 'notHeld', agencyKind: 'countyDepartment', servedOn: '2026-08-03' }
  const wrong = [
    { ...asked, outcome: 'toString' },
    { ...asked, agencyKind: 'constructor' },
    { ...asked, servedOn: 5 },
    {},
  ]
  const remedies = await run(
    remedyCommand,
    [asked, ...wrong].map((q) => `${JSON.stringify(q)}\n`),
  )
  expect(Object.keys(remedies.lines[0])).toEqual([
    ...['id', 'reconsiderationFirst', 'reconsiderationBody', 'reconsiderBy', 'sueBy', 'text', 'article', 'provisional'],
  ])
  expect(remedies.lines.slice(1).map((l) => l.error.code)).toEqual([
    'UNKNOWN_OUTCOME',
    'UNKNOWN_AGENCY_KIND',
    'BAD_DAY',
    'BAD_DAY',
  ])
})

test('calendar show: a year as the import writes it; 2 and a reason for a year without notice', async () => {
  const show = async (...args: string[]) => {
    const [output, errors] = [new Kept(), new Kept()]
    return { code: await calendarShowCommand(args, output, errors), out: output.text, err: errors.text }
  }
  const shown = await show('2026')
  expect(shown.code).toBe(0)
  expect(JSON.parse(shown.out)).toMatchObject({
    year: 2026,
    workingDays: 248,
    work: expect.arrayContaining(['2026-02-14']),
  })
  expect(await show('2027')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('calendar import') })
  expect((await show()).code).toBe(2)
  expect((await show('next')).code).toBe(2)
})

test('a reader that goes, like head, is no fault', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'clock'])
  const errors = text(child.stderr)
  child.stdin.on('error', () => {}) // it is gone with the reader
  child.stdin.end(`${JSON.stringify({ id: 'a', ...plain })}\n`.repeat(5_000))
  await once(child.stdout, 'data')
  child.stdout.destroy()
  const [code] = await once(child, 'exit')
  expect([code, await errors]).toEqual([0, ''])
})
