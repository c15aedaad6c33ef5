/** The printed lists of a bundle: what a court reads of them, what a party does not, and that the statement binds them. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyBundle } from '../../src/evidence/proof/verify-bundle.ts'
import { sha256 } from '../../src/ground/canonical.ts'
import { verifierKey } from '../../src/ground/checkpoint.ts'
import { parseYaml } from '../../src/ground/yaml.ts'
import { caseById } from '../../src/ledger/queries.ts'
import { always, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import { clock } from '../../workflows/statute/clock.ts'
import { calendarOf } from '../../workflows/statute/working-days.ts'
import { asked, COMPANY } from '../consultations/parties.ts'
import { asFile, look, textIn } from '../documents/samples.ts'
import { factsIn, type Json, openBag, packed, saidIn } from '../support/bags.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application, residentNumber } from '../support/people.ts'

const LIS = { phone: '0000-2000002', address: '示例省示例市云溪区示例巷22号' }
const OPINION = '涉及本公司成本构成，属于商业秘密。'
const LISTS = ['证据清单.pdf', '目录.pdf']
const CLOSED = 'closed/证据清单（不公开质证）'

let office: Office
let id: string
const bundle = async (audience = 'court', of = id) =>
  (await office.registrar.gets(`/api/v1/cases/${of}/evidence?audience=${encodeURIComponent(audience)}`)).bytes
/** Without white space: a cell of a table may break a word. */
const wordsOf = async (zip: Buffer, name: string) =>
  (await textIn(asFile(openBag(zip).payload.get(name)!))).replace(/\s/g, '')
const proves = (zip: Buffer) => verifyBundle(zip, { key: verifierKey(office.house.keys) })

beforeAll(async () => {
  office = await openOffice()
  const person = { kind: 'person', idType: 'residentId', idNumber: residentNumber(611) }
  const content = application({
    coApplicants: [{ ...person, name: '李四', ...LIS }],
    representative: 'applicant',
    request: { title: '示例路项目成本测算', description: '全文。', form: 'paper', delivery: 'portal' },
  })
  const story = await asked(office, { content, about: '成本测算', interest: 'tradeSecret', contact: '赵联系' })
  id = story.id
  await story.party.records({ type: 'thirdPartyReached' })
  await story.party.records(
    { type: 'thirdPartyAnswered', consents: false, reasons: OPINION },
    { files: [{ name: '成本构成说明.txt', content: '成本构成表' }] },
  )
  await office.handler.records(id, { type: 'noted', text: '李四来电询问进度。' })
})
afterAll(() => office.close())

test('a court reads each exhibit with its place in the bundle, the law, and all that lies in it', async () => {
  const court = await bundle()
  const { payload } = openBag(court)
  const list = await wordsOf(court, '证据清单.pdf')
  for (const said of [
    '证据清单',
    '所在位置',
    '成本构成说明.txt',
    '李四',
    COMPANY,
    '法律依据目录',
    '第三十二条',
    '期限计算',
  ])
    expect(list).toContain(said)
  for (const name of payload.keys()) {
    const [place] = /^(?:letters|files)\/\d+/.exec(name) ?? []
    if (place) expect(list, name).toContain(place)
  }
  const index = await wordsOf(court, '目录.pdf')
  for (const name of [...payload.keys()].filter((each) => !each.endsWith('.html')))
    expect(index).toContain(name.replace(/\s/g, ''))
  expect(index).toContain('文书送达')
  // The lines for programs stand in the text alone.
  expect(index).not.toContain('facts.jsonl的字段')
  for (const name of LISTS) {
    expect(await look('qpdf', '--check', asFile(payload.get(name)!))).toContain('No syntax or stream encoding errors')
    expect(saidIn(openBag(court)).files.find((file: Json) => file.name === `data/${name}`)).toMatchObject({
      fact: null,
    })
  }
  expect(proves(court)).toMatchObject({ ok: true, authenticated: true })
  expect((await bundle()).equals(court)).toBe(true)
})

test('the words from which each letter was made lie in it, by the digest that its fact names', async () => {
  const court = openBag(await bundle())
  const made = factsIn(court).filter(({ type }) => type === 'letterMade')
  const sources = [...court.payload].filter(([name]) => name.startsWith('templates/'))
  expect(new Set(sources.map(([name]) => name))).toEqual(new Set(made.map(({ open }) => `templates/${open.digest}.md`)))
  for (const [name, source] of sources) {
    expect(name).toBe(`templates/${sha256(source)}.md`)
    expect(source.toString()).toContain('{{')
  }
  const theirs = openBag(await bundle('applicant'))
  expect([...theirs.payload.keys()].filter((name) => name.startsWith('templates/'))).toEqual([])
})

