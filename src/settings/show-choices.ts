/** Puts together what is said of the open points of law: what holds, since when, what else could be chosen, and the history. */
import {
  alternativesOf,
  CHOICES,
  type ChoiceName,
  choiceInWords,
  DEFAULT_CHOICES,
} from '../../workflows/statute/choices.ts'
import type { House } from '../house.ts'
import { type Proposal, proposalsOf } from '../law/queries.ts'
import { namesOf } from '../people/queries.ts'
import { mayDecide, whatChoiceMoves } from './choose.ts'
import type { ChoiceView, Frame, ProposalView } from './views.ts'

const NAMES = Object.keys(CHOICES) as ChoiceName[]

/** Every point, in the order of the list; the history is left to the page of one point. */
export async function allChoices(house: House, frame: Frame): Promise<ChoiceView[]> {
  const proposals = await proposalsOf(house.sql, frame.agency.id)
  return NAMES.map((name) => viewOf(house, frame, name, proposals, []))
}

/** One point with every proposal that was made, and what those that wait would move. */
export async function oneChoice(house: House, frame: Frame, name: ChoiceName): Promise<ChoiceView> {
  const proposals = await proposalsOf(house.sql, frame.agency.id, name)
  const names = await namesOf(
    house.sql,
    proposals.flatMap(({ by, decision }) => (decision ? [by, decision.by] : [by])),
  )
  const shown: ProposalView[] = []
  for (const each of proposals) {
    const moves = each.decision ? [] : await whatChoiceMoves(house, frame.agency.id, each)
    shown.push({ ...inWords(each, (by) => names.get(by) ?? by), forYou: mayDecide(frame.viewer, each), moves })
  }
  return viewOf(house, frame, name, proposals, shown)
}

function inWords({ choice, decision, ...proposal }: Proposal, nameOf: (by: string) => string) {
  return {
    ...proposal,
    by: nameOf(proposal.by),
    zh: choiceInWords(choice, proposal.value),
    decision: decision && {
      ...decision,
      by: nameOf(decision.by),
      before: choiceInWords(choice, decision.before),
    },
  }
}

function viewOf(
  house: Pick<House, 'lawFor'>,
  { agency, today }: Frame,
  name: ChoiceName,
  all: readonly Proposal[],
  proposals: ProposalView[],
): ChoiceView {
  const { question, article, judgedOn } = CHOICES[name]
  const value = house.lawFor(agency.id).choices(today)[name]
  const approved = all
    .filter(({ choice, decision }) => choice === name && decision?.approved)
    .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  return {
    name,
    question,
    article,
    judgedOn,
    alternatives: alternativesOf(name).map((one) => ({
      ...one,
      isDefault: one.value === DEFAULT_CHOICES[name],
      holds: one.value === value,
    })),
    now: {
      value,
      zh: choiceInWords(name, value),
      since: approved.findLast(({ from }) => from <= today)?.from ?? null,
    },
    next: approved
      .filter(({ from }) => from > today)
      .map((each) => ({ zh: choiceInWords(name, each.value), from: each.from })),
    waiting: all.some(({ choice, decision }) => choice === name && decision === null),
    proposals,
  }
}
