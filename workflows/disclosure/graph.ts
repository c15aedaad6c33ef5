/** The machine as a graph: its states, and from each the facts that lead on. Read by the diagram and by the start-up check. */

import { FACTS, type FactType } from '../words.ts'
import { disclosure, type Effect } from './machine.ts'

type Node = (typeof disclosure)['root']

/** Where a case can stand: `register.open`, `archive`. */
export type Place = { name: string; initial: boolean; hears: Step[] }
export type Step = { fact: FactType; to: string; effects: Effect[] }

const nameOf = (node: Node) => node.path.join('.')
const isFact = (type: string): type is FactType => Object.hasOwn(FACTS, type)

const nodesBelow = (node: Node): Node[] => [node, ...Object.values(node.states).flatMap((n) => nodesBelow(n as Node))]

/** Where a case comes to stand that enters this state. */
const entered = (node: Node): Node => (node.type === 'atomic' ? node : entered(node.initial.target[0] as Node))

/** Every place, in the order of the file. A fact that an outer state hears is heard in each place inside it. */
export function places(): Place[] {
  const first = entered(disclosure.root)
  return nodesBelow(disclosure.root)
    .filter((node) => node.type === 'atomic')
    .map((node) => ({ name: nameOf(node), initial: node === first, hears: heard(node) }))
}

function heard(place: Node): Step[] {
  const steps: Step[] = []
  const known = new Set<string>()
  for (let node: Node | undefined = place; node; node = node.parent as Node | undefined) {
    for (const [fact, transitions] of node.transitions) {
      if (!isFact(fact) || known.has(fact)) continue
      known.add(fact)
      for (const { target, actions } of transitions) {
        const to = target?.[0] ? entered(target[0] as Node) : place
        steps.push({ fact, to: nameOf(to), effects: actions.flatMap(effectOf) })
      }
    }
  }
  return steps
}

const effectOf = (action: unknown): Effect[] =>
  typeof action === 'object' && action !== null && 'params' in action ? [action.params as Effect] : []
