/** What a reply must show (Arts 29, 36 (1), (4), (6)), and what follows an annulment: through the API, with code, article and remedy. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textOf } from '../../src/documents/index.ts'
import { letterFrom } from '../../src/letters/together-letter.ts'
import { templates } from '../documents/samples.ts'
import { MONDAY, type Office, openOffice, PASSED, SECRECY, SIGNED } from '../support/house.ts'
import { application, organisation, residentNumber } from '../support/people.ts'
import { blanksIn } from '../support/sealed.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

const drafted = (outcome: string, fields: object = {}) => ({ type: 'replyDrafted', outcome, fields })
const NOT_FOUND = {
  type: 'searched',
  places: ['公文管理系统', '档案室目录'],
  terms: ['征收补偿方案'],
  found: false,
  note: '按题名和关键词逐一检索。',
}
const assigned = (content?: unknown) => {
  office.itIs(MONDAY)
  return office.caseUntil('assigned', content)
}
const refused = async (id: string, fact: object, by = office.handler) => (await by.tries(id, fact)).json
/** The words of the reply that was signed last. */
async function replyOf(id: string): Promise<string> {
  const [letter] = await office.sql`
    select template, agency_id, case_id, id, sealed from letters where case_id = ${id} and kind = 'reply' order by position desc limit 1`
  return textOf(letterFrom(templates.get(letter!.template)!, blanksIn(office, letter!))).join('\n')
}
const signs = async (id: string) => {
  await office.counsel.records(id, PASSED)
  return office.signer.tries(id, SIGNED)
}

describe('信息不存在', () => {
  test('one place and words of another matter stop the signature, each by name', async () => {
    const { id } = await assigned()
    await office.handler.records(id, { ...NOT_FOUND, places: ['公文管理系统'], terms: ['桥梁养护'] })
    await office.handler.records(id, drafted('notHeld'))
    const { status, json } = await signs(id)
    expect([status, json.code]).toEqual([409, 'LETTER_FAULTY'])
    const rules = json.findings.map(({ rule }: { rule: string }) => rule)
    expect(rules).toEqual(expect.arrayContaining(['SEARCH_ONE_PLACE', 'SEARCH_TERMS_FOREIGN']))
  })

  test('what was lost is answered so only after recovery, with a name; the letter tells it', async () => {
    const { id } = await assigned()
    await office.handler.records(id, NOT_FOUND)
    const lost = drafted('notHeld', { reasons: '该方案的原件在搬迁时遗失。' })
    expect(await refused(id, lost)).toMatchObject({ status: 409, code: 'LOST_NOT_RECOVERED' })
    const recovery = ['区档案馆：没有移交记录', '征收办：没有副本']
    expect(await refused(id, { ...NOT_FOUND, recovery })).toMatchObject({ status: 409, code: 'RECOVERY_NOT_APPROVED' })
    await office.handler.records(id, { ...NOT_FOUND, recovery, recoveryApprovedBy: '沈微' })
    await office.handler.records(id, lost)
    expect((await signs(id)).status).toBe(201)
    expect(await replyOf(id)).toContain('区档案馆：没有移交记录；征收办：没有副本。经沈微批准')
  })
})

describe('已主动公开', () => {
  test('the home page is no address; the page is', async () => {
    const { id } = await assigned()
    const where = (text: string) => drafted('alreadyPublic', { where: text })
    expect(await refused(id, where('请自行查找。'))).toMatchObject({ status: 409, code: 'PUBLIC_ADDRESS_MISSING' })
    const home = await refused(id, where('云溪区人民政府门户网站 https://www.yunxi.example/'))
    expect(home).toMatchObject({ status: 409, code: 'HOME_PAGE_ONLY', article: '条例第三十六条第（一）项' })
    await office.handler.records(id, where('https://www.yunxi.example/zwgk/2025/content_1024.html'))
  })
})

