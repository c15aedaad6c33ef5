/** Who acts in a story: citizens with receipt and enquiry code, and the staff of 云溪区, each through the API. */
import type { FastifyInstance, InjectOptions } from 'fastify'
import { PASSWORD } from '../../src/demo/district.ts'
import { type Answer, asJson, asUpload, type Json, send, type Upload } from './api.ts'

/** A number of a region that does not exist (99), born on a day of its own, with a right check digit. */
export function residentNumber(n: number): string {
  const digits = `990000${String(19_500_101 + (n % 28))}${String(n % 1_000).padStart(3, '0')}`
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return digits + '10X98765432'[sum % 11]
}

let applicants = 0

/** What a person may ask, whole and lawful; a story changes the parts that it is about. */
export function application(changes: { applicant?: object; request?: object; [field: string]: unknown } = {}): Json {
  const { applicant, request, ...rest } = changes
  return {
    agency: 'yunxi',
    applicant: {
      kind: 'person',
      name: '张三',
      idType: 'residentId',
      idNumber: residentNumber(++applicants),
      phone: '0000-1000001',
      address: '示例省示例市云溪区示例路1号',
      ...applicant,
    },
    request: {
      title: '示例路危旧房改造征收补偿方案',
      description: '申请公开示例路危旧房改造项目的征收补偿方案及其批复文件。',
      form: 'paper',
      delivery: 'portal',
      ...request,
    },
    ...rest,
  }
}

export const organisation = (changes: object = {}) => ({
  agency: 'yunxi',
  applicant: {
    kind: 'organisation',
    organisationType: 'legal',
    name: '示例律师事务所',
    creditCode: '91990000MA00000001',
    representative: '示例负责人',
    contact: '示例联系人',
    phone: '0000-1000002',
    ...changes,
  },
  request: {
    title: '年度财政预算执行情况',
    description: '申请公开2025年度财政预算执行情况的报告。',
    form: 'paper',
    delivery: 'counter',
  },
})

export type Filed = { receipt: string; enquiryCode: string; submittedAt: string; stage: string; statusUrl: string }
type With = { key?: string; files?: readonly Upload[]; headers?: Record<string, string>; from?: string }

/** JSON, or multipart where files come with it. */
function bodyOf(part: string, content: unknown, { key, files, headers = {} }: With) {
  const { payload, ...sent } = files
    ? asUpload({ [part]: typeof content === 'string' ? content : JSON.stringify(content) }, files)
    : asJson(content)
  return { payload, headers: { ...sent.headers, ...(key !== undefined && { 'idempotency-key': key }), ...headers } }
}

