/** HTML, script, SQL, blanks, control characters, half characters, marks that turn the reading, and length, in every field. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tidyText } from '../../src/ground/tidy.ts'
import { send } from '../support/api.ts'
import {
  CONFIRMED,
  CORRECTION,
  EXAMINED,
  type Office,
  openOffice,
  PASSED,
  SEARCHED,
  SECRECY,
  SIGNED,
} from '../support/house.ts'
import { application, organisation, residentNumber } from '../support/people.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const HOSTILE: Record<string, string> = {
  html: '<img src=x onerror=alert(1)>',
  script: '</title></textarea><script>alert(1)</script>',
  attribute: `" autofocus onfocus='alert(1)' x="`,
  sql: `'; drop table cases; --`,
  blank: '{{agency.name}}{{> contact}}{{x}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the point
  dollars: '$& $1 $$ ${1+1} %s %00 \\u0000 \\',
  nul: 'a\u0000b',
  control: 'a\u0007\u001b[31mb\u009f',
  surrogate: 'a\ud800b',
  otherHalf: '\udc00',
  rightToLeft: '\u202e申请\u2066公开\u2069\u200f',
  invisible: '\u200b\u200d\ufeff\u2060',
  lines: '一行\r\n二行\u2028三行',
  rare: '𠮷𬭎𰻞\u{2f80f}é🏛️',
  combining: `z${'\u0335'.repeat(500)}`,
  noncharacter: '\ufffe\uffff',
  long: '长'.repeat(50_000),
}

/** Every text of an application, by the name that a refusal gives it. */
const FIELDS: Record<string, (text: string) => unknown> = {
  agency: (text) => application({ agency: text }),
  'applicant.name': (text) => application({ applicant: { name: text } }),
  'applicant.idNumber': (text) => application({ applicant: { idType: 'other', idNumber: text } }),
  'applicant.employer': (text) => application({ applicant: { employer: text } }),
  'applicant.phone': (text) => application({ applicant: { phone: text } }),
  'applicant.email': (text) => application({ applicant: { email: text } }),
  'applicant.address': (text) => application({ applicant: { address: text } }),
  'applicant.postcode': (text) => application({ applicant: { postcode: text } }),
  'applicant.creditCode': (text) => organisation({ creditCode: text }),
  'applicant.representative': (text) => organisation({ representative: text }),
  'applicant.contact': (text) => organisation({ contact: text }),
  'agent.name': (text) => application({ agent: agent({ name: text }) }),
  'agent.idNumber': (text) => application({ agent: agent({ idType: 'other', idNumber: text }) }),
  'agent.phone': (text) => application({ agent: agent({ phone: text }) }),
  'request.title': (text) => application({ request: { title: text } }),
  'request.description': (text) => application({ request: { description: text } }),
  'request.documentNumber': (text) => application({ request: { documentNumber: text } }),
}
const agent = (changes: object) => ({
  name: '李四',
  idType: 'residentId',
  idNumber: residentNumber(3),
  phone: '0000-1000003',
  ...changes,
})

