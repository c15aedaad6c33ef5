/** A judged loss replayed: by the procedure and the clock where facts cost the case, by the checker where a letter did. */
import { opening } from '../../workflows/disclosure/context.ts'
import { datesShown } from '../../workflows/disclosure/drill/dates.ts'
import { type DrillDay, daysOf, drill, type Wrong } from '../../workflows/disclosure/drill/drill.ts'
import { factsOf } from '../../workflows/disclosure/drill/walk.ts'
import { remember } from '../../workflows/disclosure/remember.ts'
import type { Fact, FactOf } from '../../workflows/disclosure/vocabulary.ts'
import type { Letter } from '../documents/index.ts'
import { checkLetter, type Finding } from '../letters/check/index.ts'
import type { LetterChange, Loss } from './losses.ts'
import { type Change, found, law, subjectOf } from './sample-letter.ts'

/** What the product says on the day: what it refuses, what it warns of, and the dates that it shows. */
export type Verdict = { refused: string[]; warned: string[]; shown: Record<string, unknown> }

export type Replay = {
  days: DrillDay[]
  wrong: Wrong | null
  /** The letter that cost the case, with what the checker finds in it and not in the shipped one. */
  letter: { letter: Letter; findings: Finding[] } | null
  verdict: Verdict
}

/** Pure, by the law as it is shipped and the choices of the entry. @throws where the entry cannot be told */
export function replayLoss(loss: Loss): Replay {
  if (loss.letter) return ofLetter(loss, loss.letter)
  const { did = [], on, channel, choices } = loss
  const told = drill({ did, on, ...(channel && { channel }), ...(choices && { choices }) }, law)
  const shown = datesShown(told.days.at(-1)!.clock)
  const refused = told.last.refused ? [told.last.refused.code] : []
  return { days: told.days, wrong: told.wrong, letter: null, verdict: { refused, warned: shown.warns ?? [], shown } }
}

function ofLetter({ on }: Loss, change: LetterChange): Replay {
  const subject = subjectOf(change.template, changeOf(change))
  const usual = new Set(found(change.template).map(({ rule }) => rule))
  const findings = checkLetter(subject).filter(({ rule }) => !usual.has(rule))
  const rulesOf = (is: boolean) =>
    findings.filter(({ severity }) => (severity === 'error') === is).map(({ rule }) => rule)
  return {
    days: daysOf(remembered(subject.facts), subject.context.channel, law, on),
    wrong: null,
    letter: { letter: subject.letter, findings },
    verdict: { refused: rulesOf(true), warned: rulesOf(false), shown: {} },
  }
}

/** The facts behind a letter, one after the other; the procedure is not asked about them, for the letter is what is judged. */
function remembered(facts: readonly Fact[]) {
  const first = facts[0] as FactOf<'submitted'>
  let context = opening(first.channel, first.on)
  return facts.map((told, i) => {
    const fact = { ...told, by: 'staff:sample' }
    if (i > 0) context = remember(context, fact)
    return { fact, refused: null, follows: [], at: { context } }
  })
}

function changeOf({ swap, also, title, number, signature, facts, without, after, ask, data }: LetterChange): Change {
  const pattern = swap && /^\/(.*)\/$/.exec(swap[0])
  const told = (fact: Fact) => ({ ...fact, ...facts?.[fact.type] }) as Fact
  return {
    data: { ...data, ...(ask && { ask }) },
    ...(swap && { swap: [pattern ? new RegExp(pattern[1]!) : swap[0], swap[1]] }),
    facts: (all) => [
      ...all.filter(({ type }) => !without?.includes(type)).map(told),
      ...(after ?? []).flatMap((line) => factsOf(line, 'counter')),
    ],
    letter: (letter) => {
      if (also) letter.blocks.splice(-1, 0, { kind: 'paragraph', text: also })
      letter.title = title ?? letter.title
      letter.number = number ?? letter.number
      letter.signature = signature ?? letter.signature
    },
  }
}