describe('重复申请', () => {
  const persons = { of: 700 }
  const somebody = () => ({ name: '赵六', idNumber: residentNumber(++persons.of) })
  const repeat = (earlierNumber: string, more: object = {}) => drafted('repeatRequest', { earlierNumber, ...more })

  const numberOfReply = (letters: { kind: string; number: string }[]) =>
    letters.findLast(({ kind }) => kind === 'reply')?.number as string
  /** A case of this applicant brought so far, with its number and that of its reply. */
  const named = async (until: string, applicant: object, request: object = {}) => {
    const { id } = await office.caseUntil(
      until === 'withdrawn' ? 'assigned' : until,
      application({ applicant, request }),
    )
    if (until === 'withdrawn')
      await office.registrar.records(id, { type: 'withdrawn', why: '不再需要。', evidence: '3月2日电话记录。' })
    const { number, letters } = await office.handler.opens(id)
    return { id, number: number as string, reply: numberOfReply(letters) }
  }
  const answers = async (id: string) => {
    await office.goes(id, 'assigned', 'replyServed')
    return numberOfReply((await office.handler.opens(id)).letters)
  }

  test('the register shows the earlier reply: by 登记编号, of this applicant, answered; the form offers it', async () => {
    office.itIs(MONDAY)
    const applicant = somebody()
    const first = await office.caseUntil('replyServed', application({ applicant }))
    const { number, letters } = await office.handler.opens(first.id)
    const reply = letters.findLast(({ kind }: { kind: string }) => kind === 'reply').number as string
    const { id } = await office.caseUntil('assigned', application({ applicant }))

    expect(await refused(id, repeat(''))).toMatchObject({ status: 409, code: 'EARLIER_REPLY_MISSING' })
    expect(await refused(id, repeat('云公开复〔2019〕1号'))).toMatchObject({
      status: 409,
      code: 'EARLIER_REPLY_UNKNOWN',
    })
    const wrong = repeat(reply, { earlierOn: '2025年1月6日' })
    expect(await refused(id, wrong)).toMatchObject({ status: 409, code: 'EARLIER_DAY_WRONG' })

    const page = await office.handler.opens(id)
    expect(page.may).toContain('replyDrafted')
    const shown = await office.handler.records(id, repeat(number))
    expect(shown.facts.at(-1).fields).toMatchObject({ earlierNumber: reply, earlierOn: '2026年3月2日' })
  })

  test('the reply to another is no earlier reply, an unanswered request neither', async () => {
    office.itIs(MONDAY)
    const applicant = somebody()
    const other = await office.caseUntil('replyServed', application({ applicant: somebody() }))
    const open = await office.caseUntil('assigned', application({ applicant }))
    const { id } = await office.caseUntil('assigned', application({ applicant }))
    const numberOf = async (of: string) => (await office.handler.opens(of)).number as string
    expect((await refused(id, repeat(await numberOf(other.id)))).code).toBe('EARLIER_REPLY_OF_ANOTHER')
    expect((await refused(id, repeat(await numberOf(open.id)))).code).toBe('EARLIER_NOT_ANSWERED')
  })

  test('each number that exists and is no earlier reply says what it is', async () => {
    office.itIs(MONDAY)
    const applicant = somebody()
    const { id, number: own } = await named('assigned', applicant)
    const { id: before } = await named('assigned', applicant)
    const days = { answerBy: '2026-04-20' }
    const noticed = await office.handler.records(before, { type: 'correctionRequested', matters: ['年份'], ...days })
    const withdrawn = await named('withdrawn', applicant)
    const signed = await named('replySigned', applicant)
    const later = await named('replyServed', applicant)
    const told = async (which: string) => {
      const { code, title } = await refused(id, repeat(which))
      return [code, title]
    }
    expect(await told(own)).toEqual(['EARLIER_IS_THIS', expect.stringContaining('本件自己的编号')])
    expect(await told(noticed.letters.at(-1).number)).toEqual(['EARLIER_NO_REPLY', expect.any(String)])
    expect(await told(withdrawn.number)).toEqual(['EARLIER_NOT_ANSWERED', expect.stringContaining('撤回')])
    expect(await told(signed.reply)).toEqual(['EARLIER_NOT_ANSWERED', expect.stringContaining('还没有送达')])
    office.itIs('2026-03-03')
    await office.head.records(later.id, { type: 'reopened', why: '自行纠正。' })
    expect(await told(later.reply)).toEqual(['EARLIER_VOID', expect.stringContaining('作废')])
    expect(await told(later.number)).toEqual(['EARLIER_NOT_ANSWERED', expect.stringContaining('还没有答复')])
  })

  test('a reply that was given after this request repeats nothing; another matter is named with both texts', async () => {
    office.itIs(MONDAY)
    const applicant = somebody()
    const asks = (title: string) => ({ ...application({ applicant }).request, title, description: title })
    const older = await named('assigned', applicant, asks('云溪区2024年预算执行审计报告'))
    const { id } = await named('assigned', applicant, asks('滨河路绿化施工合同'))
    office.itIs('2026-03-03')
    const reply = await answers(older.id)
    expect((await refused(id, repeat(reply))).code).toBe('EARLIER_REPLY_LATER')

    const again = await named('assigned', applicant, asks('滨河路绿化施工合同'))
    await office.handler.records(again.id, repeat(reply))
    const page = (await office.counsel.gets(`/cases/${again.id}/draft`)).text
    expect(page).toContain('前次申请的是“云溪区2024年预算执行审计报告”，本次申请的是“滨河路绿化施工合同”')
  })

  test('a reply older than the register is shown by its file, and by no file of another case', async () => {
    const { id } = await assigned()
    const older = (earlierFile: string) => repeat('云公开复〔2018〕9号', { earlierOn: '2018-11-06', earlierFile })
    const nobody = await refused(id, older('00000000-0000-4000-8000-000000000000'))
    expect(nobody.errors[0]).toMatchObject({ field: 'fields.earlierFile', code: 'NO_SUCH_FILE' })
    const { files } = (await office.handler.adds(id, [{ name: '前次答复.txt', content: '答复。' }])).json
    await office.handler.records(id, older(files[0].id))
    expect((await signs(id)).status).toBe(201)
    expect(await replyOf(id)).toContain('已于2018年11月6日作出答复（文号：云公开复〔2018〕9号）')
  })
})

