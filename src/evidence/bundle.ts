/** The file of a case for a review body or a court: facts, letters, files, the proofs of the log, and a readable index. */
import { and, asc, desc, eq } from 'drizzle-orm'
import { FACTS, type FactType, type GivenCopy } from '../../workflows/disclosure/vocabulary.ts'
import { inChinese } from '../../workflows/statute/days.ts'
import { type Db, json, readAs } from '../db/client.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { verifierKey } from '../ground/checkpoint.ts'
import type { House } from '../house.ts'
import { fileOf } from '../ledger/case-file.ts'
import { currentSubmission } from '../ledger/contact.ts'
import type { Entry } from '../ledger/entry.ts'
import { type CaseRow, countingFacts, filesOf, lettersOf } from '../ledger/queries.ts'
import { ledger, words } from '../ledger/tables.ts'
import { remedyInWords, type ServiceRow, serviceOf } from '../letters/service.ts'
import { type Contents, makeBag } from './bag.ts'
import { inclusionProof, type Node } from './merkle.ts'
import { sequence } from './sequence.ts'
import { checkpoints, log } from './tables.ts'

/** One line of facts.jsonl: the ledger's entry, its hash, the words and the salt that open its commitment. */
export type FactInBundle = Entry & {
  hash: string
  salt: string | null
  said: Record<string, unknown> | null
  index: number
}

export type LogInBundle = { checkpoint: string; key: string; proofs: { index: number; proof: string[] }[] }

/**
 * The bytes of the ZIP. First takes waiting facts into the log, so that every fact has its proof.
 * @throws BlobMissing, BlobChanged where a letter or file is not the one on record
 */
export async function bundle(
  house: Pick<House, 'sql' | 'db' | 'blobs' | 'time' | 'keys' | 'lawFor'>,
  row: CaseRow,
): Promise<Buffer> {
  await sequence(house)
  const key = { agencyId: row.agencyId, caseId: row.id }
  const { facts, letters, files, file } = await readAs(house, [row.agencyId], async ({ sql, db }) => ({
    facts: await factsInLog(db, key),
    letters: await lettersOf(sql, key),
    files: await filesOf(sql, key),
    file: await fileOf(sql, row),
  }))

  const contents: Contents = new Map()
  const add = (name: string, text: string) => contents.set(name, Buffer.from(text))
  add(
    'facts.jsonl',
    facts.map((fact) => `${JSON.stringify({ ...fact, at: new Date(fact.at).toISOString() })}\n`).join(''),
  )
  add('log.json', `${JSON.stringify(await proofs(house, facts), null, 1)}\n`)
  for (const [i, letter] of letters.entries()) {
    const name = `letters/${two(i)}-${letter.title}${letter.voidedFor ? '（已作废）' : ''}-${letter.sha256.slice(0, 8)}.pdf`
    contents.set(name, await house.blobs.read(letter.sha256))
  }
  for (const [i, file] of files.entries()) {
    contents.set(`files/${two(i)}-${file.sha256.slice(0, 8)}-${file.name}`, await house.blobs.read(file.sha256))
  }
  for (const [i, { file, sha256 }] of givenIn(facts).entries()) {
    const name = files.find(({ id }) => id === file)!.name
    contents.set(`given/${two(i)}-${sha256.slice(0, 8)}-${name}`, await house.blobs.read(sha256))
  }
  add(
    'files.json',
    `${JSON.stringify(
      files.map(({ id, name, size, sha256, type }) => ({ id, name, size, sha256, type })),
      null,
      1,
    )}\n`,
  )
  const served = serviceOf(
    { row, agency: file.agency, submitted: currentSubmission(file.facts) },
    countingFacts(file.facts),
    letters,
    house.lawFor(row.agencyId),
  )
  add('目录.txt', index(row, facts, served, [...contents.keys()]))
  return makeBag(contents, {
    'Source-Organization': row.agencyId,
    'External-Identifier': row.number ?? row.receipt,
    'External-Description': `政府信息公开申请 ${row.receipt}`,
    'Bagging-Software': 'ysqgk',
  })
}

