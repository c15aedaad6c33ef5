/** How a sample letter, or the case behind it, is changed so that it breaks one rule. */
import { type Change, law } from '../../../../src/drill/sample-letter.ts'
import type { Fact } from '../../../../workflows/disclosure/vocabulary.ts'
import { always, DEFAULT_CHOICES } from '../../../../workflows/statute/choices.ts'

type Case = readonly [id: string, change?: Change]
export type Row = { hit: Case; miss?: Case }

export const ask = (values: Record<string, string>): Change => ({ data: { ask: values } })
/** A letter that gives no file. */
export const noFile = (values: Record<string, string>): Change => ({
  data: { ask: values, given: { says: '', files: '' } },
})
export const swap = (from: string | RegExp, to: string): Change => ({ swap: [from, to] })
export const title = (words: string): Change => ({
  letter: (letter) => {
    letter.title = words
  },
})
export const number = (words: string): Change => ({
  letter: (letter) => {
    letter.number = words
  },
})
export const also = (text: string): Change => ({
  letter: (letter) => {
    letter.blocks.splice(-1, 0, { kind: 'paragraph', text })
  },
})
export const change = (type: Fact['type'], values: object): Change => ({
  facts: (facts) => facts.map((fact) => (fact.type === type ? ({ ...fact, ...values } as Fact) : fact)),
})

/** Of an agency that leaves out the suit that a court may refuse. */
export const omitting = { ...law, choices: always({ ...DEFAULT_CHOICES, suitRefusedByCourt: 'omit' }) }

export const REQUEST = { title: '', description: '请公开该文件。', form: 'electronic', delivery: 'post' }
export const ON_PAPER = { ...REQUEST, form: 'paper' }
export const READ_HERE = '请于工作日到本机关政务公开查阅点查阅、抄录。'
export const EXAMINED: Fact = {
  type: 'disclosureExamined',
  on: '2026-03-10',
  severable: false,
  why: '逐页审查，不能分开。',
}
/** An earlier reply as 过程性信息, annulled; what was recorded since stands last. */
export const annulled = (told: object = {}, since: Fact[] = []): Change => ({
  facts: (facts) => [
    ...facts,
    { type: 'replyDrafted', on: '2026-03-03', outcome: 'processInformation', fields: {} },
    { type: 'replySigned', on: '2026-03-03' },
    {
      type: 'letterMade',
      on: '2026-03-03',
      letter: 'x',
      template: 'processInformation',
      number: '云公开复〔2026〕2号',
    } as Fact,
    { type: 'replyServed', on: '2026-03-03', how: 'portal' },
    { type: 'remedySought', on: '2026-03-04', kind: 'reconsideration', body: '云溪区人民政府' },
    { type: 'remedyDecided', on: '2026-03-05', result: 'corrected' },
    {
      type: 'reopened',
      on: '2026-03-06',
      why: '依照复议决定重新办理。',
      decision: { body: '云溪区人民政府', number: '云政复决字〔2026〕3号', on: '2026-03-05', receivedOn: '2026-03-06' },
      ...told,
    },
    ...since,
  ],
})

/** A search stands on file with what it found; the draft says what the register knows of the earlier request. */
export const withSearch = (found: boolean): Change => ({
  facts: (facts) => [
    ...facts,
    { type: 'searched', on: '2026-03-10', places: ['档案室'], terms: ['方案'], found, note: '逐一检索。' } as Fact,
  ],
})
/** A third party is found silent; its letter was made, and perhaps it left. */
export const silentParty = (...left: string[]): Change => ({
  facts: (facts) => [
    ...facts,
    { type: 'thirdPartyConsulted', on: '2026-03-02', party: '乙公司', consultation: '9' } as Fact,
    { type: 'letterMade', on: '2026-03-02', letter: 'y', template: 'thirdParty', consultation: '9' } as Fact,
    ...left.map((type) => ({ type, on: '2026-03-02', letter: 'y', how: 'post', trackingNumber: 'XA1' }) as Fact),
    { type: 'thirdPartyReached', on: '2026-03-03', consultation: '9' } as Fact,
  ],
})
export const repeating = (request: string): Change => ({
  facts: (facts) => [
    ...facts,
    {
      type: 'replyDrafted',
      on: '2026-03-10',
      outcome: 'repeatRequest',
      fields: {},
      earlier: [
        {
          asked: '云公开复〔2025〕30号',
          sameApplicant: true,
          number: '云公开复〔2025〕30号',
          on: '2025-11-06',
          request,
        },
      ],
    } as Fact,
  ],
  ...ask({ earlierNumber: '云公开复〔2025〕30号' }),
})

/** A correction notice with this one matter, about a request in these words. */
export const asksFor = (matter: string, description: string): Change => ({
  data: { case: { request: description }, correction: { matters: matter } },
  facts: (facts) =>
    facts.map((fact) => {
      if (fact.type === 'submitted') return { ...fact, request: { ...fact.request, description } }
      return fact.type === 'correctionRequested' ? { ...fact, matters: [matter] } : fact
    }),
})

export const MAY = '可以自收到本文书之日起60日内向云溪区人民政府申请行政复议'
export const MUST = '应当先自收到本文书之日起60日内向云溪区人民政府申请行政复议'
export const DIRECT = '，也可以自收到本文书之日起6个月内直接向云溪区人民法院提起行政诉讼'
