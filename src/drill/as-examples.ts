/** The judged losses as example cases: what was done, how it was held, and what the product says of it on the day. */
import type { Line } from '../../workflows/disclosure/drill/walk.ts'
import type { Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { shipped } from '../letters/templates/shipped.ts'
import { CATALOGUE, type Loss } from './losses.ts'
import { showDrill } from './show.ts'

/** All of them, in the order of the catalogue; told once, when somebody first asks. */
export const lossesAsExamples = () => {
  told ??= tell()
  return told
}
let told: ReturnType<typeof tell> | undefined

const tell = () =>
  CATALOGUE.flatMap(({ group, losses }) =>
    losses.map((loss) => ({
      ...{ id: loss.id, group, outcome: outcomeOf(loss), title: loss.title, comment: loss.held },
      ...{ lesson: lessonOf(loss), article: loss.article, source: loss.source },
    })),
  )

/** Of the letter that lost the case, or of its last draft; null where none was drafted. */
function outcomeOf({ letter, did = [] }: Loss): Outcome | null {
  const of = letter && (shipped.get(letter.template)?.outcome as Outcome | undefined)
  return of ?? did.map(draftedIn).findLast((outcome) => outcome !== undefined) ?? null
}

/** A line of a story that says how the draft answers: `2026-03-02 replyDrafted: { outcome: notHeld }`. */
const draftedIn = (line: Line): Outcome | undefined =>
  /"?outcome"?:\s*"?(\w+)/.exec(typeof line === 'string' ? line : JSON.stringify(line))?.[1] as Outcome | undefined

const lessonOf = ({ id }: Loss): string => showDrill(id)!.wrong.remedy.join('')