/** The copies that left with each signature: what is on file lies beside them. */
const givenIn = (facts: readonly FactInBundle[]): GivenCopy[] =>
  facts.flatMap(({ type, open }) => (type === 'replySigned' ? ((open.given ?? []) as GivenCopy[]) : []))

/** First to last; the order of the fields is that of the file's lines. */
function factsInLog(db: Db, { agencyId, caseId }: CaseKey): Promise<FactInBundle[]> {
  const [l, w] = [ledger, words]
  return db
    .select({
      ...{ agencyId: l.agencyId, caseId: l.caseId, position: l.position, type: l.type, on: l.on, open: l.open },
      ...{ words: l.words, by: l.by, at: l.at, previousHash: l.previousHash, hash: l.hash },
      ...{ salt: w.salt, said: w.said, index: log.index },
    })
    .from(l)
    .leftJoin(w, and(eq(w.agencyId, l.agencyId), eq(w.caseId, l.caseId), eq(w.position, l.position)))
    .innerJoin(log, and(eq(log.agencyId, l.agencyId), eq(log.caseId, l.caseId), eq(log.position, l.position)))
    .where(and(eq(l.agencyId, agencyId), eq(l.caseId, caseId)))
    .orderBy(asc(l.position))
}

const two = (i: number) => String(i + 1).padStart(2, '0')

/** Each fact's way up to the root that the last checkpoint signs. */
async function proofs(house: Pick<House, 'sql' | 'db' | 'keys'>, facts: readonly FactInBundle[]): Promise<LogInBundle> {
  const { size, note } = checkpoints
  const [last] = await house.db.select({ size, note }).from(checkpoints).orderBy(desc(size)).limit(1)
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
    checkpoint: last!.note,
    key: verifierKey(house.keys),
    proofs: facts.map((fact) => ({ index: fact.index, proof: inclusionProof(fact.index, last!.size, at) })),
  }
}

/** For people: what lies in the archive, and how to check it. */
function index(
  row: CaseRow,
  facts: readonly FactInBundle[],
  served: readonly ServiceRow[],
  names: readonly string[],
): string {
  return [
    `证据目录  受理编号 ${row.receipt}${row.number ? `  登记编号 ${row.number}` : ''}`,
    `申请人 ${row.applicantName}  所需信息 ${row.title}`,
    '',
    '一、办理过程（与 facts.jsonl 逐条对应）',
    ...facts.map(
      (f) => `${f.position}. ${inChinese(f.on)}  ${FACTS[f.type as FactType].zh}  记录人 ${f.by}  ${f.hash}`,
    ),
    '',
    '二、文书送达（依“文书发出”“文书签收”“送达”的记录）',
    ...served.map(serviceLine),
    '',
    '三、文件',
    ...names.map((name, i) => `${i + 1}. ${name}`),
    'given 中是答复提供给申请人的文件（去除了作者、拍摄地点等信息的副本），原件在 files 中；二者的校验值都记在“签发”的记录里。',
    '',
    '四、核验',
    '每条记录的校验值由其全部内容和上一条的校验值计算得出（SHA-256），改动任何一处都会使其后各条不符。',
    '各条记录收入全部案件的日志（RFC 6962），日志的大小和根值由本机关签名（log.json）。',
    '离线核验：ysqgk verify 本文件。',
    '',
  ].join('\n')
}

/** One letter to one person: how and when it went out, when it arrived, what proves it, and what nothing proves. */
function serviceLine({ title, number, to, how, sentOn, receivedOn, tracking, proof, missing, remedy }: ServiceRow) {
  return [
    `《${title}》${number ? ` ${number}` : ''}  ${to}`,
    sentOn && `${inChinese(sentOn)}${how ?? ''}发出`,
    tracking && `邮件编号 ${tracking}`,
    receivedOn && `${inChinese(receivedOn)}收到`,
    proof && `凭证：${proof}`,
    missing,
    remedy && remedyInWords(remedy),
  ]
    .filter(Boolean)
    .join('  ')
}
