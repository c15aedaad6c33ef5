/** Whoever is consulted, in a story: a case that asks them, and what they do with the number and the code of their letter. */
import { answerCode } from '../../src/letters/access.ts'
import { asJson, asUpload, send, type Upload } from '../support/api.ts'
import type { Office } from '../support/house.ts'
import { needs } from '../support/people.ts'

export const COMPANY = '示例路项目建设有限公司'

type How = { files?: readonly Upload[]; key?: string; code?: string }

/** The code of a letter, by the house's first key. */
export const answerCodeOf = ({ house }: Pick<Office, 'house'>, number: string) =>
  answerCode(house.keys, { number, keys: house.keys.ids[0], code: null })

export function partyAt(office: Office, number: string, code = answerCodeOf(office, number)) {
  const base = `/api/v1/consultations/${number}`
  const headers = { 'answer-code': code }
  const gets = (path: string) => send(office.app, { url: `/api/v1${path}`, headers })
  const looks = () => send(office.app, { url: base, headers })
  const tries = (fact: object, { files, key }: How = {}) => {
    const { payload, ...sent } = files ? asUpload({ fact: JSON.stringify(fact) }, files) : asJson(fact)
    return send(office.app, {
      method: 'POST',
      url: `${base}/facts`,
      payload,
      headers: { ...sent.headers, ...headers, ...(key && { 'idempotency-key': key }) },
    })
  }
  return {
    number,
    code,
    gets,
    looks,
    tries,
    opens: async () => needs(await looks(), 200, 'The party could not open its consultation').json,
    records: async (fact: { type: string; [field: string]: unknown }, how: How = {}) =>
      needs(await tries(fact, how), 201, `The party could not record ${fact.type}`).json,
  }
}

/** The numbers of a case, as they stand in its letters. */
export const numbersOf = async ({ sql }: Office, id: string): Promise<string[]> =>
  (
    await sql<{ number: string }[]>`
    select number from consultation_accesses where case_id = ${id} order by consultation::int`
  ).map(({ number }) => number)

type Asked = { content?: unknown; type?: 'thirdPartyConsulted' | 'agencyConsulted'; [field: string]: unknown }

/** A case in hand that has just asked somebody, and whom it asked. */
export async function asked(office: Office, { content, type = 'thirdPartyConsulted', ...more }: Asked = {}) {
  const filed = await office.caseUntil('assigned', content)
  const coMaker = type === 'agencyConsulted' ? { coMaker: true } : {}
  await office.handler.records(filed.id, { type, party: COMPANY, ...coMaker, ...more })
  const [number] = await numbersOf(office, filed.id)
  return { ...filed, party: partyAt(office, number!) }
}
