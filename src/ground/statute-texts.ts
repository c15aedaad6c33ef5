/** The words of the law, as far as the house carries them: for whoever reads a file without a library beside it. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Day } from '../../workflows/statute/days.ts'
import { dated, read } from './law.ts'

export type StatuteText = {
  name: string
  /** As articles are cited. */
  cited: string
  /** Who made this edition and when, as it stands under the title. */
  edition: string
  inForce: Day
  until?: Day
  /** By number; each line a paragraph or an item. */
  articles: Readonly<Record<string, string>>
}

const statute = z.strictObject({
  ...{ name: z.string().min(1), cited: z.string().min(1), edition: z.string().min(1) },
  ...dated,
  articles: z.record(z.string().regex(/^\d+$/), z.string().min(1)),
})

const FOLDER = join(fileURLToPath(new URL('../../workflows/statute', import.meta.url)), 'texts')
const FILES = ['regulation.yaml', 'reconsideration.yaml', 'litigation.yaml']

let loaded: readonly StatuteText[] | undefined

/** Every edition, read once a process. @throws Error naming file, line and field where one does not have its shape */
export function statuteTexts(): readonly StatuteText[] {
  loaded ??= FILES.map((name) => read(FOLDER, name, statute))
  return loaded
}

/** The edition of a statute in force on a day; undefined where the house carries none. */
export const statuteOn = (cited: string, on: Day): StatuteText | undefined =>
  statuteTexts().find(
    (text) => text.cited === cited && text.inForce <= on && (text.until === undefined || on <= text.until),
  )
