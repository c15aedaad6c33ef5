/** 排行: who is before whom, and by which figures of a year. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shareInTime } from '../../src/desk/pages/ranking.tsx'
import { type Figures, figuresOf, ranked } from '../../src/desk/ranking.ts'
import { type Office, openOffice } from '../support/house.ts'
import { application } from '../support/people.ts'

const one = (name: string, [answered, late, decided, lost]: [number, number, number, number]): Figures => ({
  ...{ agencyId: name, name, answered, late, decided, lost },
})
const places = (figures: Figures[], by: Parameters<typeof ranked>[1]) =>
  ranked(figures, by).map(({ name, place }) => [name, place])

describe('places', () => {
  const figures = [
    one('甲', [3, 1, 0, 0]),
    one('乙', [300, 100, 4, 2]),
    one('丙', [1, 0, 1, 1]),
    one('丁', [0, 0, 0, 0]),
  ]

  test('by the share in time: a third late is a third late, however many they were', () => {
    expect(places(figures, 'inTime')).toEqual([
      ['丙', 1],
      ['甲', 2],
      ['乙', 2],
      ['丁', null],
    ])
  })
  test('by what was late, and by what was lost', () => {
    expect(places(figures, 'late')).toEqual([
      ['丙', 1],
      ['甲', 2],
      ['乙', 3],
      ['丁', null],
    ])
    expect(places(figures, 'lost')).toEqual([
      ['甲', 1],
      ['丙', 2],
      ['乙', 3],
      ['丁', null],
    ])
  })
  test('after two that share a place comes the third', () => {
    const alike = [one('甲', [2, 1, 0, 0]), one('乙', [4, 2, 0, 0]), one('丙', [2, 2, 0, 0])]
    expect(places(alike, 'inTime').map(([, place]) => place)).toEqual([1, 1, 3])
  })
  test('who was late once is never told to have been in time always', () => {
    expect(shareInTime({ answered: 100_000, late: 1 })).toBe('99.9%')
    expect([shareInTime({ answered: 3, late: 1 }), shareInTime({ answered: 0, late: 0 })]).toEqual(['66.6%', '—'])
  })
})

describe('in the office', () => {
  let office: Office
  beforeAll(async () => {
    office = await openOffice({ oneFont: true })
  })
  afterAll(() => office.close())

  test('replies count in the year of their day, suits once by their last result, and the page shows it', async () => {
    const ids = [await office.caseUntil('replyServed'), await office.caseUntil('replyServed')].map(({ id }) => id)
    await office.sql`update cases set late = true where id = ${ids[0]!}`
    const theirs = await office.citizen.files(application({ agency: 'yunxi-zjj' }))
    const [other] = await office.sql<{ id: string }[]>`
      update cases set settled_on = '2025-12-31', late = true where receipt = ${theirs.receipt} returning id`
    const remedy = (n: number, result: string | null, decidedOn: string | null) => ({
      ...{
        agencyId: 'yunxi-zjj',
        caseId: other!.id,
        n,
        suit: 1,
        kind: 'litigation',
        soughtOn: '2026-01-05',
        result,
        decidedOn,
      },
    })
    await office.sql`insert into remedies ${office.sql([remedy(1, 'upheld', '2026-01-20'), remedy(2, 'corrected', '2026-02-20')])}`
    const of = async (year: number) => {
      const rows = await figuresOf(office.house.sql, ['yunxi', 'yunxi-zjj'], year)
      return rows.map(({ agencyId, answered, late, decided, lost }) => [agencyId, answered, late, decided, lost])
    }
    expect(await of(2026)).toEqual([
      ['yunxi', 2, 1, 0, 0],
      ['yunxi-zjj', 0, 0, 1, 1],
    ])
    expect(await of(2025)).toEqual([
      ['yunxi', 0, 0, 0, 0],
      ['yunxi-zjj', 1, 1, 0, 0],
    ])
    const page = await office.supervisor.gets('/supervision/ranking?by=lost')
    expect(page.status).toBe(200)
    expect(page.text).toMatch(/data-agency="yunxi".*data-label="按期答复率">50\.0%/)
    expect((await office.supervisor.gets('/supervision')).text).toContain('href="/supervision/ranking"')
    // Each figure opens as many cases as it counts: of the year, of the agency, late ones, lost ones.
    for (const [figure, agency, year, n] of [
      ['answered', 'yunxi', 2026, 2],
      ['late', 'yunxi', 2026, 1],
      ['lost', 'yunxi-zjj', 2026, 1],
      ['decided', 'yunxi-zjj', 2026, 1],
      ['answered', 'yunxi-zjj', 2025, 1],
      ['late', 'yunxi-zjj', 2025, 1],
      ['lost', 'yunxi-zjj', 2025, 0],
    ] as const) {
      const href = `/supervision/cases?of=${figure}&amp;agency=${agency}&amp;year=${year}`
      const from = await office.supervisor.gets(`/supervision/ranking?year=${year}`)
      expect(from.text).toContain(`href="${href}">${n}</a>`)
      const list = await office.supervisor.gets(href.replaceAll('&amp;', '&'))
      expect([figure, list.text.match(/data-case=/g)?.length ?? 0]).toEqual([figure, n])
    }
    const refused = await office.supervisor.gets('/supervision/ranking?year=2019')
    expect(refused.status).toBe(422)
    expect((await office.handler.gets('/supervision/ranking')).status).toBe(403)
    expect((await office.handler.gets('/supervision/cases?of=late&agency=yunxi')).status).toBe(403)
    expect((await office.supervisor.gets('/supervision/cases?of=late&agency=nobody')).status).toBe(403)
    expect((await office.supervisor.gets('/supervision/cases?of=most&agency=yunxi')).status).toBe(422)
  })

  test('each number of supervision opens as many cases as it says', async () => {
    await office.caseUntil('submitted')
    await office.caseUntil('assigned')
    const { text } = await office.supervisor.gets('/supervision')
    const row = /<tr data-agency="yunxi">.*?<\/tr>/s.exec(text)![0]
    const links = [...row.matchAll(/href="([^"]+)">(\d+)<\/a>/g)]
    expect(links).toHaveLength(11)
    let some = 0
    for (const [, href = '', n] of links) {
      const list = (await office.supervisor.gets(href.replaceAll('&amp;', '&'))).text
      const listed = list.match(/data-case=/g)?.length ?? 0
      expect([href, listed]).toEqual([href, Number(n)])
      if (Number(n) > 0) some++
    }
    expect(some).toBeGreaterThanOrEqual(4)
  })
})
