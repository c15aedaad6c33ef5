/**
 * What of the list of evidence a party reads: the lines of what the party gets whole, under the numbers that they have in the court's
 * list, so that all speak of the same; of every other line that there is one, and why it is left out.
 */
import { type Exhibit, MAILS } from '../reading/exhibit.ts'
import type { OnFile } from '../reading/on-file.ts'
import type { Cut } from './cut.ts'
import { SLIPS, WORDS_UNDER } from './slips.ts'

/** What the bundle has for a line of the list; undefined for records and for what it lacks. */
export type MemberOf = (exhibit: Exhibit) => { leftOut?: keyof typeof SLIPS } | undefined

/** @param on what is on file: of it goes only what the party gets */
export function listFor(cut: Cut, on: OnFile, exhibits: readonly Exhibit[], memberOf: MemberOf) {
  if (cut.audience === 'court') return { on, exhibits }
  const cutWords = wordsCut(cut, on)
  const left = exhibits.map((one) => whyLeftOut(cut, cutWords, one, memberOf))
  const goes = new Set(
    exhibits.flatMap(({ behind }, i) => (behind.kind === 'letter' && !left[i] ? [behind.letter.id] : [])),
  )
  return {
    on: {
      ...on,
      letters: on.letters.filter(({ id }) => goes.has(id)),
      told: on.told.filter(({ position }) => !cutWords.positions.has(position)),
    },
    exhibits: exhibits.map((one, i): Exhibit => (left[i] ? without(one, left[i]) : one)),
  }
}

/** Facts whose words are cut, and those in whose place stands what was cut; whether mails are among them. */
type Words = { positions: ReadonlySet<number>; ofMails: boolean }
function wordsCut({ extracts }: Cut, { file }: OnFile): Words {
  const cut = file.facts.filter(({ position }) => extracts.has(position))
  return {
    positions: new Set(
      cut.flatMap(({ position, fact }) => (fact.type === 'rectified' ? [position, fact.position] : [position])),
    ),
    ofMails: cut.some(({ fact }) => fact.type === 'mailSent'),
  }
}

const OF_OTHERS = `可能载有他人的信息（${WORDS_UNDER.others}）`

function whyLeftOut(cut: Cut, cutWords: Words, one: Exhibit, memberOf: MemberOf): string | undefined {
  const { behind } = one
  const names = (isNamed: (text: string) => boolean) => [one.name, one.source, one.proves, one.summary].some(isNamed)
  switch (behind.kind) {
    case 'standing':
      return undefined
    case 'record': {
      // Mails are one line for all of them.
      const isCut = one.key === MAILS ? cutWords.ofMails : cutWords.positions.has(behind.told.position)
      if (isCut) return '文字不全提供给收件人，可以提供的部分见 extracts.jsonl'
      return names((text) => !cut.isTold(text)) ? OF_OTHERS : undefined
    }
    case 'service':
      if (!cut.isTheirService(behind.service.letter, behind.service.who)) return OF_OTHERS
      return names(cut.namesOthers) ? OF_OTHERS : undefined
    default: {
      const member = memberOf(one)
      if (!member) return OF_OTHERS
      if (member.leftOut) return SLIPS[member.leftOut].why
      return names(cut.namesOthers) ? OF_OTHERS : undefined
    }
  }
}

/** Neither a name nor what it proves: both may name somebody. */
const without = (one: Exhibit, leftOut: string): Exhibit => ({
  ...one,
  ...{ name: '从略', source: '—', proves: '', article: '', summary: '', leftOut },
})
