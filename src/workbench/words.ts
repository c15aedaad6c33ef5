/** What letters and messages have in common in the workbench: both are versions of shipped words, and each has its own check. */
import { createHash } from 'node:crypto'
import type { Choices } from '../../workflows/statute/choices.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { templateFrom } from '../documents/index.ts'
import type { House } from '../house.ts'
import { shippedMessages } from '../letters/templates/messages.ts'
import { shipped, shippedSource } from '../letters/templates/shipped.ts'
import { checkSource, type Fault } from './check.ts'
import { checkMessage } from './check-message.ts'
import { requireLawful } from './lawful.ts'

/** The number of the shipped version. */
export const shippedVersion = (id: string): number => (shippedMessages.get(id) ?? shipped.get(id)!).version

/** As it ships, for an agency with these choices. */
export const shippedWords = (id: string, choices: Choices): string =>
  shippedMessages.get(id)?.source ?? shippedSource(id, choices)

/** As a version is kept. */
type Whole = { source: string; title: string; resolved: string; digest: string }

/** Held to what its kind asks. @returns what is wrong, or what is to be kept */
export function readWords(
  { fonts }: Pick<House, 'fonts'>,
  id: string,
  written: string,
  version: number,
): Whole | { faults: Fault[] } {
  if (shippedMessages.has(id)) {
    const { source, faults, message } = checkMessage(id, written, version)
    if (!message) return { faults }
    const title = message.subject ?? message.body.slice(0, TITLE)
    return { source, title, resolved: source, digest: createHash('sha256').update(source).digest('hex') }
  }
  const { source, faults, template } = checkSource(id, written, version, fonts)
  return template ? { source, title: template.title, resolved: template.source, digest: template.digest } : { faults }
}
/** Characters of a text message that stand for it in a list. */
const TITLE = 60

/** Letters are held to the law once more before they hold. @throws Refusal TEMPLATE_FAULTY */
export function requireSound(
  house: Pick<House, 'lawFor'>,
  { agencyId, template: id }: { agencyId: string; template: string },
  { resolved, day, today, what }: { resolved: string; day: Day | undefined; today: Day; what: string },
): void {
  if (shippedMessages.has(id)) return
  const template = templateFrom(resolved)
  const from = day ?? (template.inForce > today ? template.inForce : today)
  requireLawful(house, agencyId, template, from, what)
}
