/** The file of a case for a review body or a court: facts, letters, files, the proofs of the log, and a readable index. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { type Db, json, readAs } from '../../db/client.ts'
import { handOvers, requireLastKey } from '../../db/keys-in-use.ts'
import { canonical, sha256 } from '../../ground/canonical.ts'
import type { CaseKey } from '../../ground/case-key.ts'
import { publicPem, verifierKey } from '../../ground/checkpoint.ts'
import { HAND_OVERS, handOversText } from '../../ground/hand-over.ts'
import type { Keys } from '../../ground/keys.ts'
import { dayIn } from '../../ground/time.ts'
import type { House } from '../../house.ts'
import { fileOf } from '../../ledger/case-file.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import type { Entry } from '../../ledger/entry.ts'
import { type CaseRow, countingFacts, type FileRow, filesOf, type LetterRow, lettersOf } from '../../ledger/queries.ts'
import { ledger, words } from '../../ledger/tables.ts'
import { openedWords } from '../../ledger/words.ts'
import { serviceOf } from '../../letters/service.ts'
import type { Agency } from '../../people/queries.ts'
import { inclusionProof, type Node } from '../log/merkle.ts'
import { sequence } from '../log/sequence.ts'
import { checkpoints, log } from '../tables.ts'
import { type Bag, type Content, type Digested, makeBag, type Tags, tidyName } from './bag.ts'
import { index, recordersOf } from './bundle-index.ts'
import { howToProve } from './how-to-prove.ts'
import { allNamed, DESTRUCTION_LIST, erasedContent, erasedIn, erasureIn, type Named } from './named.ts'
import { signedStatement } from './statement.ts'

/** One line of facts.jsonl: the ledger's entry, its hash, the words and the salt that open its commitment. */
export type FactInBundle = Entry & {
  hash: string
  salt: string | null
  said: Record<string, unknown> | null
  index: number
}

/** One line of proofs.jsonl: the way of the fact of the same line up to the root. */
export type ProofInBundle = { index: number; proof: string[] }

/** A file of the payload, under its name below `data/`: which fact names it by which id, or that it was made from the facts. */
export type Contribution = readonly [name: string, content: Content, why: Named | 'statement']

/** Where everything of a bundle lies: one folder, named after the receipt in plain letters. */
export const baseOf = (receipt: string): string => `ysqgk-${receipt}`

type Bundling = Pick<House, 'sql' | 'db' | 'everywhere' | 'blobs' | 'time' | 'keys' | 'lawFor' | 'scanner'>

/**
 * The ZIP, whose bytes are read as they are sent. First takes waiting facts into the log, so that every fact has its proof.
 * @param signal aborted where nobody waits for it any more
 * @throws Refusal KEY_HANDED_OVER; BlobMissing, BlobChanged where a letter or file is not the one on record
 */
