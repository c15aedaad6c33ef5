/** The reading room for programs: all descriptions as files, the map of the site, what search engines may follow. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publish } from '../../src/released/publish.ts'
import { type Office, openOffice } from '../support/house.ts'

let office: Office
let id: string
beforeAll(async () => {
  office = await openOffice()
  const item = { title: '示例路危旧房改造补偿方案', documentNumber: '云政发〔2025〕12号', summary: '补偿标准。' }
  id = await office.sql.begin((tx) =>
    publish(tx, 'yunxi', { ...item, topic: 'land', madeOn: null }, [], {
      ...{ on: '2026-01-05', by: 'staff:registrar', at: new Date('2026-01-05T10:00:00+08:00') },
    }),
  )
  await office.sql`
    insert into released select (jsonb_populate_record(r, jsonb_build_object('id', '2020-' || lpad(n::text, 4, '0'),
      'uid', gen_random_uuid(), 'case_id', null, 'position', null, 'title', '=第' || n || '件', 'withdrawn_on',
      case when n = 7 then date '2026-03-01' end, 'withdrawn_why', case when n = 7 then '收回' end))).*
    from released r, generate_series(1, 1200) n where r.id = ${id}`
})
afterAll(() => office.close())

const read = async (url: string) => {
  const { statusCode, body, headers } = await office.app.inject({ url })
  expect([url, statusCode]).toEqual([url, 200])
  return { body, type: headers['content-type'] }
}

test('everything that is public stands in both files once, what was withdrawn in none', async () => {
  const csv = (await read('/api/v1/released.csv')).body
  const rows = csv.trimEnd().split('\r\n')
  expect(rows).toHaveLength(1 + 1 + 1_199)
  expect(rows[0]).toMatch(/^\ufeff编号,标题,机关/)
  expect(csv).toContain(`/released/${id}`)
  expect(csv, 'no cell is a formula').toContain("'=第1件")
  expect(csv).not.toContain('2020-0007')
  const lines = (await read('/api/v1/released.jsonl')).body.trim().split('\n')
  const items = lines.map((line) => JSON.parse(line))
  expect(new Set(items.map((item) => item['@id'])).size).toBe(1_200)
  expect(items.find(({ identifier }) => [identifier].flat().includes(id))).toMatchObject({
    ...{ '@context': 'https://schema.org', '@type': 'Dataset', isAccessibleForFree: true, inLanguage: 'zh-CN' },
    publisher: { '@type': 'GovernmentOrganization', name: '云溪区人民政府' },
    keywords: ['土地与征收', '主动发布'],
    datePublished: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  })
})

test('each address of the map can be opened, and what is one person’s is followed by no search engine', async () => {
  const addresses = (xml: string) => [...xml.matchAll(/<loc>https?:\/\/[^/<]+([^<]*)<\/loc>/g)].map(([, path]) => path!)
  const maps = addresses((await read('/sitemap.xml')).body)
  expect(maps).toEqual(['/sitemap/pages.xml', '/sitemap/released.xml'])
  const [pages, items] = await Promise.all(maps.map(async (map) => addresses((await read(map)).body)))
  for (const page of pages!) expect((await read(page)).type).toMatch(/^text\/html/)
  expect(items).toHaveLength(1_200)
  expect(items).toContain(`/released/${id}`)
  expect((await read(`/sitemap/released.xml?after=2020-1199`)).body.match(/<url>/g)).toHaveLength(2)
  const robots = (await read('/robots.txt')).body
  for (const path of ['/track', '/en/track', '/api/', '/account']) expect(robots).toContain(`Disallow: ${path}\n`)
  expect(robots).toMatch(/\nSitemap: https?:\/\/\S+\/sitemap\.xml\n$/)
})

test('an item and the guide say what they are, to search engines of data', async () => {
  expect((await read(`/released/${id}`)).body).toMatch(
    /itemtype="https:\/\/schema\.org\/Dataset".*itemprop="datePublished"/s,
  )
  expect((await read('/en/guide')).body).toContain('https://schema.org/GovernmentService')
})
