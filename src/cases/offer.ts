/** The acts that a page offers: the workflow's next facts that this person may record, as forms. */
import { nextReading } from '../../workflows/disclosure/readings.ts'
import { waitsForConference } from '../../workflows/disclosure/sensitive.ts'
import { FACTS, type FactType, isNoticeType, READING_STEPS } from '../../workflows/disclosure/vocabulary.ts'
import type { Law } from '../../workflows/statute/clock.ts'
import type { Day } from '../../workflows/statute/days.ts'
import { ACTS, askedOf, isRecordable, type RecordableType } from '../acts/catalogue.ts'
import type { CaseRow } from '../ledger/queries.ts'
import type { Act, Field } from '../web/shapes.ts'
import type { Choices } from './offer-choices.ts'
import { draftFields, uploadsField } from './offer-draft.ts'
import { reckonedFee } from './offer-fee.ts'
import { evidenceOf, filled, isJoint, isReturnAsked, kindField } from './offer-fields.ts'
import type { Who } from './offer-may.ts'
import { foundFields, isReleaseFieldAsked, REFUSING, WITHOUT_FILES, wordsToRead } from './offer-release.ts'
import { isRemedyFieldAsked } from './offer-remedy.ts'

/** Acts on the main path: offered first, one at a time. */
const PATH: readonly FactType[] = [
  'confirmed',
  'registered',
  'restored',
  'assigned',
  'corrected',
  'replyReviewed',
  'replyApproved',
  'replySigned',
  'replyServed',
  'archived',
  'replyDrafted',
]

/**
 * The forms of these facts, the next one on the usual path first. Facts that the house writes have none.
 * @param who absent for applicants, whose forms ask for neither day nor evidence; `today` is then not needed.
 */
export function actsFor(
  row: CaseRow,
  types: readonly FactType[],
  choices: Choices,
  law: Law,
  who?: Who,
  today?: Day,
): Act[] {
  // Once there is a draft, another handler is the exception.
  const first = PATH.find((type) => types.includes(type) && !(type === 'assigned' && row.stage === 'reply'))
  return types
    .filter(isRecordable)
    .map((type) => act(type, row, choices, law, who, type === first, today))
    .sort((a, b) => Number(b.primary) - Number(a.primary))
}

function act(
  type: RecordableType,
  row: CaseRow,
  choices: Choices,
  law: Law,
  who: Who | undefined,
  primary: boolean,
  today: Day | undefined,
): Act {
  const { article } = FACTS[type]
  const reading = type === 'releaseDecided' ? nextReading(row.context, law) : null
  const suggested = type === 'releaseProposed' && !who ? '建议转为主动公开' : undefined
  const zh = reading ? `转主动公开${READING_STEPS[reading]}` : (suggested ?? FACTS[type].zh)
  const { makes: letter, warning } = ACTS[type]
  const makes = letter && choices.templates.get(letter)?.title
  const asked = Object.entries(askedOf(type)).filter(
    ([name]) =>
      (name !== 'addressee' || isJoint(row)) &&
      isReturnAsked(row, name) &&
      (name !== 'withoutConference' || waitsForConference(row.context)) &&
      isReleaseFieldAsked(type, name, who !== undefined, reading) &&
      isRemedyFieldAsked(type, name, row, choices.remedies),
  )
  const own: Field[] = asked.map(([name, label]) => ({
    ...label,
    name,
    ...(who && label.kind === 'files' && { holds: name }),
    ...filled(type, name, row, choices, law, who),
    ...(type === 'sensitivityMarked' && name === 'kind' && today && kindField(law, today)),
    ...(name === 'shortReason' && today && { help: `少于${law.choices(today).leastToAnswer}个工作日的，写明。` }),
  }))
  const dated: Field[] = who
    ? [
        {
          name: 'on',
          label: '发生日期',
          kind: 'day',
          required: true,
          value: today ?? '',
          help: '早于今天的，须有依据。',
          ofThePast: true,
        },
        ...evidenceOf(type),
      ]
    : []
  const found =
    type === 'releaseDecided' ? [REFUSING, WITHOUT_FILES, ...foundFields(choices.release?.findings ?? [])] : []
  const reads = type === 'releaseDecided' && choices.release ? wordsToRead(row, choices.release, reading) : undefined
  const drafting = type === 'replyDrafted' ? draftFields(row, choices, law) : []
  const uploads = type === 'replyDrafted' && choices.give?.uploads ? [uploadsField(row, choices.give.files)] : []
  return {
    type,
    zh,
    article,
    primary,
    fields: [
      ...(type === 'replyDrafted' ? own.filter(isChosenFrom) : own),
      ...uploads,
      ...drafting,
      ...found,
      ...dated,
    ],
    ...(makes && { makes }),
    ...(reads && { reads }),
    ...(warning && { warning }),
    ...(CONFERRED_ABOUT.includes(type) && waitsForConference(row.context) && { note: conferFirst(row) }),
    ...(isNoticeType(type) && today && { notice: { approval: law.choices(today).noticesApproved } }),
    ...(type === 'feeNotified' && choices.fee && { reckoned: reckonedFee(row, choices.fee) }),
  }
}

/** Facts before which a marked case is conferred about. */
const CONFERRED_ABOUT: readonly FactType[] = ['replySigned', 'releaseDecided']

const conferFirst = ({ context }: CaseRow): string =>
  `本件标记为敏感事项（${context.sensitive?.kind}），标记以后没有会商记录。请先会商并记录；不经会商的，写明理由。`

/** A list of nothing is not asked. */
const isChosenFrom = ({ kind, choices = [] }: Field) => kind !== 'several' || choices.length > 0
