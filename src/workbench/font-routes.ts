/** Which font draws which part of a letter, and which characters of open cases none of them has. */
import { statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { FontSet } from '../documents/index.ts'
import { Refusal } from '../ground/errors.ts'
import type { House } from '../house.ts'
import { signedIn } from '../people/guard.ts'
import { hasRole } from '../people/may.ts'
import { agenciesAs } from '../people/sight.ts'
import { html } from '../web/page.tsx'
import { type FontRow, FontsPage, type Lacking } from './pages/fonts.tsx'
import { namesOfOpenCases } from './queries.ts'

/**
 * `/fonts` for legal staff and administrators; only legal staff see which cases lack a character.
 * @throws Refusal NOT_YOURS
 */
export async function fontPages(
  app: FastifyInstance,
  { house }: { house: Pick<House, 'config' | 'sql' | 'fonts' | 'time'> },
): Promise<void> {
  app.addHook('preHandler', signedIn(house))

  app.get('/fonts', { schema: { hide: true } }, async (request, reply) => {
    const { viewer } = request
    if (!hasRole(viewer, 'counsel', 'admin')) throw new Refusal('NOT_YOURS')
    const folder = join(house.config.dataDir, 'fonts')
    const { lacking, read } = await lackingIn(house, agenciesAs(viewer, ['counsel', 'admin']))
    // An administrator sees no case: the characters alone tell which font to get.
    const seesCases = hasRole(viewer, 'counsel')
    const page = FontsPage({
      viewer,
      csrf: viewer.csrf,
      folder,
      fonts: fontRows(house.fonts, folder),
      lacking: seesCases ? lacking : lacking.map((each) => ({ ...each, cases: [] })),
      read,
      seesCases,
    })
    return reply.type('text/html; charset=utf-8').send(html(page))
  })
}

function fontRows({ files, broken }: FontSet, folder: string): FontRow[] {
  const sound = files.filter(({ path }) => !broken.has(path))
  return files.map(({ role, path }) => ({
    role,
    file: basename(path),
    place: dirname(path),
    from: path.startsWith(join(folder, '/')) ? 'folder' : path.includes('/node_modules/') ? 'package' : 'system',
    size: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
    first: sound.find((other) => other.role === role)?.path === path,
    fault: broken.get(path),
  }))
}

/** More cases than this are counted, not listed. */
const LISTED = 20

async function lackingIn({ sql, fonts }: Pick<House, 'sql' | 'fonts'>, agencyIds: readonly string[]) {
  const lacking = new Map<string, Lacking>()
  const there = new Set<string>()
  let read = 0
  for await (const batch of namesOfOpenCases(sql, agencyIds))
    for (const { id, number, receipt, applicantName, title } of batch) {
      read++
      for (const character of new Set(applicantName + title)) {
        if (there.has(character)) continue
        const entry = lacking.get(character)
        if (!entry && fonts.missing(character).length === 0) {
          there.add(character)
          continue
        }
        const each = entry ?? { character, count: 0, cases: [] }
        each.count++
        if (each.cases.length < LISTED) each.cases.push({ id, number: number ?? receipt })
        lacking.set(character, each)
      }
    }
  return { lacking: [...lacking.values()].sort((a, b) => b.count - a.count), read }
}
