/** Every fact in one list. A fact that the vocabulary has and this list lacks does not compile. */
import { type FactType, NOTICES, type NoticeType, type SystemFact } from '../../workflows/disclosure/vocabulary.ts'
import { CHOICES } from '../../workflows/statute/choices.ts'
import { asNotice, type CatalogueEntry, type EventKind, type Label, say, type Told } from './act.ts'
import { afterwards } from './catalogue/afterwards.ts'
import { consultation } from './catalogue/consultation.ts'
import { correction } from './catalogue/correction.ts'
import { handling } from './catalogue/handling.ts'
import { onFile } from './catalogue/on-file.ts'
import { receiving } from './catalogue/receiving.ts'
import { reply } from './catalogue/reply.ts'

/** What is open in law, by what each point asks. */
const POINTS = Object.entries(CHOICES).map(([value, { question }]) => ({ value, label: question }))

/** Facts that somebody records. `submitted` has a door of its own. */
export type RecordableType = Exclude<FactType, SystemFact['type'] | 'submitted'>

const ENTRIES = {
  ...receiving,
  ...correction,
  ...consultation,
  ...handling,
  ...reply,
  ...afterwards,
  ...onFile,
} satisfies Record<RecordableType, CatalogueEntry>

/** Each fact that somebody records; those that send a notice with what every notice may say of its sending. */
export const ACTS: Record<RecordableType, CatalogueEntry> = {
  ...ENTRIES,
  ...(Object.fromEntries(NOTICES.map((type) => [type, asNotice(ENTRIES[type])])) as Record<NoticeType, CatalogueEntry>),
}

/** The first fact, and those that only the house writes. */
const OTHERS: Record<Exclude<FactType, RecordableType>, Told> = {
  submitted: { open: ['channel', 'needsHelp', 'files', 'representative'], event: 'submitted', theirs: true },
  letterMade: {
    open: ['letter', 'template', 'version', 'digest', 'number', 'sha256', 'fonts', 'consultation'],
    written: { number: say('文号', 'text') },
  },
  mailSent: {
    open: ['messageId', 'letter', 'brings'],
    written: { to: say('收件人', 'text'), subject: say('主题', 'text') },
  },
  calendarChanged: {
    open: ['year', 'version', 'dueBefore', 'dueAfter'],
    written: { year: say('年度', 'text'), dueBefore: say('原期限', 'day'), dueAfter: say('新期限', 'day') },
  },
  choiceChanged: {
    open: ['choice', 'proposal', 'dueBefore', 'dueAfter'],
    written: {
      choice: say('事项', 'choice', { choices: POINTS }),
      dueBefore: say('原期限', 'day'),
      dueAfter: say('新期限', 'day'),
    },
  },
  lapseNoticed: {
    open: ['limit', 'dueOn'],
    written: { limit: say('期限', 'text'), dueOn: say('届满日', 'day') },
  },
  transferred: {
    open: ['transfer', 'digest'],
    written: {
      archive: say('接收单位', 'text'),
      receivedBy: say('接收人', 'text'),
      document: say('接收凭证', 'text'),
      transfer: say('移交号', 'text'),
    },
  },
  wordsErased: {
    open: ['decision', 'positions', 'hashes', 'kept', 'retention', 'keptUntil'],
    written: { retention: say('保管期限', 'text'), keptUntil: say('期限届满日', 'day') },
  },
}

const TOLD: Record<FactType, Told> = { ...ACTS, ...OTHERS }

export const RECORDABLE = Object.keys(ACTS) as RecordableType[]

/** Is this a fact that somebody may send? */
export const isRecordable = (type: unknown): type is RecordableType =>
  typeof type === 'string' && Object.hasOwn(ACTS, type)

/** Fields that stand open in the ledger: they name nobody and hold no free text. */
export const openFieldsOf = (type: FactType): readonly string[] => TOLD[type].open

/** What people call each field of a fact, those that the house writes included. */
export const labelsOf = (type: FactType): Record<string, Label | undefined> => ({
  ...(isRecordable(type) && askedOf(type)),
  ...TOLD[type].written,
})

/** The fields that a form asks for a fact, in order. */
export const askedOf = (type: RecordableType): Record<string, Label> =>
  Object.fromEntries(
    Object.entries(ACTS[type].fields).flatMap(([name, { label, parts = {} }]): [string, Label][] => [
      ...(label ? [[name, label] as [string, Label]] : []),
      ...Object.entries(parts).map(([part, asked]): [string, Label] => [`${name}.${part}`, asked]),
    ]),
  )

/** What applicants read of a fact, and the stage that their case enters with it. */
export const eventOf = (type: FactType): EventKind | undefined => TOLD[type].event
/** The stage that applicants see their case enter with this fact; undefined where it stays in its stage. */
export const entersWith = (type: FactType) => TOLD[type].enters

/** Are the files of this fact somebody else's papers? */
export const isTheirs = (type: FactType): boolean => TOLD[type].theirs === true
