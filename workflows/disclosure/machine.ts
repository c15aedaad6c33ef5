/** 依申请公开: from a citizen's request to an archived reply. Pure: no clock of its own, no I/O, no actors, no timers. */
import { assign, setup } from 'xstate'
import type { Law } from '../statute/clock.ts'
import type { Day } from '../statute/days.ts'
import type { FactType } from '../words.ts'
import { goesBackTo, isChained, nextApproval } from './chained.ts'
import { isOpen } from './consultations.ts'
import { type CaseContext, type Heard, opening } from './context.ts'
import { remember } from './remember.ts'
import { broken, overridesThirdParty } from './rules.ts'
import { completesService } from './service.ts'

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

/** A fact to decide upon, or a probe: would a fact of this type be possible at all, today if a day is given? */
export type Question = {
  type: FactType
  law: Law
  fact?: Heard
  today?: Day
  /** The fact is on the ledger: it was judged when it was recorded, by the law and the calendar of that day. */
  recorded?: true
}

type Guard =
  | 'lawful'
  | 'passed'
  | 'chained'
  | 'approving'
  | 'approved'
  | 'backToStep'
  | 'backToReview'
  | 'sensitive'
  | 'delayed'
  | 'overriding'
  | 'resuming'
  | 'servingAll'
  | 'madeTogether'
type Then = { target?: string; guard?: Guard; actions: unknown[] }

const follows = (effect: Effect) => ({ type: 'follows' as const, params: effect })
/** A lawful fact that moves the case on. */
const to = (target: string, ...effects: Effect[]) =>
  ({ target, guard: 'lawful', actions: ['remember', ...effects.map(follows)] }) as Then as never
/** A lawful fact that is put on file and leaves the case where it is. */
const stay = (...effects: Effect[]) =>
  ({ guard: 'lawful', actions: ['remember', ...effects.map(follows)] }) as Then as never
/** The same, where the fact says more than its type; tried before the plain one. */
const when = (guard: Guard, then: Then) => ({ ...then, guard }) as never

/** Art 30: asked at registration or while handling; the case waits where it was asked. */
const correction = (waiting: string) => ({
  correctionRequested: to(waiting, { letter: 'correctionNotice' }, { tell: 'correction' }),
})
/** Art 33: until the reply is signed. */
const extension = { extended: stay({ letter: 'extensionNotice' }, { tell: 'extension' }) }
const confirmation = { confirmed: stay({ tell: 'confirmed' }) }
const withdrawal = { withdrawn: to('#disclosure.reply.withdrawn', { tell: 'withdrawn' }) }
/** Until the reply is signed; an answer that comes later is put on file as it is. */
const reasonsComing = { reasonsGiven: stay() }
/** Back to handling: after the reply, or because a decision orders one. */
const reopening = { reopened: to('#disclosure.review.handling', { tell: 'reopened' }) }
/** The answer that the count waited for: with the last one it goes on, and the applicant is told. */
const answered = [when('resuming', stay({ tell: 'resumed' })), stay()] as never
/** What arrives while the case waits for the applicant arrives all the same; so does the work inside the office. */
const meanwhile = {
  assigned: stay(),
  thirdPartyReached: stay(),
  thirdPartyAnswered: answered,
  thirdPartySilent: answered,
  agencyReached: stay(),
  agencyAnswered: answered,
  agencySilent: answered,
  searched: stay(),
  secrecyReviewed: stay(),
  disclosureExamined: stay(),
  thirdPartyAssessed: stay(),
  conferred: stay(),
  ...reasonsComing,
}
/** A draft that was passed goes back to a step, to the review, or to whoever drafts it. */
const givenBack = {
  replyReturned: [
    when('backToStep', to('forApproval')),
    when('backToReview', to('forReview')),
    to('#disclosure.review.handling'),
  ] as never,
}
/** Once there is a letter: how each went out, and the day on which it had arrived. */
const service = { sent: stay(), received: stay() }
/** What holds the office up is on record while the case is handled; an archived case is held up by nothing. */
const obstacle = { obstacle: stay() }
/** A marked case is conferred about until it is archived, and there, too, before anything is published. */
const conference = { conferred: [when('sensitive', stay())] as never }
/** Art 44. */
const release = { releaseProposed: stay(), releaseDecided: stay() }

