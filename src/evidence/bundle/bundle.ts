/** The file of a case for a review body or a court: facts, letters, files, the proofs of the log, and a readable index. */
import { sheetOf } from '../../cases/approval-sheet.ts'
import { readAs } from '../../db/client.ts'
import { handOvers, requireLastKey } from '../../db/keys-in-use.ts'
import { DocumentFault } from '../../documents/index.ts'
import { endedAsItIs } from '../../files/download-name.ts'
import { type Bag, type Content, type Digested, makeBag, storedIn, type Tags, tidyName } from '../../ground/bag.ts'
import { canonical, sha256 } from '../../ground/canonical.ts'
import { publicPem, verifierKey } from '../../ground/checkpoint.ts'
import { HAND_OVERS, handOversText } from '../../ground/hand-over.ts'
import { report } from '../../ground/log.ts'
import { dayIn } from '../../ground/time.ts'
import type { House } from '../../house.ts'
import { type CaseFile, draftIn, fileOf } from '../../ledger/case-file.ts'
import { codedLetters } from '../../ledger/coded-letters.ts'
import { currentSubmission } from '../../ledger/contact.ts'
import { namingSecrets } from '../../ledger/given.ts'
import { type CaseRow, countingFacts, type FileRow, filesOf, type LetterRow, lettersOf } from '../../ledger/queries.ts'
import { voidMark } from '../../ledger/voided.ts'
import { keptWords } from '../../letters/kept-words.ts'
import { serviceOf } from '../../letters/service.ts'
import type { Agency } from '../../people/queries.ts'
import { type Cut, cutFor, extractLines } from '../audience/cut.ts'
import type { Audience } from '../audience/parties.ts'
import { PAGE, proofPage } from '../in-browser/link.ts'
import { sequence } from '../log/sequence.ts'
import { indexOf, indexText, recordersOf } from './bundle-index.ts'
import { CLOSED_LIST, closedList, closedText } from './closed-list.ts'
import { howToProve } from './how-to-prove.ts'
import { type FactInBundle, factsInLog, proofs } from './in-log.ts'
import { lawCounted } from './law-counted.ts'
import { listNames, printedLists } from './lists.ts'
import { allNamed, DESTRUCTION_LIST, erasedContent, erasedIn, erasureIn, type Named } from './named.ts'
import { baseOf, STAMP, STATEMENT, signedStatement, slipName } from './statement.ts'
import { templateSources } from './template-sources.ts'

/** A file of the payload, under its name below `data/`: which fact names it by which id, or that it was made from the facts. */
export type Contribution = readonly [name: string, content: Content, why: Named | 'statement']

type Bundling = Pick<
  House,
  'sql' | 'db' | 'everywhere' | 'blobs' | 'time' | 'keys' | 'lawFor' | 'scanner' | 'templatesFor' | 'fonts'
>

/** `audience`: all of it for a court, or what a party may have. `stamp`: a time stamp over the statement, where one is to be had. */
export type How = { audience?: Audience; stamp?: (statement: Buffer) => Promise<Buffer>; signal?: AbortSignal }

/**
 * The ZIP, whose bytes are read as they are sent. First takes waiting facts into the log, so that every fact has its proof.
 * @param how its `signal` is aborted where nobody waits for it any more
 * @throws Refusal KEY_HANDED_OVER; BlobMissing, BlobChanged where a letter or file is not the one on record; what `stamp` throws
 */