describe('撤回', () => {
  test('recorded by staff it needs proof, and a suit that is withdrawn withdraws nothing', async () => {
    const { id } = await assigned()
    const withdrawn = { type: 'withdrawn', why: '不再需要。' }
    expect(await refused(id, withdrawn, office.registrar)).toMatchObject({ status: 409, code: 'WITHDRAWAL_NOT_PROVEN' })
    const suit = { ...withdrawn, why: '申请人已经撤诉。', evidence: '准许撤诉的裁定。' }
    expect(await refused(id, suit, office.registrar)).toMatchObject({ status: 409, code: 'SUIT_WITHDRAWN' })
    await office.registrar.records(id, { ...withdrawn, evidence: '3月2日10时电话0000-1000001，申请人表示撤回。' })
  })
})

describe('重新办理', () => {
  test('after an annulment the same reply on the same record is stopped; the letter names decision and earlier reply', async () => {
    office.itIs(MONDAY)
    const { id } = await office.caseUntil('replyServed')
    const { letters } = await office.handler.opens(id)
    const reply = letters.findLast(({ kind }: { kind: string }) => kind === 'reply').number as string
    await office.counsel.records(id, { type: 'remedySought', kind: 'reconsideration', body: '云溪区人民政府' })
    await office.counsel.records(id, { type: 'remedyDecided', result: 'corrected' })
    const decision = { body: '云溪区人民政府', number: '云政复决字〔2026〕3号', on: MONDAY, receivedOn: MONDAY }
    await office.counsel.records(id, { type: 'reopened', why: '责令重新答复。', decision })

    const again = {
      type: 'replyDrafted',
      outcome: 'disclosed',
      fields: { content: '随本答复书提供。', paper: '方案一份' },
    }
    await office.handler.records(id, again)
    const { json } = await signs(id)
    expect(json.findings.map(({ rule }: { rule: string }) => rule)).toContain('SAME_AFTER_ANNULMENT')
    await office.signer.records(id, { type: 'replyReturned', why: '另作审查。' })

    await office.handler.records(id, SECRECY)
    await office.handler.records(id, again)
    expect((await signs(id)).status).toBe(201)
    const text = await replyOf(id)
    expect(text).toContain(`本机关曾以${reply}答复；云溪区人民政府于2026年3月2日作出云政复决字〔2026〕3号`)
  })
})

test('an organisation is 贵单位, a person 您', async () => {
  office.itIs(MONDAY)
  const firm = await office.caseUntil('registered', organisation())
  const person = await office.caseUntil('registered')
  const receiptOf = async (id: string) => {
    const [letter] =
      await office.sql`select agency_id, case_id, id, sealed from letters where case_id = ${id} and template = 'registrationReceipt'`
    return textOf(letterFrom(templates.get('registrationReceipt')!, blanksIn(office, letter!))).join('\n')
  }
  expect(await receiptOf(firm.id)).toContain('贵单位提出的政府信息公开申请')
  expect(await receiptOf(person.id)).toContain('您提出的政府信息公开申请')
})