test('the law by which the days were counted lies in it: from these files alone the count comes to the same', async () => {
  const zip = await bundle()
  const { payload } = openBag(zip)
  const names = [...payload.keys()].filter((name) => name.startsWith('law/'))
  const year = (n: number) => `law/calendar-${n}-1.yaml`
  expect(names).toEqual(expect.arrayContaining(['law/time-limits.yaml', 'law/fixed-holidays.yaml', year(2026)]))
  expect(names).not.toContain(year(2024))
  const read = (name: string) => parseYaml(payload.get(name)!.toString())
  expect(read('law/choices.yaml')).toContainEqual(
    expect.objectContaining({ choice: 'platformReceiptConfirms', value: '以工作人员记录的确认为准' }),
  )
  const shipped = office.house.law()
  const years = names.filter((name) => name.startsWith('law/calendar-')).map(read)
  expect(years).toEqual(shipped.arrangements.filter((each) => years.some(({ year }) => year === each.year)))
  const law = {
    ...{ limits: read('law/time-limits.yaml'), fees: [], outcomes: shipped.outcomes, choices: always(DEFAULT_CHOICES) },
    calendar: calendarOf(years, read('law/fixed-holidays.yaml')),
  }
  const { dueOn, workingDays, steps } = (await office.registrar.gets(`/api/v1/cases/${id}`)).json.clock
  const row = (await caseById(office.house.sql, ['yunxi'], id))!
  const facts = row.context.clockFacts
  expect(clock({ channel: row.channel, facts, asOf: office.house.time.today() }, law)).toMatchObject({
    ...{ dueOn, workingDays, steps: steps.map(({ on }: Json) => ({ on })) },
  })
  const [list, index] = [await wordsOf(zip, '证据清单.pdf'), await wordsOf(zip, '目录.pdf')]
  for (const name of names) {
    expect(list).toContain(name)
    expect(list).toContain(sha256(payload.get(name)!))
    expect(index).toContain(name)
  }
  expect(list).toContain('国办发明电〔2025〕7号')
  const theirs = openBag(await bundle('applicant'))
  expect([...theirs.payload.keys()].filter((name) => name.startsWith('law/'))).toEqual([])
})

test('changed, exchanged or taken away, the first fault names the list', async () => {
  const court = await bundle()
  const forged = (how: (payload: Map<string, Buffer>) => void) => {
    const bag = openBag(court)
    how(bag.payload)
    return proves(packed(bag)).firstFault
  }
  const [list, index] = LISTS as [string, string]
  const changed = forged((payload) => payload.set(list, Buffer.concat([payload.get(list)!, Buffer.from('\n')])))
  expect(changed).toMatchObject({ file: `data/${list}`, what: 'the file was changed' })
  const exchanged = forged((payload) => {
    const [a, b] = [payload.get(list)!, payload.get(index)!]
    payload.set(list, b).set(index, a)
  })
  expect(exchanged?.what).toBe('the file was changed')
  expect(forged((payload) => payload.delete(index))).toMatchObject({
    file: `data/${index}`,
    what: 'the file is missing',
  })
})

test.each([
  ['applicant', ['李四来电', LIS.phone, LIS.address, COMPANY, OPINION, '赵联系', '成本构成说明']],
  ['coApplicant:1', ['李四来电', COMPANY, OPINION, '赵联系', '成本构成说明']],
  ['consultation:1', ['李四', '张三', LIS.phone, '来电']],
])(
  '%s reads the lines of what they get, by the court’s numbers, and of others that there are any',
  async (audience, theirs) => {
    const [court, copy] = [await bundle(), await bundle(audience)]
    expect(proves(copy)).toMatchObject({ ok: true, authenticated: true })
    for (const name of LISTS) {
      const words = await wordsOf(copy, name)
      for (const said of theirs) expect(words, `${name}: ${said}`).not.toContain(said.replace(/\s/g, ''))
    }
    const list = await wordsOf(copy, '证据清单.pdf')
    expect(list).toContain('从略')
    expect(await wordsOf(court, '证据清单.pdf')).not.toContain('从略')
    expect(openBag(copy).payload.has(`${CLOSED}.pdf`)).toBe(false)
  },
)

test('what is closed to an open hearing is listed in the annex, which no party has', async () => {
  const { files } = (await office.registrar.adds(id, [{ name: '报价明细.txt', content: '单价' }])).json
  await office.registrar.records(id, { type: 'fileAdded', files: [files[0].id] })
  await office.counsel.records(id, {
    ...{ type: 'evidenceClosed', files: [files[0].id], kind: 'tradeSecret', why: '载有第三方的报价。' },
  })
  const court = await bundle()
  const [text, printed] = [
    openBag(court).payload.get(`${CLOSED}.txt`)!.toString(),
    await wordsOf(court, `${CLOSED}.pdf`),
  ]
  for (const said of ['不公开质证', '报价明细.txt', '载有第三方的报价', files[0].sha256]) {
    expect(text).toContain(said)
    expect(printed).toContain(said)
  }
  expect(await wordsOf(court, '证据清单.pdf')).toContain('closed/01')
  const theirs = await bundle('applicant')
  expect([...openBag(theirs).payload.keys()].filter((name) => name.startsWith('closed/证据清单'))).toEqual([])
  expect(await wordsOf(theirs, '证据清单.pdf')).not.toContain('报价明细')
  for (const zip of [court, theirs]) expect(proves(zip)).toMatchObject({ ok: true, authenticated: true })
})
