/** 缺件: papers that a court will ask for and nobody put on file. For staff; no page of the volume says it. */
import type { Consultation } from '../../../workflows/disclosure/context.ts'
import type { Fact } from '../../../workflows/disclosure/vocabulary.ts'
import { counting } from '../../../workflows/statute/counting.ts'
import { type FactRow, heard } from '../../ledger/queries.ts'
import type { ServiceRow } from '../../letters/service.ts'
import { isTyped } from './kinds.ts'
import { consultationOf } from './on-file.ts'

/** 申请书扫描件, 第三方书面意见, 邮寄凭证 …; and of what, or of whom. */
export type Lacking = { what: string; of: string }

type Held = {
  facts: readonly FactRow[]
  files: readonly { id: string; name: string }[]
  service: readonly ServiceRow[]
  consultations: readonly Consultation[]
}

/** First what was typed in from a paper that is not on file, then the papers of service, letter by letter. */
export function lackingIn({ facts, files, service, consultations }: Held): Lacking[] {
  const counted = counting(facts.map(heard))
  const later = counted.flatMap((fact) => (fact?.type === 'fileAdded' ? fact.files : []))
  const names = files.filter(({ id }) => later.includes(id)).map(({ name }) => name)
  return [
    ...facts.flatMap(({ by }, i) => {
      const fact = counted[i]
      return fact && isTyped(fact, by) && !bringsFiles(fact) ? paperOf(fact, names, consultations) : []
    }),
    ...service.flatMap(({ title, to, lacks }) => lacks.map((what) => ({ what, of: `《${title}》，${to}` }))),
  ]
}

const bringsFiles = (fact: Fact): boolean =>
  ('files' in fact && (fact.files?.length ?? 0) > 0) || (Array.isArray(fact.evidence) && fact.evidence.length > 0)

const SCANS = {
  ...{ counter: '申请书扫描件', post: '申请书扫描件', letter: '申请书扫描件' },
  ...{ fax: '申请传真件', email: '申请的电子邮件', online: null },
} as const
const OPINIONS = { thirdPartyAnswered: '第三方书面意见', agencyAnswered: '其他机关书面意见' } as const

/** Of what staff typed in from a paper, the paper; put on file later, it is known by its name. */
function paperOf(fact: Fact, later: readonly string[], consultations: readonly Consultation[]): Lacking[] {
  if (fact.type === 'submitted') {
    const what = SCANS[fact.channel]
    return what === null || later.some((name) => name.includes('申请')) ? [] : [{ what, of: '政府信息公开申请' }]
  }
  if (fact.type !== 'thirdPartyAnswered' && fact.type !== 'agencyAnswered') return []
  if (later.some((name) => /意见|回函|复函/.test(name))) return []
  return [{ what: OPINIONS[fact.type], of: consultationOf(fact, consultations)?.party ?? '—' }]
}
