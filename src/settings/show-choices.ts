/** Puts together what is said of the open points of law: what holds, since when, what else could be chosen, and the history. */

import { chainOf, namedIn } from '../../workflows/statute/chain.ts'
import {
  alternativesOf,
  CHOICES,
  type ChoiceName,
  type ChoiceValue,
  choiceInWords,
  DEFAULT_CHOICES,
} from '../../workflows/statute/choices.ts'
import type { House } from '../house.ts'
import { type Proposal, proposalsOf } from '../law/queries.ts'
import { approversOf } from '../people/approvers.ts'
import { namesOf } from '../people/queries.ts'
import { whatStops } from './chain.ts'
import { mayDecide, whatChoiceMoves } from './choose.ts'
import type { ChoiceView, Frame, ProposalView } from './views.ts'

const NAMES = Object.keys(CHOICES) as ChoiceName[]

/** Every point, in the order of the list; the history is left to the page of one point. */
export async function allChoices(house: Pick<House, 'sql' | 'lawFor'>, frame: Frame): Promise<ChoiceView[]> {
  const proposals = await proposalsOf(house.sql, frame.agency.id)
  const names = await namesIn(house, proposals)
  return NAMES.map((name) => viewOf(house, frame, name, proposals, [], names))
}

/** One point with every proposal that was made, and what those that wait would move. */
export async function oneChoice(
  house: Pick<House, 'sql' | 'lawFor' | 'time'>,
  frame: Frame,
  name: ChoiceName,
): Promise<ChoiceView> {
  const proposals = await proposalsOf(house.sql, frame.agency.id, name)
  const names = await namesIn(house, proposals)
  const shown: ProposalView[] = []
  for (const each of proposals) {
    const moves = each.decision ? [] : await whatChoiceMoves(house, frame.agency.id, each)
    shown.push({ ...inWords(each, names), forYou: mayDecide(frame.viewer, each), moves })
  }
  const view = viewOf(house, frame, name, proposals, shown, names)
  if (!('steps' in CHOICES[name])) return view
  const approvers = await approversOf(house.sql, frame.agency.id)
  const stuck = await whatStops(house.sql, frame.agency.id, String(view.now.value))
  return { ...view, approvers, ...(stuck && { stuck: stuck.text }) }
}

/** Those who proposed and decided, and those whom a chain names. */
const namesIn = ({ sql }: Pick<House, 'sql'>, proposals: readonly Proposal[]) =>
  namesOf(
    sql,
    proposals.flatMap(({ by, choice, value, decision }) => [
      ...(decision ? [by, decision.by] : [by]),
      ...(choice === 'replyChain' ? namedIn(chainOf(String(value))) : []),
    ]),
  )

type Called = ReadonlyMap<string, string>
const inWordsOf = (name: ChoiceName, value: ChoiceValue, names: Called) =>
  choiceInWords(name, value, (username) => names.get(`staff:${username}`) ?? username)

function inWords({ choice, decision, ...proposal }: Proposal, names: Called) {
  const nameOf = (by: string) => names.get(by) ?? by
  return {
    ...proposal,
    by: nameOf(proposal.by),
    zh: inWordsOf(choice, proposal.value, names),
    decision: decision && {
      ...decision,
      by: nameOf(decision.by),
      before: inWordsOf(choice, decision.before, names),
    },
  }
}

function viewOf(
  house: Pick<House, 'lawFor'>,
  { agency, today }: Frame,
  name: ChoiceName,
  all: readonly Proposal[],
  proposals: ProposalView[],
  names: Called,
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
      zh: inWordsOf(name, value, names),
      since: approved.findLast(({ from }) => from <= today)?.from ?? null,
    },
    next: approved
      .filter(({ from }) => from > today)
      .map((each) => ({ zh: inWordsOf(name, each.value, names), from: each.from })),
    waiting: all.some(({ choice, decision }) => choice === name && decision === null),
    proposals,
  }
}
