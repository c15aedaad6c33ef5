/** 分项答复: each matter is read as if it were a reply of its own, under its heading and with the remedies that name it. */
import { aboutMatter } from '../../../workflows/disclosure/matters.ts'
import type { Fact } from '../../../workflows/disclosure/vocabulary.ts'
import { type Answered, dataOf, headingOf, nth } from '../several.ts'
import type { CaseFile, Finding, Reading } from './subject.ts'
import { inBody, type Line } from './tokens.ts'

const REMEDY = /^(?:如不服|关于第)/

/** The lines of one matter: from its heading to the next, and the remedies that name its number. */
function linesOf(lines: readonly Line[], { matter }: Answered, n: number, next: Answered | undefined): Line[] {
  const body = inBody(lines)
  const at = (of: Answered | undefined, number: number) =>
    of ? body.findIndex(({ printed }) => printed === headingOf(of.matter, number)) : -1
  const from = at({ matter } as Answered, n)
  if (from < 0) return []
  const after = at(next, n + 1)
  const remedies = body.findIndex(({ printed }, i) => i > from && REMEDY.test(printed))
  const [end] = [after, remedies, body.length].filter((i) => i > from).sort((a, b) => a - b)
  const own = body.slice(from + 1, end)
  const told =
    remedies < 0 ? [] : body.slice(remedies).filter(({ printed }) => !REMEDY.test(printed) || names(printed, n))
  return [...own, ...told]
}

/** Before its verb a remedy says of which matters it speaks. */
const names = (remedy: string, n: number) => (/^[^，：]*/.exec(remedy)?.[0] ?? '').includes(nth(n))

/** The case as far as it is about this matter; its last draft is the answer to it. */
function fileOf({ context, facts, ...file }: CaseFile, item: Answered): CaseFile {
  const { matter, outcome, fields, files } = item
  // What was found of the matter itself goes before what was found of the whole.
  const ownOrWhole = (type: 'disclosureExamined' | 'searched') =>
    facts.some((fact) => fact.type === type && fact.matter === matter) ? matter : undefined
  const isAbout = (fact: Fact) =>
    fact.type === 'disclosureExamined' || fact.type === 'searched'
      ? fact.matter === ownOrWhole(fact.type)
      : isOf(fact, matter)
  const answer = (fact: Fact): Fact => {
    if (fact.type !== 'replyDrafted' || !fact.items) return fact
    const { items: _, files: __, ...whole } = fact
    return { ...whole, outcome, fields, ...(files && { files }) }
  }
  return { ...file, context: aboutMatter(context, matter), facts: facts.filter(isAbout).map(answer) }
}

const isOf = (fact: Fact, matter: string) =>
  (fact.type !== 'secrecyReviewed' && fact.type !== 'thirdPartyAssessed') || !fact.matter || fact.matter === matter

/** The letter as one of its matters reads. */
export function readingOfItem(reading: Reading, items: readonly Answered[], i: number): Reading {
  const item = items[i]!
  const n = i + 1
  const own = linesOf(reading.lines, item, n, items[i + 1])
  return {
    ...reading,
    template: item.template,
    outcome: item.outcome,
    matter: item.matter,
    data: dataOf(reading.data, n),
    lines: [...reading.lines.filter(({ part }) => part !== 'body'), ...own].sort((a, b) => a.at - b.at),
    file: reading.file && fileOf(reading.file, item),
  }
}

/** A finding that says which matter it is about. */
export const named = (finding: Finding, { matter }: Answered, i: number): Finding => ({
  ...finding,
  says: `${nth(i + 1)}“${matter}”：${finding.says}`,
})
