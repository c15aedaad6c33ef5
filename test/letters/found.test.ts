/** No sentence without its fact: what a reply says was examined, asked or held is what is on file, through the API. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { numbersOf, partyAt } from '../consultations/parties.ts'
import { asFile, textIn } from '../documents/samples.ts'
import { EXAMINED, type Office, ON_PAPER, openOffice, PASSED, SECRECY, SIGNED } from '../support/house.ts'
import { some } from '../support/proof.ts'

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

type Sent = { type: string; [field: string]: unknown }
const drafted = (
  outcome: string,
  fields: object = { reasons: '会议记录记载示例路方案的讨论过程，尚未决定。' },
): Sent => ({
  type: 'replyDrafted',
  outcome,
  fields,
})
const assigned = async (...facts: Sent[]) => {
  const { id } = await office.caseUntil('assigned')
  for (const fact of facts) await office.handler.records(id, fact)
  return id
}
/** Refused by this code, with an article and a remedy; and nothing has changed. */
async function refuses(id: string, fact: Sent, code: string) {
  const before = await office.standing(id)
  const { status, json, text } = await office.handler.tries(id, fact)
  expect([status, json.code]).toEqual([409, code])
  expect(json.article).toMatch(/第.+条|法/)
  expect(text).toMatch(/请/)
  expect(await office.standing(id)).toBe(before)
}
/** The words of the reply, without breaks. */
async function signed(id: string, draft: Sent): Promise<string> {
  await office.handler.records(id, draft)
  await office.counsel.records(id, PASSED)
  const { letters } = await office.signer.records(id, SIGNED)
  return wordsOf(letters.findLast(({ kind }: { kind: string }) => kind === 'reply').url)
}
const wordsOf = async (url: string) => (await textIn(asFile((await office.handler.gets(url)).bytes))).replace(/\s/g, '')

describe('what withholds is examined first', () => {
  const WITHHELD = [
    ...['stateSecret', 'prohibitedByLaw', 'safetyAndStability', 'thirdPartyRights', 'internalAffairs'],
    ...['processInformation', 'enforcementFile', 'partlyDisclosed'],
  ]
  test.each(some(WITHHELD, 3))('%s: refused before the examination', async (outcome) => {
    const conclusion = outcome === 'stateSecret' ? 'stateSecret' : 'mayDisclose'
    const id = await assigned(
      { ...SECRECY, conclusion },
      { type: 'conferred', participants: ['示例局'], conclusion: '存在风险。' },
    )
    const fields = {
      ...{
        reasons: '理由。',
        withheld: '账号。',
        given: '目录。',
        ground: '《条例》第十五条',
        law: '《示例法》第一条',
      },
      ...{ marking: '秘密', period: '10年', noConsultationReason: '无法联系。' },
    }
    await refuses(id, drafted(outcome, fields), 'NOT_EXAMINED')
  })

  test('severable: not withheld whole; not severable: not given in part', async () => {
    const id = await assigned(SECRECY, { ...EXAMINED, severable: true })
    await refuses(id, drafted('internalAffairs'), 'PART_CAN_BE_DISCLOSED')
    const part = drafted('partlyDisclosed', {
      ...ON_PAPER,
      given: '目录。',
      withheld: '账号。',
      ground: '《条例》第十五条',
    })
    await office.handler.records(id, EXAMINED)
    await refuses(id, part, 'CANNOT_BE_SEVERED')
  })

  test.each(['processInformation', 'enforcementFile'])(
    '%s: whether another law demands it, and where',
    async (outcome) => {
      const { otherLaw: _, lookedIn: __, ...unlooked } = EXAMINED
      const id = await assigned(unlooked)
      await refuses(id, drafted(outcome), 'OTHER_LAW_NOT_EXAMINED')
      await office.handler.records(id, { ...unlooked, otherLaw: false })
      await refuses(id, drafted(outcome), 'OTHER_LAW_NOT_EXAMINED')
      await office.handler.records(id, { ...EXAMINED, otherLaw: true })
      await refuses(id, drafted(outcome), 'OTHER_LAW_DEMANDS_DISCLOSURE')
      await refuses(id, drafted('internalAffairs'), 'OTHER_LAW_DEMANDS_DISCLOSURE')
      await office.handler.records(id, EXAMINED)
      const text = await signed(id, drafted(outcome))
      expect(text).toContain(`审查了能否区分处理：${EXAMINED.why}`)
      expect(text).toContain(`本机关查阅了${EXAMINED.lookedIn.join('、')}，其中没有应当公开上述信息的规定。`)
      expect(text).not.toContain('经核查，没有法律')
    },
  )

  test('the clause of Art 16 ¶2 stands in letters of ¶2 alone, though the rest was looked for, too', async () => {
    const text = await signed(await assigned(EXAMINED), drafted('internalAffairs'))
    expect(text).toContain(EXAMINED.why)
    expect(text).not.toMatch(/从其规定|查阅了/)
  })

  test('only the name of the category is no reason', async () => {
    const id = await assigned(EXAMINED)
    await refuses(
      id,
      drafted('enforcementFile', { reasons: '所申请的信息属于行政执法案卷。' }),
      'REASONS_BARE_CATEGORY',
    )
    await refuses(id, drafted('processInformation', { reasons: '会议纪要属于讨论记录。' }), 'REASONS_BARE_CATEGORY')
  })

  test('an examination that is struck after the review: another text, and no lawful draft', async () => {
    const id = await assigned(EXAMINED)
    await office.handler.records(id, drafted('internalAffairs'))
    const { facts } = await office.counsel.records(id, PASSED)
    const { position } = facts.findLast(({ type }: Sent) => type === 'disclosureExamined')
    const struck = { type: 'rectified', position, why: '误记。', approvedBy: '示例·公开办主任' }
    expect((await office.head.tries(id, struck)).json.code).toBe('NOT_EXAMINED')
    const { type: _, ...instead } = { ...EXAMINED, why: '逐页审查，另有说明。' }
    await office.head.records(id, { ...struck, replacement: instead })
    expect((await office.signer.tries(id, SIGNED)).json.code).toBe('CHANGED_SINCE_REVIEW')
  })
})

