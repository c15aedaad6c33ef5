/** Several matters, several answers: one application, each matter by the rules of its outcome, one letter. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PASSWORD } from '../../src/demo/district.ts'
import { templateFrom } from '../../src/documents/index.ts'
import { asFile, bare, textIn } from '../documents/samples.ts'
import { pdf } from '../leaving/files.ts'
import { asForm, asUpload, type Upload } from '../support/api.ts'
import { EXAMINED, type Office, openOffice, PASSED, SEARCHED, SERVED, SIGNED } from '../support/house.ts'
import { application } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const MINUTES = '项目协调会议纪要'
const item = (matter: string, outcome: string, fields: object = {}, files?: string[]) => ({
  ...{ matter, outcome, fields },
  ...(files && { files }),
})
const fourItems = (files: string[]) => [
  item('征收补偿方案', 'disclosed', {}, files),
  item(MINUTES, 'processInformation', {
    reasons:
      '该纪要记载各单位在方案形成过程中的不同意见，属于讨论记录；最终决定见已经公开的征收补偿方案，公开过程中的意见会影响各单位今后充分讨论。',
  }),
  item('2019年房屋评估报告', 'notHeld', { reasons: '该项目于2021年立项，2019年没有委托评估。' }),
  item('业主大会会议记录', 'notGovernmentInformation', {
    reasons: '该会议记录由业主委员会制作并保存，不是行政机关在履行行政管理职能过程中制作或者获取的信息。',
  }),
]
const several = (items: object[]) => ({ type: 'replyDrafted', items })

async function readyCase() {
  const filed = await office.caseUntil(
    'assigned',
    application({
      request: { description: '申请公开征收补偿方案、项目协调会议纪要、2019年房屋评估报告、业主大会会议记录。' },
    }),
  )
  await office.handler.records(filed.id, {
    ...SEARCHED,
    found: false,
    terms: ['征收补偿', '房屋评估报告'],
    note: '由两名工作人员逐一检索，没有查到2019年的评估报告。',
  })
  await office.handler.records(filed.id, {
    type: 'secrecyReviewed',
    conclusion: 'mayDisclose',
    reasons: '不涉及国家秘密。',
  })
  await office.handler.records(filed.id, { ...EXAMINED, matter: MINUTES })
  const { files } = (await office.handler.adds(filed.id, [{ name: '征收补偿方案.pdf', content: pdf() }])).json as {
    files: { id: string }[]
  }
  return { ...filed, files: files.map(({ id }) => id) }
}

test('four matters, one letter: until the applicant reads what became of each', async () => {
  const { id, files, ...filed } = await readyCase()
  await office.handler.records(id, several(fourItems(files)))
  const opened = await office.counsel.opens(id)
  expect(opened.draft).toMatchObject({ outcome: 'partlyDisclosed' })
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  const tracked = await office.citizen.follows(filed)
  expect(tracked.files).toMatchObject([{ name: '征收补偿方案.pdf' }])
  const { answers } = await office.citizen.follows(filed)
  expect(answers).toEqual(fourItems(files).map(({ matter, outcome }) => ({ matter, outcome })))
  const letter = tracked.letters.find(({ title }: { title: string }) => title === '政府信息公开申请答复书')
  const text = await textIn(asFile((await office.citizen.looksAt(filed, `/letters/${letter.id}`)).bytes))
  for (const says of [
    '一、关于“征收补偿方案”',
    '二、关于“项目协调会议纪要”',
    '三、关于“2019年房屋评估报告”',
    '四、关于“业主大会会议记录”',
    '根据《条例》第三十六条第（四）项的规定，现告知您：所申请公开的政府信息不存在。',
    '如不服本机关对第二项不予公开的处理',
    '如不服本机关对第一项、第三项、第四项的处理',
    '征收补偿方案（PDF',
  ])
    expect(text, says).toContain(bare(says))
  expect(text.split('《中华人民共和国政府信息公开条例》（以下简称《条例》）').length).toBe(2)
  const [row] = await office.sql`select outcome from cases where id = ${id}`
  expect(row).toEqual({ outcome: 'partlyDisclosed' })
  // Made again from what is kept, byte for byte.
  expect((await office.registrar.gets(`/api/v1/cases/${id}/letters/${letter.id}/reprint`)).json).toMatchObject({
    ...{ identical: true, compared: 'file', sha256: letter.sha256, differs: [] },
  })
  // The files that its matters gave are proposed for the reading room.
  await office.handler.records(id, { type: 'releaseProposed', why: '多人申请同一信息。' })
  const proposal = (await office.head.gets(`/cases/${id}`)).text
  expect(proposal).toMatch(new RegExp(`name="files.${files[0]}"[^>]* checked`))
  // Kept with its words.
  const [kept] = await office.sql<{ source: string; digest: string }[]>`
    select t.source, t.digest from letters l join templates t using (digest) where l.case_id = ${id} and l.kind = 'reply'`
  expect(templateFrom(kept!.source).digest).toBe(kept!.digest)
})

test('neither an outcome nor items, or both: named', async () => {
  const { id } = await readyCase()
  const neither = await office.handler.tries(id, { type: 'replyDrafted', fields: {} })
  expect([neither.status, neither.json.errors]).toMatchObject([422, [{ field: 'outcome', code: 'MISSING' }]])
  const both = await office.handler.tries(id, {
    ...several([item('会议通知', 'advice')]),
    outcome: 'other',
    fields: { a: 'b' },
  })
  expect([both.status, both.json.errors]).toMatchObject([
    422,
    [
      { field: 'outcome', code: 'UNFIT' },
      { field: 'fields', code: 'UNFIT' },
    ],
  ])
})

test('what a matter lacks is named with its place, and what the law refuses with its number', async () => {
  const { id, files } = await readyCase()
  const [given, ...rest] = fourItems(files)
  const lacking = await office.handler.tries(
    id,
    several([given!, item('业主大会会议记录', 'notGovernmentInformation')]),
  )
  expect([lacking.status, lacking.json.errors]).toMatchObject([
    422,
    [{ field: 'items.1.fields.reasons', code: 'BLANK_EMPTY' }],
  ])
  const refused = await office.handler.tries(
    id,
    several([given!, item('请示件', 'processInformation', { reasons: '属于请示报告。' }), ...rest]),
  )
  expect([refused.status, refused.json.code, refused.json.title]).toMatchObject([
    409,
    'NOT_EXAMINED',
    expect.stringContaining('第2项“请示件”'),
  ])
})

/** The handler's browser. */
async function atTheDesk(url: string) {
  const { app } = office
  const signIn = await app.inject({
    method: 'POST',
    url: '/sign-in',
    ...asForm({ username: 'handler', password: PASSWORD }),
  })
  const cookie = String(signIn.headers['set-cookie']).split(';')[0]!
  const gets = (url: string) => app.inject({ url, headers: { cookie } })
  const submits = (url: string, fields: Record<string, string>, files: Upload[] = []) => {
    const { headers, payload } = files.length > 0 ? asUpload(fields, files) : asForm(fields)
    return app.inject({ method: 'POST', url, headers: { ...headers, cookie }, payload })
  }
  const csrf = /name="csrf" value="([^"]+)"/.exec((await gets(url)).body)![1]!
  return { gets, submits, csrf }
}

