/** How a version stands, and what a person may do with it: both follow from the acts on record. */
import type { Day } from '../../workflows/statute/days.ts'
import { hasRole, type Role } from '../people/may.ts'

export const ACTS = { submitted: '提交审核', approved: '批准', returned: '退回', withdrawn: '撤回' } as const
export type ActName = keyof typeof ACTS

export type VersionAct = {
  position: number
  version: number
  act: ActName
  day: Day
  by: string
  at: string
  why: string
}
export type Version = {
  version: number
  title: string
  digest: string
  basedOn: number | null
  by: string
  at: string
  why: string
}

export const STANDINGS = {
  draft: '起草中',
  submitted: '待审核',
  returned: '已退回',
  coming: '待施行',
  inForce: '施行中',
  replaced: '已被取代',
  withdrawn: '已撤回',
} as const
export type Standing = keyof typeof STANDINGS

/** The version that holds on this day; null for the shipped one. Of two, the one approved later. */
export function holding(acts: readonly VersionAct[], on: Day): number | null {
  const withdrawn = new Set(
    acts.filter(({ act, day }) => act === 'withdrawn' && day <= on).map(({ version }) => version),
  )
  const approved = acts.filter(({ act, day, version }) => act === 'approved' && day <= on && !withdrawn.has(version))
  return approved.sort((a, b) => b.position - a.position)[0]?.version ?? null
}

/** How a version of one template stands today; `acts` are those of all its versions. */
export function standingOf(version: number, acts: readonly VersionAct[], today: Day): Standing {
  const own = new Map(acts.filter((each) => each.version === version).map((each) => [each.act, each]))
  if (own.has('withdrawn')) return 'withdrawn'
  const approved = own.get('approved')
  if (approved) {
    if (holding(acts, today) === version) return 'inForce'
    return approved.day > today ? 'coming' : 'replaced'
  }
  return own.has('returned') ? 'returned' : own.has('submitted') ? 'submitted' : 'draft'
}

type Who = { roles: readonly string[]; username: string }
const signature = (who: { username: string }) => `staff:${who.username}`

/** Legal staff write; legal staff and the head of the disclosure office decide, never on their own version. */
export const DECIDERS: readonly Role[] = ['counsel', 'head']
export const mayEdit = (who: Who): boolean => hasRole(who, 'counsel')

/** The acts that this person may record now. Whoever wrote or submitted a version neither approves nor returns it. */
export function mayDo(
  { version, by }: Pick<Version, 'version' | 'by'>,
  acts: readonly VersionAct[],
  who: Who,
): ActName[] {
  const own = acts.filter((each) => each.version === version)
  const actOf = (act: ActName) => own.find((each) => each.act === act)
  if (!hasRole(who, ...DECIDERS) || actOf('withdrawn') || actOf('returned')) return []
  const withdraw: ActName[] = hasRole(who, 'counsel') || actOf('approved') ? ['withdrawn'] : []
  if (actOf('approved')) return withdraw
  const submitted = actOf('submitted')
  if (!submitted) return hasRole(who, 'counsel') ? ['submitted', ...withdraw] : []
  const isOwn = [by, submitted.by].includes(signature(who))
  return isOwn ? withdraw : ['approved', 'returned', ...withdraw]
}