export async function bundle(house: Bundling, row: CaseRow, how: How = {}): Promise<Bag> {
  const { audience = 'court', stamp, signal } = how
  await requireLastKey(house.sql, house.keys)
  await sequence(house)
  const key = { agencyId: row.agencyId, caseId: row.id }
  const { facts, letters, files, file, kept, naming, sources } = await readAs(
    house,
    [row.agencyId],
    async ({ sql, db }) => {
      const [letters, file] = [await lettersOf(sql, key), await fileOf(sql, house.keys, row)]
      const isParty = audience !== 'court'
      return {
        ...{ letters, file },
        facts: await factsInLog(db, house.keys, key),
        sources: await templateSources(db, key),
        files: await filesOf(sql, key),
        kept: isParty ? await keptWords(db, house.keys, key) : [],
        naming: isParty ? await namingSecrets(sql, key, file.facts, letters) : new Set<string>(),
      }
    },
  )
  const recorders = await recordersOf(house.sql, facts)
  const log = await proofs(house, facts)
  const erasure = erasureIn(facts)
  const gone = erasedContent(facts)
  const named = [...allNamed(facts).values()].filter(({ sha256 }) => !gone.has(sha256))
  const coded = codedLetters(house, row, letters)
  const cut = cutFor(audience, { row, facts, letters, files, file, kept, naming, coded })
  const told = facts.map((fact) => (cut.extracts.has(fact.position) ? { ...fact, said: null, salt: null } : fact))
  const last = facts.at(-1)!
  const on = dayIn(new Date(last.at))
  const law = audience === 'court' ? lawCounted(file.row, house.lawFor(row.agencyId), on) : []
  const members: Contribution[] = [
    ['facts.jsonl', linesOf(told), 'statement'],
    ['proofs.jsonl', linesOf(log.proofs), 'statement'],
    ['checkpoint.txt', Buffer.from(log.note), 'statement'],
    ...(audience === 'court' ? [] : [['extracts.jsonl', linesOf(extractLines(cut)), 'statement'] as const]),
    ...lettersIn(house, letters, named, cut),
    ...filesIn(house, files, named, cut),
    ...(audience === 'court' ? sources : []),
    ...law.map(({ name, content }): Contribution => [name, content, 'statement']),
    ...(erasure ? [await listOfDestruction(house.sql, erasure)] : []),
  ]
  if (audience === 'court' && !erasure) members.push(...(await sheetIn(house, file)))
  const annex = audience === 'court' ? closedList(file, facts, members) : undefined
  if (annex) members.push([`${CLOSED_LIST}.txt`, Buffer.from(closedText(annex)), 'statement'])
  const served = serviceOf(
    { row, agency: file.agency, submitted: currentSubmission(file.facts) },
    countingFacts(file.facts),
    letters,
    house.lawFor(row.agencyId),
  ).filter(({ letter, who }) => cut.isTheirService(letter, who))
  const names = [...members.map(([name]) => name), '目录.txt']
  const indexed = (lists: readonly string[]) => {
    const about = { recorders, served, names: [...names, ...lists], cut }
    return indexOf(row, facts, about)
  }
  signal?.throwIfAborted()
  const index = indexed(listNames(annex))
  const printed = await printedLists(house, row, { cut, members, index, annex, law, entries: facts.length })
  members.push(['目录.txt', Buffer.from(indexText(printed ? index : indexed([]))), 'statement'])
  members.push(...(printed ?? []).map(([name, content]): Contribution => [name, content, 'statement']))

  const base = baseOf(row.receipt, cut.stated.audience)
  const info = infoOf(row, file.agency, on, audience)
  const why = new Map(members.map(([name, , why]) => [`data/${name}`, why]))
  const payload = new Map(members.map(([name, content]) => [`data/${name}`, content]))
  const erased = erasedIn(
    facts.map((fact) => ({ ...fact, hasWords: fact.words !== null, isSilent: fact.said === null })),
  )
  const tags = await trustTags(house, base, stamp !== undefined)
  const seal = async (made: readonly Digested[], bound: Tags) => {
    const signed = signedStatement(house.keys, {
      agency: { id: row.agencyId, name: file.agency.name },
      case: { id: row.id, receipt: row.receipt, number: row.number },
      entries: last.position,
      head: last.hash,
      erased: erased.flatMap(({ position, by }) => (by === undefined ? [] : [{ position, by }])),
      checkpoint: { size: log.size, root: log.root, day: dayIn(new Date(log.at)) },
      info,
      files: made.map(({ name, size, sha256 }) => {
        const by = why.get(name)!
        if (by === 'statement') return { name, size, sha256, ...MADE }
        const reason = cut.slipOf(by)
        return {
          ...{ name, size, sha256, fact: by.position, id: by.id },
          ...(reason && { stands: { for: by.sha256, reason } }),
        }
      }),
      tags: Object.fromEntries([...bound].map(([name, bytes]) => [name, sha256(bytes)])),
      ...cut.stated,
    })
    return stamp ? new Map([...signed, [STAMP, await stamp(signed.get(STATEMENT)!)]]) : signed
  }
  return makeBag({ base, payload, info, tags }, seal, signal)
}

/** 呈批单, of a draft that goes through approval; the bundle is evidence without it where its words cannot be set any more. */
async function sheetIn(house: Bundling, file: CaseFile): Promise<Contribution[]> {
  if (!draftIn(file.facts)?.chain) return []
  try {
    const pdf = await sheetOf(house, file)
    return pdf ? [['呈批单.pdf', pdf, 'statement']] : []
  } catch (fault) {
    if (!(fault instanceof DocumentFault)) throw fault
    report('A bundle was made without its approval sheet', fault)
    return []
  }
}

