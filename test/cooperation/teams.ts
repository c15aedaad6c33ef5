/** Who works together in these stories: two units of one agency, another agency of the office, a post that takes their mails. */
import { expect } from 'vitest'
import type { Json } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { startMailServer } from '../support/smtp.ts'

export type Teams = Awaited<ReturnType<typeof openTeams>>

export const ASKED = { unit: 'yunxi-zhk', says: '请查找2019年征收补偿方案的会议纪要。', dueOn: '2026-03-12' }
export const api = (id: string, act: string) => `/api/v1/cases/${id}/${act}`
export const does = (who: Office['handler'], url: string, body: object) => who.posts(url, '', body)

export async function openTeams() {
  const mails = await startMailServer()
  const office = await openOffice({ smtpUrl: mails.url })
  const factsOf = async (id: string): Promise<Json[]> => (await office.supervisor.opens(id)).facts
  return {
    office,
    mails,
    /** 承办人 of 综合科: another unit of the same agency. */
    other: office.staff('handler-zhk'),
    /** 承办人 of an agency that the same office takes in for. */
    outside: office.staff('handler-zjj-bgs'),
    factsOf,
    textOf: async (id: string) => JSON.stringify(await factsOf(id)),
    /** An assigned case of which 综合科 is asked something. */
    asked: async (more: object = {}): Promise<{ id: string; position: number; at: string }> => {
      const { id } = await office.caseUntil('assigned')
      const answer = await does(office.handler, api(id, 'assistances'), { ...ASKED, ...more })
      expect(answer.status, answer.text).toBe(201)
      const { position } = answer.json
      return { id, position, at: `/api/v1/assistances/${id}/${position}` }
    },
    close: async () => {
      await office.close()
      await mails.close()
    },
  }
}