describe('the secrecy review binds the reply', () => {
  const SECRET = { ...SECRECY, conclusion: 'stateSecret', reasons: '密级标识在案。' }
  const secret = drafted('stateSecret', { reasons: '由上级主管部门定密。', marking: '秘密', period: '10年' })

  test('found a secret: nothing is disclosed; not found: not withheld as one', async () => {
    const id = await assigned(SECRET, EXAMINED)
    await refuses(id, drafted('disclosed', ON_PAPER), 'SECRET_CANNOT_BE_DISCLOSED')
    await office.handler.records(id, SECRECY)
    await refuses(id, secret, 'NOT_FOUND_SECRET')
    await office.handler.records(id, SECRET)
    await office.handler.records(id, secret)
  })

  test('not determined: the body is named, and both wait for a later review', async () => {
    const undetermined = { ...SECRECY, conclusion: 'undetermined', reasons: '没有密级标识。' }
    const id = await assigned(EXAMINED)
    await refuses(id, undetermined, 'REFERRED_TO_MISSING')
    await office.handler.records(id, { ...undetermined, referredTo: '示例市保密局' })
    await refuses(id, drafted('disclosed', ON_PAPER), 'SECRECY_UNDETERMINED')
    await refuses(id, secret, 'SECRECY_UNDETERMINED')
    await office.handler.records(id, SECRECY)
    await office.handler.records(id, drafted('disclosed', ON_PAPER))
  })

  test('a secret is referred to by its record, never attached', async () => {
    const { id } = await office.caseUntil('assigned')
    const { files } = (await office.handler.adds(id, [{ name: '方案.txt', content: '示例' }])).json
    await refuses(id, { ...SECRET, evidence: [files.at(-1).id] }, 'SECRET_ATTACHED')
  })
})