const MADE = { fact: null, id: null }

const linesOf = (rows: readonly unknown[]) => Buffer.from(rows.map((row) => `${canonical(row)}\n`).join(''))

/** Labels of the bag (RFC 8493, 2.2.2). The day is that of the last fact: the same facts are the same bag. */
function infoOf(row: CaseRow, { name, profile }: Agency, day: string, audience: Audience): Record<string, string> {
  return {
    'Source-Organization': name,
    ...(profile.office && { 'Contact-Name': profile.office }),
    ...(profile.phone && { 'Contact-Phone': profile.phone }),
    'External-Description': `政府信息公开申请 ${row.receipt}${audience === 'court' ? '' : `（提供给${audience.name}的副本，不是全卷）`}`,
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
  cut: Cut,
): Generator<Contribution> {
  const rows = new Map(letters.map((letter) => [letter.id, letter]))
  for (const [i, one] of named.filter(({ folder }) => folder === 'letters').entries()) {
    const letter = rows.get(one.id)!
    const title = tidyName(`${letter.title}${voidMark(letter)}`)
    yield cut.slipOf(one)
      ? slip(cut, one, i)
      : [
          `letters/${two(i)}-${title}-${one.sha256.slice(0, 8)}.pdf`,
          storedIn(blobs, one.sha256, { isSmall: true }),
          one,
        ]
  }
}

const slip = (cut: Cut, one: Named, i: number): Contribution => [
  slipName(`data/${one.folder}/${two(i)}-`, one.sha256).replace(/^data\//, ''),
  cut.slipText(one),
  one,
]

/** What facts name, and the copies that left; what was sent in and is on no record stays outside. A list of the names is beside them. */
function* filesIn(
  house: Pick<House, 'blobs' | 'scanner'>,
  files: readonly FileRow[],
  named: readonly Named[],
  cut: Cut,
): Generator<Contribution> {
  const rows = new Map(files.map((file) => [file.id, file]))
  for (const folder of ['files', 'given', 'closed'] as const)
    for (const [i, one] of named.filter((each) => each.folder === folder).entries())
      yield cut.slipOf(one)
        ? slip(cut, one, i)
        : [
            `${folder}/${two(i)}-${one.sha256.slice(0, 8)}-${nameInBundle(house, rows.get(one.id)!)}`,
            storedIn(house.blobs, one.sha256, folder === 'files' ? { size: rows.get(one.id)!.size } : {}),
            one,
          ]
  const listed = (['files', 'closed'] as const).flatMap((folder) =>
    named.filter((one) => one.folder === folder && !one.isCopy && !cut.slipOf(one)).map(({ id }) => rows.get(id)!),
  )
  yield [
    'files.json',
    Buffer.from(`${canonical(listed.map(({ id, name, size, sha256, type }) => ({ id, name, size, sha256, type })))}\n`),
    'statement',
  ]
}

/**
 * What lies beside the payload for whoever proves the bag by hand: the key, how it came to be this one, a page that proves it in a
 * browser, and what to type.
 */
async function trustTags({ sql, keys }: Pick<House, 'sql' | 'keys'>, base: string, isStamped: boolean): Promise<Tags> {
  const notes = await handOvers(sql)
  const page = proofPage()
  return new Map<string, Buffer>([
    ['key.txt', Buffer.from(`${verifierKey(keys)}\n`)],
    ['key.pem', Buffer.from(publicPem(keys.verifier))],
    ...(notes.length > 0 ? [[HAND_OVERS, Buffer.from(handOversText(notes))] as const] : []),
    [PAGE, page.bytes],
    ['核验说明.txt', Buffer.from(howToProve(base, keys, isStamped, page.sha256))],
  ])
}

/**
 * With an ending of what it is: a reader's program opens a HEIC picture that was sent as 身份证.jpg; files.json has the name as it came.
 * A file that carries a virus is evidence still, as is one that the scanner has not seen: under such a name no program opens
 * it by a click.
 */
function nameInBundle({ scanner }: Pick<House, 'scanner'>, { name, type, scan, virus }: FileRow): string {
  const { stem, ending } = endedAsItIs(name, type)
  const tidy = tidyName(`${stem}${ending}`)
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

const two = (i: number) => String(i + 1).padStart(2, '0')
