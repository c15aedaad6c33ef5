/** 常用筛选: a list of the desk under a name of one's own. What is searched for is not kept with it: it names people. */
import { and, asc, eq, ne, sql } from 'drizzle-orm'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { invalid } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { checkCsrf } from '../people/guard.ts'
import { formOf } from '../web/form-of.ts'
import { given, text } from '../web/given.ts'
import { filterFrom } from './in-list.ts'
import { address } from './pages/desk-filters.tsx'
import { keptLists } from './tables.ts'
import type { DeskFilter, DeskView } from './views.ts'

/** More would be no help to whoever looks for one. */
export const MOST_LISTS = 12
const NAMED = z.object({ name: text(20), list: z.string().max(2_000).default('') })

/** Of this person, the oldest first. */
export async function listsOf({ db }: Pick<House, 'db'>, person: string): Promise<NonNullable<DeskView['kept']>> {
  const rows = await db
    .select({ name: keptLists.name, words: keptLists.words })
    .from(keptLists)
    .where(eq(keptLists.personId, person))
    .orderBy(asc(keptLists.at), asc(keptLists.name))
  return rows.map(({ name, words }) => ({ name, address: address(filterIn(words)) }))
}

/** What a list keeps of a filter: neither words that are looked for, nor what was open on the page. */
export function filterIn(words: string): DeskFilter {
  const { q: _q, act: _act, more: _more, ...kept } = filterFrom(Object.fromEntries(new URLSearchParams(words)))
  return kept
}

/**
 * `POST /desk/lists` keeps the list under a name, in the place of another one of that name; `POST /desk/lists/removed` forgets it.
 * @throws Refusal INVALID without a name, for all of the desk, or for more than MOST_LISTS; CSRF
 */
export function keptListRoutes(app: FastifyInstance, { db, time }: Pick<House, 'db' | 'time'>): void {
  app.post('/desk/lists', async (request, reply) => {
    const { viewer } = request
    const form = formOf(request.body)
    checkCsrf(request, form.csrf)
    const { name, list } = given(NAMED, { name: form.name, list: form.list })
    const words = address(filterIn(list)).split('?')[1]
    if (!words) throw invalid({ field: 'list', code: 'MISSING', message: '没有选择任何条件，请先筛选再保存' })
    const [others] = await db
      .select({ n: sql<number>`count(*)::int` })
      .from(keptLists)
      .where(and(eq(keptLists.personId, viewer.id), ne(keptLists.name, name)))
    if (others!.n >= MOST_LISTS)
      throw invalid({ field: 'name', code: 'TOO_BIG', message: `最多保存${MOST_LISTS}个，请先删除不用的` })
    const at = time.now().toISOString()
    await db
      .insert(keptLists)
      .values({ personId: viewer.id, name, words, at })
      .onConflictDoUpdate({ target: [keptLists.personId, keptLists.name], set: { words, at } })
    return reply.redirect(`/desk?${words}`, 303)
  })

  app.post('/desk/lists/removed', async (request, reply) => {
    const { viewer } = request
    const form = formOf(request.body)
    checkCsrf(request, form.csrf)
    await db.delete(keptLists).where(and(eq(keptLists.personId, viewer.id), eq(keptLists.name, form.name ?? '')))
    return reply.redirect('/desk', 303)
  })
}