describe('third parties', () => {
  const REASONS = { reasons: '测算表记载成本构成，公开会损害其竞争地位。' }
  async function refused(...held: object[]) {
    const id = await assigned({ type: 'thirdPartyConsulted', party: '示例公司' })
    const [number] = await numbersOf(office, id)
    await partyAt(office, number!).records({ type: 'thirdPartyAnswered', consents: false, reasons: '不同意。' })
    for (const each of held) await office.handler.records(id, { type: 'thirdPartyAssessed', why: WHY, ...each })
    await office.handler.records(id, EXAMINED)
    await office.handler.records(id, SECRECY)
    return id
  }
  const WHY = '第三方提交了保密制度，理由合理。'

  test('nobody was asked: the letter says why, and never that somebody was', async () => {
    const id = await assigned(EXAMINED)
    const text = await signed(id, drafted('thirdPartyRights', { ...REASONS, noConsultationReason: '权利人已经注销。' }))
    expect(text).toContain('本机关没有征求第三方的意见，理由是：权利人已经注销。')
    expect(text).not.toContain('征求了第三方')
  })

  test('nor is a part withheld under Art 15 where nobody was asked, unless the letter says why', async () => {
    const id = await assigned({ ...EXAMINED, severable: true }, SECRECY)
    const fields = { ...ON_PAPER, given: '合同正文。', withheld: '报价属于商业秘密。', ground: '《条例》第十五条' }
    await refuses(id, drafted('partlyDisclosed', fields), 'THIRD_PARTY_NOT_CONSULTED')
    const why = '没有征求意见：权利人已经注销，没有权利承受人。'
    expect(await signed(id, drafted('partlyDisclosed', { ...fields, noConsultationReason: why }))).toContain(why)
  })

  test('reasonable, and no public interest: withheld, never disclosed; the letter says what was held', async () => {
    const id = await refused()
    await refuses(id, drafted('thirdPartyRights', REASONS), 'THIRD_PARTY_NOT_ASSESSED')
    await refuses(id, drafted('disclosed', { ...ON_PAPER, content: '全文。' }), 'THIRD_PARTY_NOT_ASSESSED')
    await office.handler.records(id, { type: 'thirdPartyAssessed', reasonable: true, publicInterest: false, why: WHY })
    await refuses(id, drafted('disclosed', { ...ON_PAPER, content: '全文。' }), 'THIRD_PARTY_REFUSED')
    const text = await signed(id, drafted('thirdPartyRights', REASONS))
    for (const words of ['第三方不同意公开。', WHY, '本机关经审查，认为不公开不会对公共利益造成重大影响。'])
      expect(text).toContain(words)
  })

  test('not reasonable: not withheld on that ground', async () => {
    const id = await refused({ reasonable: false, publicInterest: false })
    await refuses(id, drafted('thirdPartyRights', REASONS), 'THIRD_PARTY_REASONS_NOT_REASONABLE')
    await refuses(id, drafted('disclosed', ON_PAPER), 'OVERRIDE_CONTENT_MISSING')
  })

  test('given in part against a refusal: the third party is told what, and the ground that was found', async () => {
    const id = await refused({ reasonable: false, publicInterest: false, why: '只说不同意，没有说明损害。' })
    await office.handler.records(id, { ...EXAMINED, severable: true })
    const fields = {
      ...ON_PAPER,
      given: '检测结论。',
      withheld: '联系人电话，属于个人隐私。',
      ground: '《条例》第十五条',
    }
    await signed(id, drafted('partlyDisclosed', fields))
    const [number] = await numbersOf(office, id)
    const party = partyAt(office, number!)
    const { letters } = await party.opens()
    const { url } = letters.find(({ title }: { title: string }) => title === '决定公开政府信息告知书')
    const text = (await textIn(asFile((await party.gets(url.replace('/api/v1', ''))).bytes))).replace(/\s/g, '')
    for (const words of ['不同意公开的理由不合理', '检测结论。', '不能说明公开上述信息会损害贵方的合法权益'])
      expect(text).toContain(words)
    expect(text).not.toContain('只说不同意，没有说明损害')
    expect(text).not.toContain('公共利益')
    // A record says which refusal was assessed, though nobody named it.
    const { facts } = await office.handler.opens(id)
    expect(facts.find(({ type }: Sent) => type === 'thirdPartyAssessed').consultation).toBe('1')
  })
})

describe('other agencies', () => {
  test.each([
    ['made together: silence is consent (Art 34)', true, '由本机关牵头、与贵机关共同制作', '视为同意公开'],
    ['not made together: Art 33 ¶3, and no fiction of consent', false, '因办理需要', '由本机关依法决定是否公开'],
  ])('%s', async (_, coMaker, says, silence) => {
    const id = await assigned({ type: 'agencyConsulted', coMaker, party: '云溪区水务局' })
    const { letters } = await office.handler.opens(id)
    const titled = (title: string) => letters.find((letter: { title: string }) => letter.title === title)
    const [asks, tells] = ['政府信息公开征求意见函', '政府信息公开申请征求意见告知书'].map(titled)
    const text = await wordsOf(asks.url)
    expect(text).toContain(says)
    expect(text).toContain(silence)
    expect(text.includes('视为同意公开')).toBe(coMaker)
    const told = await wordsOf(tells.url)
    expect(told).toContain('征求其他机关意见所需时间不计算在答复期限内')
    expect(told).not.toMatch(/水务局|第三方/)

    const [number] = await numbersOf(office, id)
    const party = partyAt(office, number!)
    expect((await party.opens()).coMaker).toBe(coMaker)
  })
})
