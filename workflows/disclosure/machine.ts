/** 依申请公开: from a citizen's request to an archived reply. Pure: no clock of its own, no I/O, no actors, no timers. */
import { assign, setup } from 'xstate'
import type { Law } from '../statute/clock.ts'
import { type CaseContext, type Heard, opening, remember } from './context.ts'
import { broken } from './rules.ts'
import type { FactType } from './vocabulary.ts'

/** Each case stays with the procedure that it began with. */
export const WORKFLOW = 'disclosure@1'

/** What must follow a fact, as data. The office knows how; the workflow only knows what. */
export type Effect =
  /** A letter of this kind is made in the same transaction. */
  | { letter: string }
  /** The applicant is told by mail, where an address is known. */
  | { tell: string }
  /** The evidence bundle is sealed. */
  | { seal: true }

/** A fact to decide upon, or a probe: would a fact of this type be possible at all? */
export type Question = { type: FactType; law: Law; fact?: Heard }

type Then = { target?: string; guard?: 'lawful' | 'lawfulAndPassed'; actions: unknown[] }

const then = (effect: Effect) => ({ type: 'follows' as const, params: effect })
/** A lawful fact that moves the case on. */
const to = (target: string, ...effects: Effect[]) =>
  ({ target, guard: 'lawful', actions: ['remember', ...effects.map(then)] }) as Then as never
/** A lawful fact that is put on file and leaves the case where it is. */
const stay = (...effects: Effect[]) =>
  ({ guard: 'lawful', actions: ['remember', ...effects.map(then)] }) as Then as never

/** Art 30: asked at registration or while handling; the case waits where it was asked. */
const correction = (waiting: string) => ({
  correctionRequested: to(waiting, { letter: 'correctionNotice' }, { tell: 'correction' }),
})
/** Art 33: until the reply is signed. */
const extension = { extended: stay({ letter: 'extensionNotice' }, { tell: 'extension' }) }
const confirmation = { confirmed: stay() }
const withdrawal = { withdrawn: to('#disclosure.reply.withdrawn') }
const afterwards = {
  remedySought: stay(),
  remedyDecided: stay(),
  reopened: to('#disclosure.review.handling'),
  releaseProposed: stay(),
  releaseDecided: stay(),
}

export const disclosure = setup({
  types: {} as { context: CaseContext; events: Question; input: { channel: CaseContext['channel']; on: string } },
  actions: {
    follows: (_, _effect: Effect) => {},
    remember: assign(({ context, event }) => (event.fact ? remember(context, event.fact) : context)),
  },
  guards: {
    lawful: ({ context, event }) => broken(event.type, context, event.law, event.fact).length === 0,
    lawfulAndPassed: ({ context, event }) =>
      broken(event.type, context, event.law, event.fact).length === 0 &&
      event.fact?.type === 'replyReviewed' &&
      event.fact.passed,
  },
}).createMachine({
  id: 'disclosure',
  context: ({ input }) => opening(input.channel, input.on),
  initial: 'receive',
  on: {
    noted: stay(),
    fileAdded: stay(),
    rectified: stay(),
    letterMade: stay(),
    mailSent: stay(),
    calendarChanged: stay(),
    lapseNoticed: stay(),
  },
  states: {
    receive: {
      on: { ...confirmation, registered: to('register', { letter: 'registrationReceipt' }, { tell: 'registered' }), ...withdrawal },
    },
    register: {
      initial: 'open',
      on: { ...confirmation, ...withdrawal },
      states: {
        open: {
          on: { assigned: to('#disclosure.review'), ...correction('awaitingCorrection'), ...extension },
        },
        awaitingCorrection: {
          on: { corrected: to('open'), correctionLapsed: to('#disclosure.review.handling') },
        },
      },
    },
    review: {
      initial: 'handling',
      on: { ...confirmation, ...withdrawal },
      states: {
        handling: {
          on: {
            assigned: stay(),
            ...correction('awaitingCorrection'),
            ...extension,
            thirdPartyConsulted: stay(
              { letter: 'thirdParty' },
              { letter: 'consultationNotice' },
              { tell: 'consulted' },
            ),
            thirdPartyReached: stay(),
            thirdPartyAnswered: stay(),
            thirdPartySilent: stay(),
            agencyConsulted: stay({ letter: 'agency' }),
            agencyReached: stay(),
            agencyAnswered: stay(),
            agencySilent: stay(),
            reasonsRequested: stay({ letter: 'reasons' }, { tell: 'reasons' }),
            reasonsGiven: stay(),
            reasonsAssessed: stay({ letter: 'delay' }),
            feeNotified: to('awaitingPayment', { letter: 'fee' }, { tell: 'fee' }),
            searched: stay(),
            secrecyReviewed: stay(),
            conferred: stay(),
            replyDrafted: to('#disclosure.reply'),
          },
        },
        awaitingCorrection: {
          on: { corrected: to('handling'), correctionLapsed: to('handling') },
        },
        awaitingPayment: {
          on: { feePaid: to('handling'), feeLapsed: to('handling') },
        },
      },
    },
    reply: {
      initial: 'forReview',
      states: {
        forReview: {
          on: {
            replyDrafted: stay(),
            replyReviewed: [
              { target: 'forSignature', guard: 'lawfulAndPassed', actions: ['remember'] },
              { target: '#disclosure.review.handling', guard: 'lawful', actions: ['remember'] },
            ],
            replyReturned: to('#disclosure.review.handling'),
            ...extension,
            ...withdrawal,
          },
        },
        forSignature: {
          on: {
            replySigned: to('signed', { letter: 'reply' }),
            replyReturned: to('#disclosure.review.handling'),
            ...extension,
            ...withdrawal,
          },
        },
        signed: { on: { replyServed: to('served', { tell: 'served' }) } },
        served: { on: { archived: to('#disclosure.archive', { seal: true }), ...afterwards } },
        withdrawn: { on: { archived: to('#disclosure.archive', { seal: true }) } },
      },
    },
    archive: { on: afterwards },
  },
})