/** The procedure: where a case can stand and what it hears there. Pure: asked by `transition`, never started as an actor. */
export const disclosure = setup({
  types: {} as { context: CaseContext; events: Question; input: { channel: CaseContext['channel']; on: string } },
  actions: {
    follows: (_, _effect: Effect) => {},
    remember: assign(({ context, event }) => (event.fact ? remember(context, event.fact) : context)),
  },
  guards: {
    lawful: ({ context, event }) => isLawful(context, event),
    passed: ({ context, event }) =>
      event.fact?.type === 'replyReviewed' && event.fact.passed && isLawful(context, event),
    chained: ({ context, event }) =>
      event.fact?.type === 'replyReviewed' && event.fact.passed && isChained(context) && isLawful(context, event),
    approving: ({ context, event }) =>
      event.fact?.type === 'replyApproved' && event.fact.passed && !isLastStep(context) && isLawful(context, event),
    approved: ({ context, event }) =>
      event.fact?.type === 'replyApproved' && event.fact.passed && isLastStep(context) && isLawful(context, event),
    backToStep: ({ context, event }) => typeof backTo(context, event) === 'number' && isLawful(context, event),
    backToReview: ({ context, event }) => backTo(context, event) === 'review' && isLawful(context, event),
    sensitive: ({ context, event }) => !!context.sensitive && isLawful(context, event),
    delayed: ({ context, event }) =>
      event.fact?.type === 'reasonsAssessed' && event.fact.delayedUntil !== undefined && isLawful(context, event),
    resuming: ({ context, event }) => context.consultations.filter(isOpen).length === 1 && isLawful(context, event),
    servingAll: ({ context, event }) =>
      (event.fact?.type !== 'replyServed' || completesService(context, event.fact)) && isLawful(context, event),
    madeTogether: ({ context, event }) =>
      event.fact?.type === 'agencyConsulted' && event.fact.coMaker && isLawful(context, event),
    overriding: ({ context, event }) => overridesThirdParty(context) && isLawful(context, event),
  },
}).createMachine({
  id: 'disclosure',
  context: ({ input }) => opening(input.channel, input.on),
  initial: 'receive',
  on: {
    // A suit is not ours to refuse: it may come before any reply, once the period is over.
    remedySought: stay(),
    remedyAnswered: stay(),
    remedyDecided: stay(),
    remedyPerformed: stay(),
    lessonDrawn: stay(),
    // What is public is taken down whatever the case is at.
    releaseWithdrawn: stay(),
    contactChanged: stay(),
    codeReissued: stay(),
    sensitivityMarked: stay(),
    sensitivityLifted: stay(),
    noted: stay(),
    fileAdded: stay(),
    evidenceClosed: stay(),
    rectified: stay(),
    letterMade: stay(),
    mailSent: stay(),
    calendarChanged: stay(),
    choiceChanged: stay(),
    lapseNoticed: stay(),
  },
  states: {
    receive: {
      initial: 'open',
      states: {
        open: {
          on: {
            ...confirmation,
            ...obstacle,
            registered: to('#disclosure.register', { letter: 'registrationReceipt' }, { tell: 'registered' }),
            ...withdrawal,
            // Whoever sends advertisements is told nothing; an applicant reads it where they follow what they sent.
            setAside: to('setAside'),
          },
        },
        // 无效件: no application, so nothing runs and nothing is counted, until somebody sees that it is one.
        // Nobody archives it: its period runs from that day, and then it is destroyed like others.
        setAside: { on: { restored: to('open'), wordsErased: stay() } },
      },
    },
    register: {
      initial: 'open',
      on: { ...confirmation, ...withdrawal, ...reopening, ...service, ...obstacle },
      states: {
        open: {
          on: { assigned: to('#disclosure.review'), ...correction('awaitingCorrection'), ...extension },
        },
        awaitingCorrection: {
          on: {
            corrected: to('open', { tell: 'corrected' }),
            correctionLapsed: to('#disclosure.review.handling', { tell: 'correctionLapsed' }),
          },
        },
      },
    },
    review: {
      initial: 'handling',
      on: { ...confirmation, ...withdrawal, ...reopening, ...service, ...obstacle, ...meanwhile },
      states: {
        handling: {
          on: {
            ...correction('awaitingCorrection'),
            ...extension,
            thirdPartyConsulted: stay(
              { letter: 'thirdParty' },
              { letter: 'consultationNotice' },
              { tell: 'consulted' },
            ),
            // Art 34 holds for what was made together; every other agency is asked under Art 33 ¶3.
            agencyConsulted: [
              when(
                'madeTogether',
                stay({ letter: 'agency' }, { letter: 'agencyConsultationNotice' }, { tell: 'consulted' }),
              ),
              stay({ letter: 'agencyOpinion' }, { letter: 'agencyConsultationNotice' }, { tell: 'consulted' }),
            ],
            reasonsRequested: stay({ letter: 'reasons' }, { tell: 'reasons' }),
            reasonsAssessed: [when('delayed', stay({ letter: 'delay' }, { tell: 'delay' })), stay()],
            feeNotified: to('awaitingPayment', { letter: 'fee' }, { tell: 'fee' }),
            replyDrafted: to('#disclosure.reply'),
          },
        },
        awaitingCorrection: {
          on: {
            corrected: to('handling', { tell: 'corrected' }),
            correctionLapsed: to('handling', { tell: 'correctionLapsed' }),
          },
        },
        awaitingPayment: {
          on: {
            feePaid: to('handling', { tell: 'paid' }),
            feeLapsed: to('handling', { tell: 'feeLapsed' }),
          },
        },
      },
    },
    reply: {
      initial: 'forReview',
      // Whoever handles it may leave until it is archived.
      on: { ...reopening, ...service, ...obstacle, ...conference, assigned: stay() },
      states: {
        forReview: {
          on: {
            replyDrafted: stay(),
            replyReviewed: [
              when('chained', to('forApproval')),
              when('passed', to('forSignature')),
              to('#disclosure.review.handling'),
            ],
            replyReturned: to('#disclosure.review.handling'),
            ...extension,
            ...reasonsComing,
            ...withdrawal,
          },
        },
        // Where the agency has a chain: step by step, each by another person.
        forApproval: {
          on: {
            replyApproved: [
              when('approving', stay()),
              when('approved', to('forSignature')),
              when('backToStep', stay()),
              when('backToReview', to('forReview')),
              to('#disclosure.review.handling'),
            ],
            ...givenBack,
            ...extension,
            ...reasonsComing,
            ...withdrawal,
          },
        },
        forSignature: {
          on: {
            // Art 32: a third party whose refusal is not followed is told what is disclosed, and why.
            replySigned: [
              when('overriding', to('signed', { letter: 'reply' }, { letter: 'thirdPartyDecision' })),
              to('signed', { letter: 'reply' }),
            ],
            ...givenBack,
            ...extension,
            ...reasonsComing,
            ...withdrawal,
          },
        },
        // Of joint applicants each is served, or the one who receives for all.
        signed: {
          on: { replyServed: [when('servingAll', to('served', { tell: 'served' })), stay({ tell: 'served' })] },
        },
        served: { on: { archived: to('#disclosure.archive', { seal: true }, { tell: 'satisfaction' }), ...release } },
        withdrawn: { on: { archived: to('#disclosure.archive', { seal: true }) } },
      },
    },
    archive: { on: { ...reopening, ...service, ...release, ...conference, transferred: stay(), wordsErased: stay() } },
  },
})

/** No step comes after the one that is waited for. */
const isLastStep = (context: CaseContext): boolean => {
  const next = nextApproval(context)
  return next !== null && next.n === next.of
}

/** Where a draft goes by a fact that gives it back; nothing of any other fact. */
const backTo = (context: CaseContext, { fact }: Question) =>
  fact?.type === 'replyReturned' || (fact?.type === 'replyApproved' && !fact.passed)
    ? goesBackTo(context, fact)
    : undefined

const isLawful = (context: CaseContext, { type, law, fact, today, recorded }: Question): boolean =>
  recorded === true || broken(type, context, law, fact, today).length === 0