export async function bundle(house: Bundling, row: CaseRow, signal?: AbortSignal): Promise<Bag> {
  await requireLastKey(house.sql, house.keys)
  await sequence(house)
  const key = { agencyId: row.agencyId, caseId: row.id }
  const { facts, letters, files, file } = await readAs(house, [row.agencyId], async ({ sql, db }) => ({
    facts: await factsInLog(db, house.keys, key),
    letters: await lettersOf(sql, key),
    files: await filesOf(sql, key),
    file: await fileOf(sql, house.keys, row),
  }))
  const recorders = await recordersOf(house.sql, facts)
  const log = await proofs(house, facts)
  const erasure = erasureIn(facts)
  const gone = erasedContent(facts)
  const named = [...allNamed(facts).values()].filter(({ sha256 }) => !gone.has(sha256))
  const members: Contribution[] = [
    ['facts.jsonl', linesOf(facts), 'statement'],
    ['proofs.jsonl', linesOf(log.proofs), 'statement'],
    ['checkpoint.txt', Buffer.from(log.note), 'statement'],
    ...lettersIn(house, letters, named),
    ...filesIn(house, files, named),
    ...(erasure ? [await listOfDestruction(house.sql, erasure)] : []),
  ]
  const served = serviceOf(
    { row, agency: file.agency, submitted: currentSubmission(file.facts) },
    countingFacts(file.facts),
    letters,
    house.lawFor(row.agencyId),
  )
  const names = members.map(([name]) => name)
  members.push(['目录.txt', Buffer.from(index(row, facts, recorders, served, [...names, '目录.txt'])), 'statement'])

  const last = facts.at(-1)!
  const info = infoOf(row, file.agency, dayIn(new Date(last.at)))
  const why = new Map(members.map(([name, , why]) => [`data/${name}`, why]))
  const payload = new Map(members.map(([name, content]) => [`data/${name}`, content]))
  const erased = erasedIn(
    facts.map((fact) => ({ ...fact, hasWords: fact.words !== null, isSilent: fact.said === null })),
  )
  const base = baseOf(row.receipt)
  const tags = await trustTags(house, base)
  const seal = (made: readonly Digested[], bound: Tags) =>
    signedStatement(house.keys, {
      agency: { id: row.agencyId, name: file.agency.name },
      case: { id: row.id, receipt: row.receipt, number: row.number },
      entries: last.position,
      head: last.hash,
      erased: erased.flatMap(({ position, by }) => (by === undefined ? [] : [{ position, by }])),
      checkpoint: { size: log.size, root: log.root, day: dayIn(new Date(log.at)) },
      info,
      files: made.map(({ name, size, sha256 }) => {
        const by = why.get(name)!
        return { name, size, sha256, ...(by === 'statement' ? MADE : { fact: by.position, id: by.id }) }
      }),
      tags: Object.fromEntries([...bound].map(([name, bytes]) => [name, sha256(bytes)])),
    })
  return makeBag({ base, payload, info, tags }, seal, signal)
}

const MADE = { fact: null, id: null }

const linesOf = (rows: readonly unknown[]) => Buffer.from(rows.map((row) => `${canonical(row)}\n`).join(''))

/** Labels of the bag (RFC 8493, 2.2.2). The day is that of the last fact: the same facts are the same bag. */
function infoOf(row: CaseRow, { name, profile }: Agency, day: string): Record<string, string> {
  return {
    'Source-Organization': name,
    ...(profile.office && { 'Contact-Name': profile.office }),
    ...(profile.phone && { 'Contact-Phone': profile.phone }),
    'External-Description': `政府信息公开申请 ${row.receipt}`,
    'Bagging-Date': day,
    'External-Identifier': row.number ?? row.receipt,
    'Bagging-Software': 'ysqgk',
  }
}

/** Each letter under the place of the fact that made it. */
function* lettersIn(
  { blobs }: Pick<House, 'blobs'>,
  letters: readonly LetterRow[],
  named: readonly Named[],
): Generator<Contribution> {
  const rows = new Map(letters.map((letter) => [letter.id, letter]))
  for (const [i, one] of named.filter(({ folder }) => folder === 'letters').entries()) {
    const letter = rows.get(one.id)!
    const title = tidyName(`${letter.title}${letter.voidedFor ? '（已作废）' : ''}`)
    yield [`letters/${two(i)}-${title}-${one.sha256.slice(0, 8)}.pdf`, storedIn(blobs, one.sha256), one]
  }
}

/** What facts name, and the copies that left; what was sent in and is on no record stays outside. A list of the names is beside them. */
function* filesIn(
  house: Pick<House, 'blobs' | 'scanner'>,
  files: readonly FileRow[],
  named: readonly Named[],
): Generator<Contribution> {
  const rows = new Map(files.map((file) => [file.id, file]))
  for (const folder of ['files', 'given'] as const)
    for (const [i, one] of named.filter((each) => each.folder === folder).entries())
      yield [
        `${folder}/${two(i)}-${one.sha256.slice(0, 8)}-${nameInBundle(house, rows.get(one.id)!)}`,
        storedIn(house.blobs, one.sha256),
        one,
      ]
  const listed = named.filter(({ folder }) => folder === 'files').map(({ id }) => rows.get(id)!)
  yield [
    'files.json',
    Buffer.from(`${canonical(listed.map(({ id, name, size, sha256, type }) => ({ id, name, size, sha256, type })))}\n`),
    'statement',
  ]
}

const storedIn = (blobs: House['blobs'], sha256: string): Content => ({ sha256, read: () => blobs.get(sha256) })