/** No text may come out as markup: neither a tag nor an attribute of ours. */
function expectEscaped(page: string) {
  expect(page).not.toMatch(/<img src=x|<script>alert|<b onfocus|" autofocus onfocus/)
  expect(page).not.toMatch(/\u0000/)
}

describe('in an application', () => {
  test.each(Object.keys(FIELDS))('%s: kept as words or refused by its name', async (field) => {
    for (const [kind, text] of Object.entries(HOSTILE)) {
      const answer = await office.citizen.triesToFile(FIELDS[field]!(text))
      expect([201, 422], `${kind}: ${answer.status} ${answer.text.slice(0, 200)}`).toContain(answer.status)
      if (answer.status === 422) {
        expect([kind, answer.json.errors.map((e: { field: string }) => e.field)]).toEqual([kind, [field]])
        continue
      }
      const seen = await office.citizen.follows(answer.json)
      expect(seen.receipt).toBe(answer.json.receipt)
    }
    const [tables] = await office.sql`select to_regclass('cases') is not null as there`
    expect(tables!.there).toBe(true)
  })

  test('NUL and half characters are refused; what no keyboard makes is left out, and what else was written stays', async () => {
    const fields = ['applicant.name', 'request.title', 'request.description']
    for (const kind of ['nul', 'surrogate', 'otherHalf'])
      for (const field of fields) {
        const answer = await office.citizen.triesToFile(FIELDS[field]!(HOSTILE[kind]!))
        expect([kind, field, answer.status]).toEqual([kind, field, 422])
      }
    for (const kind of ['control', 'noncharacter'])
      for (const field of fields) {
        const typed = `甲${HOSTILE[kind]!}乙`
        const answer = await office.citizen.triesToFile(FIELDS[field]!(typed))
        expect([kind, field, answer.status]).toEqual([kind, field, 201])
        const shown = JSON.stringify(await office.registrar.opens(await office.registrar.finds(answer.json)))
        expect(shown).toContain(JSON.stringify(tidyText(typed)).slice(1, -1))
      }
  })

  test('50,000 characters are taken where the law lets people write at length', async () => {
    const answer = await office.citizen.triesToFile(FIELDS['request.description']!(HOSTILE.long!))
    expect(answer.status).toBe(201)
    const id = await office.registrar.finds(answer.json)
    expect((await office.registrar.opens(id)).request.description).toBe(HOSTILE.long)
  })

  test('what was kept is what was written', async () => {
    const title = `${HOSTILE.html}${HOSTILE.blank}${HOSTILE.sql}${HOSTILE.rightToLeft}`
    const filed = await office.citizen.files(application({ request: { title, description: HOSTILE.rare } }))
    const shown = await office.registrar.opens(await office.registrar.finds(filed))
    expect(shown.request).toMatchObject({ title, description: HOSTILE.rare })
  })
})

/** What an application keeps, several kinds in one text: each case goes the whole way with four letters. */
const KEPT: Record<string, string> = {
  markup: `${HOSTILE.html}${HOSTILE.script}${HOSTILE.attribute}${HOSTILE.sql}`.slice(0, 100),
  blanks: `${HOSTILE.blank}${HOSTILE.dollars}`,
  'turned and hidden characters': `甲${HOSTILE.rightToLeft}${HOSTILE.invisible}${HOSTILE.lines}`,
  'rare and combined characters': `${HOSTILE.rare}${HOSTILE.combining}`.slice(0, 90),
}

describe('on pages and in letters', () => {
  test.each(Object.entries(KEPT))(
    '%s: the desk, the case, the tracking page and every letter come out right',
    async (kind, visible) => {
      const { handler, registrar, head, counsel, signer, citizen } = office
      const filed = await citizen.files(
        application({
          applicant: { name: visible, employer: visible, address: visible },
          agent: agent({ name: visible }),
          request: { title: visible, description: visible, documentNumber: visible },
        }),
      )
      const id = await registrar.finds(filed)
      await registrar.records(id, { ...CONFIRMED, note: visible })
      await registrar.records(id, { type: 'registered' })
      // What staff left in braces is an open blank to the checker: a named person answers for it.
      const answersFor = kind === 'blanks' ? { override: { approvedBy: visible, reason: visible } } : {}
      await handler.records(id, { ...CORRECTION, matters: [visible, visible], ...answersFor })
      await citizen.records(filed, { type: 'corrected', text: visible })
      await head.records(id, { type: 'assigned', unit: 'yunxi-gkk', handler: 'handler' })
      const extended = { type: 'extended', workingDays: 5, reason: visible, approvedBy: visible }
      await head.records(id, { ...extended, ...answersFor })
      await handler.records(id, {
        ...SEARCHED,
        places: [visible, '档案室目录'],
        terms: [visible],
        note: visible,
        found: false,
      })
      await handler.records(id, { ...SECRECY, reasons: visible })
      await handler.records(id, { type: 'noted', text: visible })
      await handler.records(id, { type: 'replyDrafted', outcome: 'notHeld', fields: { reasons: visible } })
      const draft = await handler.gets(`/cases/${id}/draft`)
      expect(draft.status).toBe(200)
      await counsel.records(id, { ...PASSED, opinion: visible })
      const shown = await signer.records(id, { ...SIGNED, ...answersFor })
      expect(shown.letters).toHaveLength(4)
      for (const { url } of shown.letters) {
        const letter = await registrar.gets(url)
        expect(letter.bytes.subarray(0, 5).toString()).toBe('%PDF-')
      }
      const cookie = `ysqgk=${await registrar.signsIn()}`
      const pages = await Promise.all([
        send(office.app, { url: `/cases/${id}`, headers: { cookie } }),
        send(office.app, { url: `/desk?q=${encodeURIComponent(visible)}`, headers: { cookie } }),
        trackedPage(filed),
      ])
      for (const page of [draft, ...pages]) {
        expect(page.status).toBe(200)
        expectEscaped(page.text)
      }
    },
  )

  async function trackedPage({ receipt, enquiryCode }: { receipt: string; enquiryCode: string }) {
    const opened = await send(office.app, {
      method: 'POST',
      url: '/track',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ receipt, enquiryCode }).toString(),
    })
    const cookie = String(opened.headers['set-cookie']).split(';')[0]!
    return send(office.app, { url: `/track/${receipt}`, headers: { cookie } })
  }

  test('the search finds what was typed, characters of patterns included', async () => {
    const { receipt } = await office.citizen.files(application({ request: { title: '百分之100%_\\的补助' } }))
    for (const q of ['100%_\\', '%_\\的', '之100%']) {
      const found = (await office.registrar.gets(`/api/v1/cases?q=${encodeURIComponent(q)}`)).json
      expect(found.cases.map((c: { receipt: string }) => c.receipt)).toEqual([receipt])
    }
    expect((await office.registrar.gets('/api/v1/cases?q=%25%25')).json.cases).toEqual([])
  })

  test('an answer that shows what was typed is never taken for a page', async () => {
    const answer = await office.citizen.triesToFile({ agency: '<script>alert(1)</script>' })
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    const page = await send(office.app, { url: `/nowhere/${encodeURIComponent('<script>alert(1)</script>')}` })
    expectEscaped(page.text)
    expect(String(page.headers['content-security-policy'])).toContain("default-src 'none'")
  })
})