test('the page of several matters comes back with one more, nothing lost, and drafts without script', async () => {
  const { id, files } = await readyCase()
  const { gets, submits, csrf } = await atTheDesk(`/cases/${id}/items`)
  expect((await gets(`/cases/${id}/items`)).body).toContain('<legend>第2项</legend>')
  const first = {
    csrf,
    'items.0.matter': '征收补偿方案',
    'items.0.outcome': 'disclosed',
    [`items.0.files.${files[0]}`]: 'yes',
  }
  const more = await submits(`/cases/${id}/items`, { ...first, step: 'more' })
  expect(more.body).toContain('<legend>第3项</legend>')
  expect(more.body).toContain('value="征收补偿方案"')
  const two = { ...first, 'items.1.matter': '业主大会会议记录', 'items.1.outcome': 'notGovernmentInformation' }
  const lacking = await submits(`/cases/${id}/items`, two)
  expect([lacking.statusCode, lacking.body.includes('name="items.1.fields.reasons"')]).toEqual([422, true])
  const reasons = '该会议记录由业主委员会制作并保存，不是行政机关在履行行政管理职能过程中制作或者获取的信息。'
  const done = await submits(`/cases/${id}/items`, { ...two, 'items.1.fields.reasons': reasons })
  expect([done.statusCode, done.headers.location]).toEqual([303, `/cases/${id}/draft`])
  const draft = await gets(`/cases/${id}/draft`)
  expect(draft.body).toContain('业主大会会议记录：不属于政府信息')
  expect(draft.body).toContain('二、关于“业主大会会议记录”')
})

