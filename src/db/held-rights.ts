/**
 * The rights by which somebody acts, held through the transaction that writes for them: they are asked once more when it begins, and
 * whoever takes one away waits until it has ended. So no fact comes after the loss of the right to record it. Known by the asynchronous
 * context of the request, so that no function has to hand it on.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import type postgres from 'postgres'

type Tx = postgres.TransactionSql

type Held = { whose: string; hold: (tx: Tx) => Promise<void> } | undefined
/** `of`: of a transaction, what its request holds. */
type Store = { now: Held; of?: Store }
const held = new AsyncLocalStorage<Store>()

/** Runs the work of one request, whose rights are not known yet. */
export const holdingNothing = <T>(work: () => T): T => held.run({ now: undefined }, work)

/**
 * From here on each transaction of the request that writes begins with this.
 * @param whose id of the person or of the program's token
 * @param hold throws a Refusal where a right is gone; locks what whoever takes one away changes
 */
export function holdRights(whose: string, hold: (tx: Tx) => Promise<void>): void {
  const store = held.getStore()
  if (store) store.now = { whose, hold }
}

/** What somebody changes of themselves, such as a password that ends their sessions, is their own doing and ends no request of theirs. */
export function changesOwnRights(personId: string): void {
  for (let store = held.getStore(); store; store = store.of) if (store.now?.whose === personId) store.now = undefined
}

/** Asked where a transaction that writes begins. */
export const heldRights = (tx: Tx): Promise<void> | undefined => held.getStore()?.now?.hold(tx)

/**
 * The work of a transaction that has asked. Another one that it waits for asks for nothing: the right is held until the first has ended, and
 * asked for anew it would wait behind whoever waits for that one to end.
 */
export function holdingIt<T>(work: () => T): T {
  const of = held.getStore()
  return of ? held.run({ now: undefined, of }, work) : work()
}

/** For a transaction that has to say something before anything is asked in it: its work asks for the rights itself. */
export function holdingThere<T>(work: (hold: (tx: Tx) => Promise<void>) => T): T {
  const now = held.getStore()?.now
  return held.run({ now: undefined }, () => work(async (tx) => now?.hold(tx)))
}

/** Whether somebody acts by rights that can be lost: then even one statement is a transaction, which begins with asking for them. */
export const actsByRights = (): boolean => held.getStore()?.now !== undefined