/** @throws Error that shows the answer, where the story needed another one. */
export function needs(answer: Answer, status: number, what: string): Answer {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${answer.text.slice(0, 600)}`)
  return answer
}

export function citizenAt(app: FastifyInstance) {
  /** A key is its caller's: who repeats a request asks from where they asked before. */
  const triesToFile = (content: unknown, how: With = {}) =>
    send(app, {
      ...{ method: 'POST', url: '/api/v1/applications', ...bodyOf('application', content, how) },
      ...(how.key !== undefined && { remoteAddress: how.from ?? '10.1.0.1' }),
    })
  const code = ({ enquiryCode }: Pick<Filed, 'enquiryCode'>) => ({ 'enquiry-code': enquiryCode })
  const looksAt = (filed: Pick<Filed, 'receipt' | 'enquiryCode'>, more = '') =>
    send(app, { url: `/api/v1/applications/${filed.receipt}${more}`, headers: code(filed) })
  const tries = (filed: Pick<Filed, 'receipt' | 'enquiryCode'>, fact: unknown, how: With = {}) =>
    send(app, {
      method: 'POST',
      url: `/api/v1/applications/${filed.receipt}/facts`,
      ...bodyOf('fact', fact, { ...how, headers: { ...code(filed), ...how.headers } }),
    })
  return {
    triesToFile,
    looksAt,
    tries,
    files: async (content: unknown = application(), how: With = {}): Promise<Filed> =>
      needs(await triesToFile(content, how), 201, 'The citizen could not file').json,
    follows: async (filed: Filed) => needs(await looksAt(filed), 200, 'The citizen could not follow').json,
    records: async (filed: Filed, fact: { type: string; [field: string]: unknown }, how: With = {}) =>
      needs(await tries(filed, fact, how), 201, `The citizen could not record ${fact.type}`).json,
  }
}
export type Citizen = ReturnType<typeof citizenAt>

/**
 * One member of staff.
 * @param enters gives the token of a session without the door, or nothing where this person has to come through it
 */
export function memberAt(
  app: FastifyInstance,
  username: string,
  password = PASSWORD,
  enters: (username: string) => Promise<string | undefined> = async () => undefined,
) {
  let token: string | undefined
  const throughTheDoor = async () => {
    const answer = await send(app, { method: 'POST', url: '/api/v1/sessions', ...asJson({ username, password }) })
    return needs(answer, 201, `${username} could not sign in`).json.token as string
  }
  const signsIn = async () => {
    token = (await enters(username)) ?? (await throughTheDoor())
    return token
  }
  /** A story lasts weeks, a session half a day: who is no longer signed in signs in again. */
  const asks = async (request: InjectOptions): Promise<Answer> => {
    const ask = async (bearer: string) =>
      send(app, { ...request, headers: { ...request.headers, authorization: `Bearer ${bearer}` } })
    const answer = await ask(token ?? (await signsIn()))
    return answer.status === 401 ? ask(await signsIn()) : answer
  }
  const gets = (url: string) => asks({ url })
  const posts = (url: string, part: string, content: unknown, how: With = {}) =>
    asks({ method: 'POST', url, ...bodyOf(part, content, how) })
  const patches = (url: string, content: unknown, how: With = {}) =>
    asks({ method: 'PATCH', url, ...bodyOf('change', content, how) })
  const tries = (id: string, fact: unknown, how: With = {}) => posts(`/api/v1/cases/${id}/facts`, 'fact', fact, how)
  const puts = (url: string, content: unknown) => asks({ method: 'PUT', url, ...bodyOf('', content, {}) })
  const deletes = (url: string) => asks({ method: 'DELETE', url })
  return {
    username,
    signsIn,
    gets,
    posts,
    patches,
    puts,
    deletes,
    tries,
    /** Records a fact: the case as it then stands. */
    records: async (id: string, fact: { type: string; [field: string]: unknown }, how: With = {}) =>
      needs(await tries(id, fact, how), 201, `${username} could not record ${fact.type}`).json,
    opens: async (id: string) => needs(await gets(`/api/v1/cases/${id}`), 200, `${username} could not open`).json,
    /** Opens each file that the draft gives, as whoever reviews or signs it has to where it carries something. */
    opensGiven: async (id: string) => {
      const { given } = needs(await gets(`/api/v1/cases/${id}`), 200, `${username} could not open`).json
      for (const { url } of given.files) needs(await gets(url), 200, `${username} could not open ${url}`)
    },
    /** The case that a citizen filed, found by its receipt as at the counter. */
    finds: async ({ receipt }: Pick<Filed, 'receipt'>): Promise<string> => {
      const { cases } = needs(await gets(`/api/v1/cases?q=${receipt}`), 200, `${username} could not look`).json
      if (cases.length !== 1) throw new Error(`${cases.length} cases have the receipt ${receipt}`)
      return cases[0].id
    },
    /** Puts files on a case, to be named by facts. */
    adds: (id: string, files: readonly Upload[], how: With = {}) =>
      posts(`/api/v1/cases/${id}/files`, 'note', '', { ...how, files }),
    /** Enters what came on paper, by fax or at the counter. */
    triesToEnter: (content: unknown, how: With = {}) => posts('/api/v1/cases', 'application', content, how),
    enters: async (content: unknown, how: With = {}) =>
      needs(await posts('/api/v1/cases', 'application', content, how), 201, `${username} could not enter`).json,
  }
}
export type Member = ReturnType<typeof memberAt>
