/**
 * 200 questions as people ask them, among thousands of items: the one that answers stands among the first five for nine in ten.
 * Every second question is held out of what the lexicon was written by.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anyOf } from '../../src/ground/fold.ts'
import { send } from '../support/api.ts'
import { type Office, openOffice } from '../support/house.ts'
import { PROOF } from '../support/proof.ts'
import { fillRoom, QUESTIONS } from './ten-thousand.ts'

/** Ten thousand take half a minute: `npm run proof`. */
const MANY = PROOF ? 10_000 : 4_000
const FIRST = 5
const WANTED = 0.9

let office: Office
beforeAll(async () => {
  office = await openOffice({ oneFont: true })
  await fillRoom(office.sql, MANY)
}, 60_000)
afterAll(() => office.close())

const titles = async (q: string): Promise<string[]> =>
  (await send(office.app, { url: `/api/v1/released?${new URLSearchParams({ q })}` })).json.released.map(
    ({ title }: { title: string }) => title,
  )

test('the item that answers is among the first five', async () => {
  const asked: { q: string; title: string; place: number }[] = []
  for (const [q, title] of QUESTIONS) {
    const found = await titles(q)
    asked.push({ q, title, place: found.indexOf(title) })
  }
  expect(asked).toHaveLength(200)
  const halves = { known: asked.filter((_, n) => n % 2 === 0), heldOut: asked.filter((_, n) => n % 2 === 1) }
  const shareOf = (half: typeof asked) => half.filter(({ place }) => place >= 0 && place < FIRST).length / half.length
  const [known, heldOut] = [shareOf(halves.known), shareOf(halves.heldOut)]
  console.log(
    `${MANY} items: among the first ${FIRST} ${known * 100} % of the known half, ${heldOut * 100} % of the held-out half`,
  )
  expect(Math.min(known, heldOut)).toBeGreaterThanOrEqual(WANTED)
})

test('in how many items a pair stands is known after each change, and what it finds is read from the index', async () => {
  const recounted = office.sql`
    select pair, count(*)::int as n from released, unnest(tsvector_to_array(pairs)) pair group by pair order by pair collate "C"`
  const counted = () => office.sql`select pair, n from released_pair_counts where n > 0 order by pair collate "C"`
  expect([...(await counted())]).toEqual([...(await recounted)])
  const [row] = await office.sql`
    update released set pairs = array_to_tsvector(array['罕见', '见字']), version = version + 1, updated_at = now()
    where id = (select min(id) from released) returning id`.catch(() => [undefined])
  if (row) expect((await counted()).find(({ pair }) => pair === '罕见')?.n).toBe(1)
  const plan = await office.sql`
    explain select r.id from released r where r.withdrawn_on is null and r.pairs @@ ${anyOf(['圾分', '以奖'])}::tsquery limit 1000`
  expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toMatch(/Bitmap Index Scan on released_pairs/)
})
