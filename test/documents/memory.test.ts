/** Letters leave nothing behind: an office makes a thousand in weeks, in a process that runs for months. */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { times } from '../support/proof.ts'

const MORE = times(200, 3_000)
/** Until then the allocator still gathers: 50 MB between the 200th and the 500th letter, half of one between the 400th and the 700th. */
const FIRST = 400

/** Each letter with another name and number; the templates take turns, so that every kind of page is among them. */
const SCRIPT = `
import { fonts, ISSUED, sampleOf, templates } from './test/documents/samples.ts'
import { compose, renderPdf } from './src/documents/index.ts'
const samples = [...templates.values()].map((template) => ({ template, data: sampleOf(template.id) }))
let made = 0
async function make(count) {
  for (const until = made + count; made < until; made++) {
    const { template, data } = samples[made % samples.length]
    const applicant = { ...data.applicant, name: '申请人' + made }
    const own = { ...data.letter, number: '云公开复〔2026〕' + made + '号' }
    await renderPdf(compose(template, { ...data, applicant, letter: own }), fonts, { issuedAt: ISSUED })
  }
  // The content of buffers is given back only some turns after the collection that found them.
  for (let turn = 0; turn < 5; turn++) {
    gc()
    await new Promise(setImmediate)
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  return { held: heapUsed + arrayBuffers, resident: rss }
}
console.log(JSON.stringify([await make(${FIRST}), await make(${MORE})]))
`

/** V8 may otherwise let 50 MB of garbage gather before it looks, and take its time over that: nothing that a letter holds. */
const YOUNG = '--max-semi-space-size=4'

const MB = 1024 * 1024
type Memory = { held: number; resident: number }

test(`${MORE} letters more, and the process holds what it held after the first ${FIRST}`, async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--expose-gc', YOUNG, '--import', 'tsx', '--input-type=module', '--eval', SCRIPT],
    { env: { ...process.env, TZ: 'Asia/Shanghai' } },
  )
  const [before, after] = JSON.parse(stdout) as [Memory, Memory]
  // A letter is some 65 kB: one kept of four would show, in a proof one of forty. What V8 compiles and forgets
  // meanwhile is 3 MB up or down.
  expect(after.held - before.held).toBeLessThan(4 * MB)
  // Beside it stands what zlib and hashes take: one of them left open in each letter would be 50 MB.
  expect(after.resident - before.resident).toBeLessThan(32 * MB)
}, 300_000)
