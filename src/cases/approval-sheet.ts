/**
 * 呈批单: what was asked, what is proposed and on which grounds, and who said what of it, as one sheet in the words of the agency's
 * template; made anew each time from the facts, stored nowhere. A step that nobody has taken is left for a pen.
 */
import { answersOf } from '../../workflows/disclosure/answers.ts'
import type { Heard } from '../../workflows/disclosure/context.ts'
import { type FactOf, OUTCOMES, SECRECY_CONCLUSIONS } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { readAs } from '../db/client.ts'
import { type Block, compose, ended, renderPdf } from '../documents/index.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { applicantsInALetter, requestBlanks } from '../ledger/applicants.ts'
import { type CaseFile, draftIn, fileOf } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import { type CaseRow, countingFacts } from '../ledger/queries.ts'
import { givenBlanks } from '../letters/given-blanks.ts'
import { namesOf } from '../people/queries.ts'
import { askLabels } from './offer-draft.ts'

const TEMPLATE = 'approvalSheet'
/** Its row of this name: one for each step of the chain, called as the step is. */
const STEPS = '审批'

type Sheets = Pick<House, 'sql' | 'db' | 'keys' | 'lawFor' | 'templatesFor' | 'fonts' | 'time'>

/** @throws Refusal NOT_FOUND where nothing is drafted, or the content was destroyed */
export async function approvalSheet(house: Sheets, row: CaseRow): Promise<Buffer> {
  if (row.context.erasedOn)
    throw new Refusal('NOT_FOUND', { message: '内容已经销毁，没有呈批单', next: '本件只留编号、日期和校验值。' })
  const file = await readAs(house, [row.agencyId], ({ sql }) => fileOf(sql, house.keys, row))
  const pdf = await sheetOf(house, file)
  if (!pdf) throw new Refusal('NOT_FOUND', { message: '还没有拟稿', next: '拟稿以后才有呈批单。' })
  return pdf
}

/** The same of a file that was read; undefined where nothing is drafted. */
export async function sheetOf(house: Omit<Sheets, 'db'>, file: CaseFile): Promise<Buffer | undefined> {
  const facts = countingFacts(file.facts)
  const draft = draftIn(file.facts)
  if (!draft) return undefined
  const { row } = file
  const on = facts.at(-1)!.on
  const template = house.templatesFor(row.agencyId, later(draft.on, on)).get(TEMPLATE)
  if (!template) return undefined
  const since = facts.slice(facts.findLastIndex(({ type }) => type === 'replyDrafted') + 1)
  const names = await namesOf(house.sql, [...facts.map(({ by }) => by), ...facts.map(inPlaceOf)])
  const called = (fact: Heard) => signedAs(fact, names)
  const labels = askLabels(house.templatesFor(row.agencyId, draft.on))
  const submitted = currentSubmission(file.facts)
  const answers = answersOf(draft)
  const { outcomes } = house.lawFor(row.agencyId)
  const form = compose(template, {
    agency: { name: file.agency.name },
    assigned: { unit: file.unit },
    applicant: { name: applicantsInALetter(submitted) },
    case: {
      ...requestBlanks(submitted.request),
      number: row.number ?? row.receipt,
      receivedOn: row.receivedOn ? inChinese(row.receivedOn) : undefined,
      dueOn: row.dueOn ? inChinese(row.dueOn) : undefined,
    },
    approval: {
      by: names.get(draft.by) ?? draft.by,
      on: inChinese(draft.on),
      outcome: answers
        .map(({ matter, outcome }) => (matter === null ? OUTCOMES[outcome].zh : `${matter}：${OUTCOMES[outcome].zh}`))
        .join('\n'),
      grounds: [...new Set(answers.flatMap(({ outcome }) => outcomes[outcome].articles))].join('\n'),
      says: answers
        .flatMap(({ matter, fields }) =>
          Object.entries(fields).flatMap(([name, value]) =>
            value ? [`${matter === null ? '' : `${matter}，`}${labels.get(name) ?? name}：${value}`] : [],
          ),
        )
        .join('\n'),
      files: givenBlanks(file.given).files,
      examined: examined(facts, called).join('\n'),
      review: opinions(since, 'replyReviewed', called).join('\n'),
      steps: undefined,
      signature: since
        .filter((fact) => fact.type === 'replySigned')
        .map((fact) => [called(fact), fact.number].filter(Boolean).join('　'))
        .join('\n'),
    },
  })
  const steps = (draft.chain ?? []).map(
    ({ name }): Block => ({
      kind: 'row',
      cells: [
        name,
        opinions(
          since.filter((fact) => fact.type === 'replyApproved' && fact.step === name),
          'replyApproved',
          called,
        ).join('\n'),
      ],
    }),
  )
  if (steps.length > 0)
    form.blocks = form.blocks.flatMap((block) => (block.kind === 'row' && block.cells[0] === STEPS ? steps : [block]))
  const { bytes } = await renderPdf(form, house.fonts, { issuedAt: new Date(`${on}T00:00:00+08:00`) })
  return bytes
}

const later = (one: string, other: string) => (one > other ? one : other)
const inPlaceOf = ({ by, actingFor }: Heard) => (actingFor ? `staff:${actingFor}` : by)

/** 某某（代某某）　2026年3月2日. */
function signedAs(fact: Heard, names: ReadonlyMap<string, string>): string {
  const name = names.get(fact.by) ?? fact.by
  const place = inPlaceOf(fact)
  return `${name}${place === fact.by ? '' : `（代${names.get(place) ?? place}）`}　${inChinese(fact.on)}`
}

/** Each opinion with who gave it and when, in their order; what did not pass says so, and where it went. */
const opinions = (facts: readonly Heard[], type: 'replyReviewed' | 'replyApproved', called: (fact: Heard) => string) =>
  facts.flatMap((fact) =>
    fact.type === type ? [`${fact.passed ? '' : '【不通过】'}${ended(fact.opinion)}　${called(fact)}`] : [],
  )

/** What was examined and conferred before, each in a line. */
const examined = (facts: readonly Heard[], called: (fact: Heard) => string): string[] =>
  facts.flatMap((fact) => {
    const line = examinedLine(fact)
    return line === undefined ? [] : [`${line}　${called(fact)}`]
  })

function examinedLine(fact: Heard): string | undefined {
  if (fact.type === 'secrecyReviewed')
    return ended(`保密审查：${SECRECY_CONCLUSIONS[fact.conclusion]}。${fact.reasons ?? ''}`)
  if (fact.type === 'disclosureExamined')
    return ended(`公开审查：${fact.severable ? '能够' : '不能'}区分处理。${fact.why}`)
  if (fact.type === 'conferred') return ended(`会商（${fact.participants.join('、')}）：${fact.conclusion}`)
  return answered(fact)
}

function answered(fact: Heard): string | undefined {
  if (fact.type === 'thirdPartyAnswered' || fact.type === 'agencyAnswered') return ended(whatTheySaid(fact))
  return undefined
}

const whatTheySaid = ({ type, consents, reasons }: FactOf<'thirdPartyAnswered' | 'agencyAnswered'>): string =>
  `${type === 'thirdPartyAnswered' ? '第三方' : '有关机关'}${consents ? '同意公开' : '不同意公开'}。${reasons ?? ''}`