const UPLOADED = { field: 'items.0.uploads', name: '分户结果.pdf', content: pdf({ page: '/Rotate 90' }) }
const inForm = (body: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1]
const waitingIn = (body: string) => [
  ...body.matchAll(/type="hidden" name="items\.(\d+)\.files\.([0-9a-f-]{36})" value="yes"\/?>/g),
]
const NOT_INFORMATION = {
  'items.1.matter': '业主大会会议记录',
  'items.1.outcome': 'notGovernmentInformation',
}

test('files put in on the page of several matters wait with it, are taken away there, and go on file with the draft', async () => {
  const { id } = await readyCase()
  const url = `/cases/${id}/items`
  const { submits, csrf } = await atTheDesk(url)
  const first = { csrf, 'items.0.matter': '分户结果', 'items.0.outcome': 'disclosed', ...NOT_INFORMATION }
  const other = { ...UPLOADED, name: '误传.pdf', content: pdf() }
  const lacking = await submits(url, first, [UPLOADED, other])
  expect(lacking.statusCode).toBe(422)
  const basket = inForm(lacking.body, 'basket')!
  const [kept, wrong] = waitingIn(lacking.body).map(([, , file]) => file!)
  expect(lacking.body).toContain('分户结果.pdf')
  const before = await office.standing(id)
  const held = { ...first, basket, [`items.0.files.${kept}`]: 'yes', [`items.0.files.${wrong}`]: 'yes' }
  const fewer = await submits(url, { ...held, [`remove-${wrong}`]: 'yes', step: 'show' })
  expect(waitingIn(fewer.body).map(([, row, file]) => [row, file])).toEqual([['0', kept]])
  expect(await office.standing(id), 'nothing is on file yet').toBe(before)
  const reasons = '该会议记录由业主委员会制作并保存，不是本机关制作或者获取的信息。'
  const done = await submits(url, {
    ...{ ...first, basket, 'items.1.fields.reasons': reasons },
    [`items.0.files.${kept}`]: 'yes',
  })
  expect([done.statusCode, done.headers.location]).toEqual([303, `/cases/${id}/draft`])
  const { given, files } = await office.counsel.opens(id)
  expect(given.files.map(({ name }: { name: string }) => name)).toEqual(['分户结果.pdf'])
  expect(files.map(({ name }: { name: string }) => name)).toEqual(['征收补偿方案.pdf', '分户结果.pdf'])
})

test('a draft sent twice from its page is one draft', async () => {
  const { id } = await readyCase()
  const url = `/cases/${id}/items`
  const { submits, csrf } = await atTheDesk(url)
  const reasons = '该会议记录由业主委员会制作并保存，不是本机关制作或者获取的信息。'
  const whole = {
    ...{ csrf, idempotencyKey: 'twice', 'items.0.matter': '分户结果', 'items.0.outcome': 'disclosed' },
    ...{ ...NOT_INFORMATION, 'items.1.fields.reasons': reasons },
  }
  const answers = [await submits(url, whole, [UPLOADED]), await submits(url, whole, [UPLOADED])]
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303])
  const { facts } = await office.counsel.opens(id)
  expect(facts.filter(({ type }: { type: string }) => type === 'replyDrafted')).toHaveLength(1)
})

test('a new draft begins with the matters of the one before, after a return and after a reopening', async () => {
  const { id, files } = await readyCase()
  await office.handler.records(id, several(fourItems(files)))
  await office.counsel.records(id, { ...PASSED, passed: false, opinion: '请补充第三项的说明。' })
  const { gets } = await atTheDesk(`/cases/${id}`)
  const holds = async () => {
    const { body } = await gets(`/cases/${id}/items`)
    for (const { matter, fields } of fourItems(files) as { matter: string; fields: Record<string, string> }[])
      for (const text of [matter, ...Object.values(fields)]) expect(body).toContain(text)
    expect(body).toMatch(new RegExp(`name="items.0.files.${files[0]}"[^>]* checked`))
    expect(body).toMatch(/<option value="notHeld" selected/)
  }
  await holds()
  await office.handler.records(id, several(fourItems(files)))
  await office.counsel.records(id, PASSED)
  await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  await office.head.records(id, { type: 'reopened', why: '自行纠正。' })
  await holds()
})

