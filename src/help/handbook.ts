/**
 * The handbook: for each role its day, step by step, each with its article and the page where it is done, and the commonest
 * mistakes. `roles/*.yaml` is the one source: pages, the printed handbook and the way of 帮助 from a page are read from it.
 */
import { readFileSync } from 'node:fs'
import type { FactType } from '../../workflows/disclosure/vocabulary.ts'
import { parseYaml } from '../ground/yaml.ts'
import { ROLES, type Role } from '../people/may.ts'

/** The same in both languages; Chinese is the text that counts. */
export type Both = { zh: string; en: string }
export type Language = keyof Both

export type Step = Both & {
  /** The anchor on the role's page. */
  id: string
  title: Both
  article: string
  /** The page where it is done. */
  at: Both & { href: string }
  /** Routes from which 帮助 leads here, as the router writes them. */
  pages?: readonly string[]
  /** The facts that are recorded in this step. */
  acts?: readonly FactType[]
}
export type Mistake = Both & { article: string }
export type Guide = { role: Role; day: Both; steps: readonly Step[]; mistakes: readonly Mistake[] }

const read = (role: Role): Guide =>
  parseYaml(readFileSync(new URL(`./roles/${role}.yaml`, import.meta.url), 'utf8')) as Guide

/** All of them, in the order of the roles. */
export const GUIDES: readonly Guide[] = (Object.keys(ROLES) as Role[]).map(read)

/** The guide of a role; undefined where there is no such role. */
export const guideOf = (role: string): Guide | undefined => GUIDES.find((guide) => guide.role === role)

/**
 * Where 帮助 leads from a page: to the step of the first of these roles that is done there, else to the first role's page.
 * @param roles those of whoever asks, in any order
 * @param page the route that they came from, as the router writes it: `/cases/:id`
 */
export function helpFor(roles: readonly string[], page: string | undefined): string {
  const theirs = GUIDES.filter(({ role }) => roles.includes(role))
  for (const { role, steps } of theirs) {
    const step = steps.find(({ pages }) => page !== undefined && pages?.includes(page))
    if (step) return `/help/${role}#${step.id}`
  }
  return theirs[0] ? `/help/${theirs[0].role}` : '/help'
}

/** Whether the guide of one of these roles leads to this page: who reads the guide of another role is offered no page that is refused them. */
export const isToldTo = (roles: readonly string[], href: string): boolean => {
  const [page] = href.split('?')
  return GUIDES.some(
    ({ role, steps }) =>
      roles.includes(role) &&
      steps.some(({ at, pages = [] }) => at.href.split('?')[0] === page || pages.includes(page!)),
  )
}