describe('in facts', () => {
  /** Every text that staff may type, with the fact that carries it at this point of the case. */
  const TEXTS: [who: 'registrar' | 'handler' | 'head', field: string, fact: (text: string) => object][] = [
    ['registrar', 'text', (text) => ({ type: 'noted', text })],
    ['registrar', 'evidence', (text) => ({ type: 'noted', text: '备注', evidence: text })],
    ['head', 'unit', (text) => ({ type: 'assigned', unit: text })],
    ['head', 'handler', (text) => ({ type: 'assigned', unit: 'yunxi-gkk', handler: text })],
    ['handler', 'places.0', (text) => ({ ...SEARCHED, places: [text] })],
    ['handler', 'terms.0', (text) => ({ ...SEARCHED, terms: [text] })],
    ['handler', 'note', (text) => ({ ...SEARCHED, note: text })],
    ['handler', 'why', (text) => ({ type: 'disclosureExamined', severable: false, why: text })],
    ['handler', 'reasons', (text) => ({ ...SECRECY, reasons: text })],
    ['handler', 'participants.0', (text) => ({ type: 'conferred', participants: [text], conclusion: '同意' })],
    ['head', 'why', (text) => ({ type: 'rectified', position: 2, why: text, approvedBy: '示例' })],
    ['head', 'approvedBy', (text) => ({ type: 'rectified', position: 2, why: '误记', approvedBy: text })],
    [
      'head',
      'replacement',
      (text) => ({
        type: 'rectified',
        position: 2,
        why: '误记',
        approvedBy: '示例',
        replacement: { how: 'phone', note: text },
      }),
    ],
  ]

  test.each(TEXTS)('%s types into %s: kept or refused by its name', async (who, field, fact) => {
    const { id } = await office.caseUntil('assigned')
    for (const [kind, text] of Object.entries(HOSTILE)) {
      const answer = await office[who].tries(id, fact(text))
      expect([201, 409, 422], `${kind}: ${answer.status} ${answer.text.slice(0, 200)}`).toContain(answer.status)
      if (answer.status !== 422) continue
      for (const error of answer.json.errors) expect([kind, error.field.startsWith(field)]).toEqual([kind, true])
    }
    expectEscaped((await office.registrar.gets(`/cases/${id}`)).text)
  })

  test('the blanks of a draft: any text, any name', async () => {
    const { id } = await office.caseUntil('assigned')
    await office.handler.records(id, EXAMINED)
    const draft = (fields: object) =>
      office.handler.tries(id, { type: 'replyDrafted', outcome: 'internalAffairs', fields })
    for (const [kind, text] of Object.entries(HOSTILE)) {
      const named = await draft({ reasons: '理由', [text]: '值' })
      expect([201, 422], `${kind}: ${named.text.slice(0, 200)}`).toContain(named.status)
      if (named.status === 201) await office.counsel.records(id, { type: 'replyReturned', why: '再拟。' })
      const answer = await draft({ reasons: text })
      expect([201, 422], `${kind}: ${answer.text.slice(0, 200)}`).toContain(answer.status)
      if (answer.status === 422) expect(answer.json.errors[0].field).toBe('fields.reasons')
      else await office.counsel.records(id, { type: 'replyReturned', why: '再拟。' })
    }
  })

  test('a blank called as everyone’s parent is no blank', async () => {
    const { id } = await office.caseUntil('assigned')
    const draft = '{"type":"replyDrafted","outcome":"internalAffairs","fields":{"reasons":"由","__proto__":{"x":1}}}'
    expect((await office.handler.tries(id, draft)).status).toBe(400)
  })

  test('what the applicant types into a correction', async () => {
    for (const [kind, text] of Object.entries(HOSTILE)) {
      const filed = await office.caseUntil('registered')
      await office.registrar.records(filed.id, CORRECTION)
      const answer = await office.citizen.tries(filed, { type: 'corrected', text })
      expect([201, 422], `${kind}: ${answer.text.slice(0, 200)}`).toContain(answer.status)
      if (answer.status === 422) expect(answer.json.errors.map((e: { field: string }) => e.field)).toEqual(['text'])
    }
  })
})
