/**
 * 审批环节: who approves a reply after its review and before its signature, step by step. No law asks for it; an agency that
 * wants it writes one line for each step, and without any nobody is asked.
 */

import { OUTCOMES, type Outcome } from '../words.ts'

/** Whoever may be asked by role; the words are those of `people/may.ts`. */
export const APPROVING_ROLES = {
  handler: '承办人',
  counsel: '法制审核员',
  head: '公开机构负责人',
  signer: '签发人',
} as const
export type ApprovingRole = keyof typeof APPROVING_ROLES

/** Kinds of replies, as the annual report groups their outcomes (table 3, rows 3.1 to 3.6). */
export const REPLY_KINDS = {
  disclosed: { zh: '予以公开', row: '3.1' },
  partly: { zh: '部分公开', row: '3.2' },
  withheld: { zh: '不予公开', row: '3.3' },
  unable: { zh: '无法提供', row: '3.4' },
  notHandled: { zh: '不予处理', row: '3.5' },
  other: { zh: '其他处理', row: '3.6' },
} as const
export type ReplyKind = keyof typeof REPLY_KINDS
const KINDS = Object.keys(REPLY_KINDS) as ReplyKind[]

/**
 * One step, called as the agency calls it: taken by one who has the role, or by one of these people (usernames). `only`: for replies
 * of these kinds alone; a draft has no step of other kinds.
 */
export type ChainStep = { name: string; only?: readonly ReplyKind[] } & (
  | { role: ApprovingRole }
  | { people: readonly string[] }
)

export const MOST_STEPS = 6
const LONGEST_NAME = 30
/** As many as an agency has units whose heads approve for themselves. */
const MOST_PEOPLE = 60

/** Why a line is no step. */
export type ChainFault = 'tooMany' | 'noColon' | 'name' | 'kind' | 'twice' | 'who' | 'crowd'

/**
 * Reads the lines that people write: `科室负责人审核：@wang、@li`, `分管领导审批：公开机构负责人` (or `head`),
 * `主要领导审批（仅不予公开、部分公开）：@zhao`. Empty lines are left out.
 * @returns the steps in their order, or the first fault with the line (from 1) in which it lies
 */
export function readChain(text: string): { steps: ChainStep[] } | { fault: ChainFault; line: number } {
  const lines = text.split('\n').flatMap((line, i) => (line.trim() ? [{ said: line.trim(), line: i + 1 }] : []))
  if (lines.length > MOST_STEPS) return { fault: 'tooMany', line: lines[MOST_STEPS]!.line }
  const steps: ChainStep[] = []
  for (const { said, line } of lines) {
    const step = stepIn(said, steps)
    if (typeof step === 'string') return { fault: step, line }
    steps.push(step)
  }
  return { steps }
}

function stepIn(said: string, before: readonly ChainStep[]): ChainStep | ChainFault {
  const colon = said.search(/[：:]/)
  if (colon < 0) return 'noColon'
  const { name, only } = limitedTo(said.slice(0, colon).trim())
  // A number is the place of a step, so that none is called by one.
  if (!name || [...name].length > LONGEST_NAME || /^\d+$/.test(name) || name.includes('@')) return 'name'
  if (only === 'unknown') return 'kind'
  if (before.some((step) => step.name === name)) return 'twice'
  const who = said.slice(colon + 1).trim()
  const role = roleCalled(who)
  const called = { name, ...(only && { only }) }
  if (role) return { ...called, role }
  const named = who.split(/[、，,；;\s]+/).filter(Boolean)
  if (named.length === 0 || named.some((one) => !/^@[^@：:]+$/.test(one))) return 'who'
  const people = [...new Set(named.map((one) => one.slice(1)))]
  return people.length > MOST_PEOPLE ? 'crowd' : { ...called, people }
}

/** `主要领导审批（仅不予公开）`: the name, and the kinds in their order; all of them are no limit. */
function limitedTo(called: string): { name: string; only?: readonly ReplyKind[] | 'unknown' } {
  const [, name, list] = /^([^（(]*)[（(]仅([^（()）]*)[)）]$/.exec(called) ?? []
  if (name === undefined || list === undefined) return { name: called }
  const said = list.split(/[、，,；;\s]+/).filter(Boolean)
  const only = KINDS.filter((kind) => said.includes(REPLY_KINDS[kind].zh))
  if (said.length === 0 || said.some((one) => !KINDS.some((kind) => REPLY_KINDS[kind].zh === one)))
    return { name: name.trim(), only: 'unknown' }
  return { name: name.trim(), ...(only.length < KINDS.length && { only }) }
}

const inKinds = ({ only }: ChainStep): string =>
  only ? `（仅${only.map((kind) => REPLY_KINDS[kind].zh).join('、')}）` : ''

/** The steps that a reply with these outcomes goes through, by name and by who takes them. */
export function stepsFor(steps: readonly ChainStep[], outcomes: readonly Outcome[]): ChainStep[] {
  const kinds = KINDS.filter((kind) => outcomes.some((one) => OUTCOMES[one].row.startsWith(REPLY_KINDS[kind].row)))
  return steps
    .filter(({ only }) => !only || only.some((kind) => kinds.includes(kind)))
    .map(({ only: _, ...step }) => step)
}

const roleCalled = (who: string) =>
  (Object.keys(APPROVING_ROLES) as ApprovingRole[]).find((role) => who === role || who === APPROVING_ROLES[role])

/** The one way of writing these steps, in which a choice is kept and compared. */
export const writeChain = (steps: readonly ChainStep[]): string =>
  steps
    .map(
      (step) =>
        `${step.name}${inKinds(step)}：${'role' in step ? step.role : step.people.map((one) => `@${one}`).join('、')}`,
    )
    .join('\n')

/** The steps of a choice as it is kept; none where it is not written in that way. */
export function chainOf(text: string): readonly ChainStep[] {
  const read = readChain(text)
  return 'steps' in read ? read.steps : []
}

/** The lines as people write them, with roles by their names: what a form begins with. */
export const chainToWrite = (steps: readonly ChainStep[]): string =>
  steps
    .map((step) =>
      'role' in step ? `${step.name}${inKinds(step)}：${APPROVING_ROLES[step.role]}` : writeChain([step]),
    )
    .join('\n')

/** Whether a choice is written in the one way. */
export const isChain = (text: string): boolean => {
  const read = readChain(text)
  return 'steps' in read && writeChain(read.steps) === text
}

/** Whoever is asked by name, as facts name staff. */
export const namedIn = (steps: readonly ChainStep[] = []): string[] =>
  steps.flatMap((step) => ('people' in step ? step.people.map((one) => `staff:${one}`) : []))

/** The steps as people read them. @param nameOf what somebody is called, by username */
export const chainInWords = (steps: readonly ChainStep[], nameOf: (username: string) => string = String): string =>
  steps
    .map((step, i) => {
      const who = 'role' in step ? APPROVING_ROLES[step.role] : step.people.map(nameOf).join('、')
      return `${i + 1}. ${step.name}${inKinds(step)}（${who}）`
    })
    .join('；')
