import { describe, expect, test } from 'vitest'
import { loadLaw } from '../../src/ground/law.ts'
import { FACTS, OUTCOMES, type Outcome } from '../../workflows/disclosure/vocabulary.ts'
import { always, type Choices, choicesInForce, DEFAULT_CHOICES } from '../../workflows/statute/choices.ts'
import { type AgencyKind, remedy, remedyParagraph } from '../../workflows/statute/remedies.ts'

const law = loadLaw()
const ask = (outcome: Outcome, agencyKind: AgencyKind, servedOn: string) =>
  remedy({ outcome, agencyKind, servedOn }, law)

test('served 2026-08-03: the sixtieth day is a holiday and rolls to 10-08; six months end 2027-02-03', () => {
  expect(ask('notHeld', 'countyDepartment', '2026-08-03')).toMatchObject({
    reconsiderBy: '2026-10-08',
    sueBy: '2027-02-03',
  })
})

describe('reconsideration first', () => {
  const WITHHELD: Outcome[] = [
    'stateSecret',
    'prohibitedByLaw',
    'safetyAndStability',
    'thirdPartyRights',
    'internalAffairs',
    'processInformation',
    'enforcementFile',
    'partlyDisclosed',
  ]
  test.each(Object.keys(OUTCOMES) as Outcome[])('%s', (outcome) => {
    const first = WITHHELD.includes(outcome)
    expect(ask(outcome, 'countyDepartment', '2023-12-29').reconsiderationFirst).toBe(false)
    expect(ask(outcome, 'countyDepartment', '2024-01-02').reconsiderationFirst).toBe(first)
    expect(ask(outcome, 'countyDepartment', '2025-06-03').reconsiderationFirst).toBe(first)
  })

  test('then a direct suit has no last day, and the letter says which comes first', () => {
    const { sueBy, text } = ask('stateSecret', 'countyDepartment', '2026-03-02')
    expect(sueBy).toBeNull()
    expect(text).toBe(
      '如不服本答复，应当自收到本答复之日起60日内先向本级人民政府申请行政复议；对行政复议决定不服的，可以自收到行政复议决定书之日起15日内依法向有管辖权的人民法院提起行政诉讼。',
    )
  })

  test('partly disclosed: first for the withheld part alone, or by choice for none', () => {
    expect(ask('partlyDisclosed', 'township', '2026-03-02').text).toMatch(/不予公开的部分，应当.*予以公开的部分，可以/)
    const optional = { ...law, choices: always({ ...DEFAULT_CHOICES, partlyDisclosedFirst: false }) }
    expect(
      remedy({ outcome: 'partlyDisclosed', agencyKind: 'township', servedOn: '2026-03-02' }, optional),
    ).toMatchObject({ reconsiderationFirst: false, sueBy: '2026-09-02' })
  })

  test('partly disclosed: the disclosed part may be taken to court at once, and has its last day', () => {
    expect(ask('partlyDisclosed', 'township', '2026-03-02')).toMatchObject({
      reconsiderationFirst: true,
      sueBy: '2026-09-02',
    })
  })
})