/** What lies beside the payload for whoever proves the bag by hand: the key, how it came to be this one, and what to type. */
async function trustTags({ sql, keys }: Pick<House, 'sql' | 'keys'>, base: string): Promise<Tags> {
  const notes = await handOvers(sql)
  return new Map<string, Buffer>([
    ['key.txt', Buffer.from(`${verifierKey(keys)}\n`)],
    ['key.pem', Buffer.from(publicPem(keys.verifier))],
    ...(notes.length > 0 ? [[HAND_OVERS, Buffer.from(handOversText(notes))] as const] : []),
    ['核验说明.txt', Buffer.from(howToProve(base, keys))],
  ])
}

/**
 * A file that carries a virus is evidence still, as is one that the scanner has not seen: under such a name no program opens
 * it by a click.
 */
function nameInBundle({ scanner }: Pick<House, 'scanner'>, { name, scan, virus }: FileRow): string {
  const tidy = tidyName(name)
  if (virus !== null) return `${tidy}.infected`
  return scan === 'unscanned' || (scanner && scan === null) ? `${tidy}.unscanned` : tidy
}

/** The decision by which content is gone: the list as it was approved. SQL: its table is of another room. */
async function listOfDestruction(sql: House['sql'], { agencyId, open }: FactInBundle): Promise<Contribution> {
  const { list } = open.decision as { list: number }
  const [row] = await sql<{ content: string }[]>`
    select content from destruction_lists where agency_id = ${agencyId} and number = ${list}`
  return [DESTRUCTION_LIST, Buffer.from(row!.content), 'statement']
}

/** First to last, each with its place in the log. */
async function factsInLog(db: Db, keys: Keys, { agencyId, caseId }: CaseKey): Promise<FactInBundle[]> {
  const [l, w] = [ledger, words]
  const rows = await db
    .select({
      ...{ agencyId: l.agencyId, caseId: l.caseId, position: l.position, type: l.type, on: l.on, open: l.open },
      ...{ words: l.words, by: l.by, at: l.at, previousHash: l.previousHash, hash: l.hash },
      ...{ sealed: w.sealed, index: log.index },
    })
    .from(l)
    .leftJoin(w, and(eq(w.agencyId, l.agencyId), eq(w.caseId, l.caseId), eq(w.position, l.position)))
    .innerJoin(log, and(eq(log.agencyId, l.agencyId), eq(log.caseId, l.caseId), eq(log.position, l.position)))
    .where(and(eq(l.agencyId, agencyId), eq(l.caseId, caseId)))
    .orderBy(asc(l.position))
  return rows.map(({ sealed, index, ...entry }) => {
    const { salt, said } = openedWords(keys, entry, sealed) ?? { salt: null, said: null }
    return { ...entry, at: new Date(entry.at).toISOString(), salt, said, index }
  })
}

const two = (i: number) => String(i + 1).padStart(2, '0')

type Signed = { size: number; root: string; note: string; at: string }

/** Each fact's way up to the root that the last checkpoint signs. */
async function proofs(
  house: Pick<House, 'sql' | 'db'>,
  facts: readonly FactInBundle[],
): Promise<Signed & { proofs: ProofInBundle[] }> {
  const { size, root, note, at: day } = checkpoints
  const [last] = await house.db.select({ size, root, note, at: day }).from(checkpoints).orderBy(desc(size)).limit(1)
  const needed = new Map<string, { level: number; index: number }>()
  const ask = (level: number, index: number) => {
    needed.set(`${level}/${index}`, { level, index })
    return '' // only the question matters in this pass
  }
  for (const fact of facts) inclusionProof(fact.index, last!.size, ask)
  // SQL: the wanted nodes are many, and go in as one parameter.
  const nodes = await house.sql<Node[]>`
    select n.level, n.index::int, n.hash from log_nodes n
    join jsonb_to_recordset(${json([...needed.values()])}::jsonb) as w (level int, index bigint)
      on n.level = w.level and n.index = w.index`
  const hashes = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]))
  const at = (level: number, i: number) => hashes.get(`${level}/${i}`)!
  return {
    ...last!,
    proofs: facts.map((fact) => ({ index: fact.index, proof: inclusionProof(fact.index, last!.size, at) })),
  }
}
