/**
 * A program of another office, as short as one can be: a website files for a citizen, follows the case and fetches what the
 * reply brings; a hotline enters what a citizen asked for by word of mouth. It speaks the interface alone (`/openapi.json`)
 * and imports nothing of the service, so that it may be copied.
 */

export type Filed = { receipt: string; enquiryCode: string }
type Given = { id: string; title?: string; name?: string; url: string }
type Followed = { stage: string; may: string[]; letters: Given[]; files: Given[] }

/** The service said no: `code` is stable, `errors` name the fields. */
export class Refused extends Error {
  readonly status: number
  readonly problem: Problem
  constructor(status: number, problem: Problem) {
    super(`${status} ${problem.code}: ${problem.title}`)
    this.status = status
    this.problem = problem
  }
}
type Problem = { code?: string; title?: string; errors?: { field: string; code: string; message: string }[] }

/** @param origin as `https://gk.example.gov.cn`. @param token an access token, `ysqgk_…` */
export function openClient(origin: string, token: string) {
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    for (let tries = 1; ; tries++) {
      const headers = { ...init.headers, authorization: `Bearer ${token}` }
      const answer = await fetch(new URL(path, origin), { ...init, headers, redirect: 'error' })
      if (answer.ok) return answer
      const wait = Number(answer.headers.get('retry-after'))
      if (![429, 503].includes(answer.status) || tries === 3) {
        throw new Refused(answer.status, (await answer.json()) as Problem)
      }
      await new Promise((resolve) => setTimeout(resolve, wait * 1_000))
    }
  }
  /** @param key drawn once for each application: sent again with it, after a lost answer, it is filed once. */
  const post = async (path: string, body: unknown, key: string, headers: Record<string, string> = {}) => {
    const sent = { 'content-type': 'application/json', 'idempotency-key': key, ...headers }
    return (await ask(path, { method: 'POST', headers: sent, body: JSON.stringify(body) })).json()
  }
  const opening = ({ enquiryCode }: Filed) => ({ 'enquiry-code': enquiryCode })
  const bytes = async (of: Filed, { url }: Given) =>
    Buffer.from(await (await ask(url, { headers: opening(of) })).arrayBuffer())

  return {
    /** Scope `file`. Keep both the receipt and the enquiry code, and give them to the citizen. */
    files: (application: unknown, key: string): Promise<Filed> => post('/api/v1/applications', application, key),
    /** Scope `file`: what the citizen does later, as `{"type":"corrected","text":"…"}`. */
    does: (of: Filed, fact: unknown, key: string): Promise<Followed> =>
      post(`/api/v1/applications/${of.receipt}/facts`, fact, key, opening(of)),
    /** Scope `follow`. */
    follows: async (of: Filed): Promise<Followed> =>
      (await ask(`/api/v1/applications/${of.receipt}`, { headers: opening(of) })).json() as Promise<Followed>,
    /** Scope `receive`: a letter as PDF, or a file that the reply gives. */
    receives: bytes,
    /** Scope `register`: what was asked for by word of mouth, with the day and who noted it down. */
    enters: (application: unknown, key: string): Promise<Filed> => post('/api/v1/cases', application, key),
  }
}