describe('since 2025-06-01 courts may refuse some replies (法释〔2025〕8号 Art 10 ¶2 (4) to (8))', () => {
  const REFUSED: Outcome[] = ['repeatRequest', 'registryEnquiry', 'needsProcessing', 'petition', 'publication']
  const CAUTION = '直接提起行政诉讼的，是否立案由人民法院依法决定'
  const choosing = (suitRefusedByCourt: Choices['suitRefusedByCourt']) => ({
    ...law,
    choices: always({ ...DEFAULT_CHOICES, suitRefusedByCourt }),
  })

  test('the letter offers the suit, with the caution that the court decides; for no other outcome', () => {
    for (const outcome of Object.keys(OUTCOMES) as Outcome[]) {
      const { text, sueBy } = ask(outcome, 'cityDepartment', '2025-06-03')
      expect([outcome, text.includes(CAUTION)]).toEqual([outcome, REFUSED.includes(outcome)])
      if (REFUSED.includes(outcome)) expect([outcome, sueBy]).toEqual([outcome, '2025-12-03'])
      expect(ask(outcome, 'cityDepartment', '2025-05-30').text).not.toContain(CAUTION)
    }
  })

  test('by choice it is offered without a word, or left out', () => {
    const petition = { outcome: 'petition', agencyKind: 'cityDepartment', servedOn: '2025-06-03' } as const
    const offered = remedy(petition, choosing('offer'))
    expect([offered.sueBy, offered.text.includes(CAUTION)]).toEqual(['2025-12-03', false])
    expect(remedy(petition, choosing('omit'))).toMatchObject({ sueBy: null, reconsiderationFirst: false })
  })

  test('a choice holds from its day: letters of before tell what was chosen before', () => {
    const from = '2026-12-01'
    const later = { ...law, choices: choicesInForce([{ choice: 'suitRefusedByCourt', value: 'omit', from }]) }
    const on = (servedOn: string) =>
      remedy({ outcome: 'publication', agencyKind: 'township', servedOn }, later).text.includes(CAUTION)
    expect([on('2026-11-30'), on('2026-12-01')]).toEqual([true, false])
  })
})

test.each([
  ['countyDepartment', 'sameLevelGovernment'],
  ['cityDepartment', 'sameLevelGovernment'],
  ['provincialDepartment', 'sameLevelGovernment'],
  ['departmentBranch', 'sameLevelGovernment'],
  ['cityDepartmentBranch', 'sameLevelOrLocalGovernment'],
  ['township', 'nextHigherGovernment'],
  ['countyGovernment', 'nextHigherGovernment'],
  ['cityGovernment', 'nextHigherGovernment'],
  ['subdistrict', 'establishingGovernment'],
  ['authorisedBody', 'managingGovernment'],
  ['verticalAgency', 'higherDepartment'],
  ['justiceDepartment', 'sameLevelGovernmentOrHigherDepartment'],
  ['provincialGovernment', 'itself'],
  ['stateCouncilDepartment', 'itself'],
] as const)('%s is heard by %s since 2024', (kind, body) => {
  expect(ask('disclosed', kind, '2024-01-02').reconsiderationBody).toBe(body)
})

test('until 2023 an ordinary department could also be taken to the department above', () => {
  expect(ask('disclosed', 'countyDepartment', '2023-12-29').reconsiderationBody).toBe(
    'sameLevelGovernmentOrHigherDepartment',
  )
})

test('the letter prints the names it is given, once: a name that looks like a blank stays a name', () => {
  const names = { body: '青川区人民政府', court: '{body}铁路运输法院', onlineChannel: 'https://example.gov.cn' }
  const { text } = remedyParagraph({ outcome: 'notHeld', agencyKind: 'countyDepartment' }, '2026-03-02', law, names)
  expect(text).toContain('向青川区人民政府申请行政复议（互联网申请渠道：https://example.gov.cn）')
  expect(text).toContain('依法向{body}铁路运输法院提起')
})

test('outcomes.yaml and the vocabulary name the same rows; what must be on file are facts', () => {
  for (const [outcome, { row, needs }] of Object.entries(law.outcomes)) {
    expect(row).toBe(OUTCOMES[outcome as Outcome].row)
    for (const { anyOf } of needs) for (const fact of anyOf) expect(FACTS).toHaveProperty(fact)
  }
  expect(Object.keys(law.outcomes).sort()).toEqual(Object.keys(OUTCOMES).sort())
})

test('no paragraph cites a repealed interpretation or the numbering of 2007', () => {
  expect(JSON.stringify([law.limits, law.outcomes, law.remedies, law.fees])).not.toMatch(/法释〔2011〕17号|2007/)
})