test('what was written under another outcome comes back with the form, and does not go into the draft', async () => {
  const { id, files } = await readyCase()
  const url = `/cases/${id}/items`
  const { submits, csrf } = await atTheDesk(url)
  const typed = { csrf, 'items.0.matter': '会议通知', 'items.0.fields.reasons': '写在别处的理由。' }
  const shown = await submits(url, { ...typed, 'items.0.outcome': 'disclosed', step: 'show' })
  expect(inForm(shown.body, 'items.0.fields.reasons')).toBe('写在别处的理由。')
  await submits(url, {
    ...{ ...typed, 'items.0.outcome': 'disclosed', [`items.0.files.${files[0]}`]: 'yes' },
    ...{ ...NOT_INFORMATION, 'items.1.fields.reasons': '该会议记录由业主委员会制作并保存，本机关没有获取。' },
  })
  const { facts } = await office.counsel.opens(id)
  const draft = facts.findLast(({ type }: { type: string }) => type === 'replyDrafted')
  expect(draft.items[0]).toEqual({ matter: '会议通知', outcome: 'disclosed', fields: {}, files: [files[0]] })
})

test('the tracking page tells the last days matter by matter, as the letter tells the remedies', async () => {
  const { id, files, ...filed } = await readyCase()
  await office.handler.records(id, several(fourItems(files)))
  await office.counsel.records(id, PASSED)
  const signed = await office.signer.records(id, SIGNED)
  await office.registrar.records(id, SERVED)
  const { lastDays, remedy } = await office.citizen.follows(filed)
  expect(lastDays.ofMatters.map(({ numbers, first, sue }: never) => [numbers, first, sue !== null])).toEqual([
    [[1, 3, 4], false, true],
    [[2], true, false],
  ])
  const letter = signed.letters.find(({ kind }: { kind: string }) => kind === 'reply')
  const text = await textIn(asFile((await office.signer.gets(letter.url)).bytes))
  expect(text).toContain('如不服本机关对第二项不予公开的处理')
  expect(text).toContain('如不服本机关对第一项、第三项、第四项的处理')
  expect(remedy).toMatch(/^如不服本机关对第一项、第三项、第四项的处理.*如不服本机关对第二项不予公开的处理/)
  const { service } = await office.registrar.opens(id)
  const reply = service.find(({ letter: of }: { letter: string }) => of === letter.id)
  expect(reply.remedy).toEqual({ reconsiderBy: lastDays.reconsider.by, sueBy: lastDays.sue.by })
})

test('a search for one matter is told and judged for that matter, whatever was found of the others', async () => {
  const { id } = await office.caseUntil(
    'assigned',
    application({ request: { description: '申请公开征收补偿方案、2019年房屋评估报告。' } }),
  )
  const REPORT = '2019年房屋评估报告'
  const items = [
    item('征收补偿方案', 'disclosed', { paper: '征收补偿方案复印件1份，共6页，随本答复书交付。' }),
    item(REPORT, 'notHeld', { reasons: '该项目于2021年立项，2019年没有委托评估。' }),
  ]
  await office.handler.records(id, {
    type: 'secrecyReviewed',
    ...{ conclusion: 'mayDisclose', reasons: '不涉及国家秘密。' },
  })
  await office.handler.records(id, { ...SEARCHED, found: true, terms: ['征收补偿方案'] })
  const refused = await office.handler.tries(id, several(items))
  expect([refused.status, refused.json.code]).toEqual([409, 'SEARCH_FOUND'])
  const own = {
    ...SEARCHED,
    found: false,
    matter: REPORT,
    places: ['评估管理系统', '档案室目录'],
    terms: ['房屋评估报告'],
  }
  await office.handler.records(id, own)
  await office.handler.records(id, several(items))
  await office.counsel.records(id, PASSED)
  const signed = await office.signer.records(id, SIGNED)
  const letter = signed.letters.find(({ kind }: { kind: string }) => kind === 'reply')
  const text = await textIn(asFile((await office.signer.gets(letter.url)).bytes))
  expect(text).toContain(bare('检索范围：评估管理系统、档案室目录。'))
  expect(text).not.toContain('公文管理系统')
})
