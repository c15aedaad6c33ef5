/**
 * One checkpoint to one witness: into a folder, into a bucket that locks it, by mail, or to one who cosigns it (C2SP tlog-witness). Given again, it is
 * the same file, the same mail, the same size: nothing is doubled.
 */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { keepFirst } from '../../ground/durable.ts'
import { openBucket, uploadOf } from '../../ground/s3/bucket.ts'
import { StoreAway } from '../../ground/s3/wire.ts'
import { cosignedBy, treeIn } from '../../ground/signed-note.ts'
import { requireWayOut } from '../../ground/ways-out.ts'
import type { WitnessSet } from '../../ground/witnesses-set.ts'
import type { House } from '../../house.ts'
import { goesOut } from '../../sending/goes-out.ts'
import { consistencyProof } from '../log/merkle.ts'
import { fromNodes } from '../log/nodes.ts'

export type Checkpoint = { size: number; root: string; note: string }

/** The witness is there, and what it holds is not what we have. */
export class Contradiction extends Error {
  constructor(what: string) {
    super(what)
    this.name = 'Contradiction'
  }
}

const PATIENCE = 20_000 // ms; the job is tried again anyway
/** Of an answer that is not what the protocol says. */
const SHOWN = 120
const LONGEST_ANSWER = 64 * 1024

/**
 * @param before the size that this witness had last, as far as we know
 * @returns the proof that it has it now @throws Contradiction; Error where another try may succeed
 */
export async function give(
  house: Pick<House, 'sql' | 'post' | 'config'>,
  witness: WitnessSet,
  checkpoint: Checkpoint,
  before: number,
): Promise<string> {
  requireWayOut(house.config, 'witnesses')
  if (witness.kind === 'folder') return intoFolder(witness.folder, checkpoint)
  if (witness.kind === 'bucket') return intoBucket(witness, checkpoint)
  if (witness.kind === 'mail') return byMail(house, witness.to, checkpoint)
  return cosignedAt(house, witness, checkpoint, before)
}

/** Of one log the files stand in the order of their sizes. */
export const fileNameOf = (origin: string, size: number): string =>
  `checkpoint-${origin.replace(/[^\p{L}\p{N}.-]+/gu, '_')}-${String(size).padStart(12, '0')}.txt`

/** A folder that is not there is none of ours to make: the share is not mounted, and the office's own disk is no witness. */
async function intoFolder(folder: string, { note }: Checkpoint): Promise<string> {
  await access(folder).catch(() => {
    throw new Error(`the folder ${folder} is not there: is it mounted?`)
  })
  const { origin, size, body } = treeIn(note)!
  const name = fileNameOf(origin, size)
  const kept = treeIn(keepFirst(join(folder, name), note).toString('utf8'))
  if (kept?.body !== body) throw new Contradiction(`${name} in the folder holds another checkpoint of this size`)
  return name
}

const YEAR = 365.25 * 86_400_000 // ms

/**
 * Locked in the mode COMPLIANCE: until that day nobody removes it or shortens the time, the owner of the bucket included. A store
 * that does not say so of what it has taken is no witness.
 */
async function intoBucket(
  { set, years }: Extract<WitnessSet, { kind: 'bucket' }>,
  { note }: Checkpoint,
): Promise<string> {
  const { origin, size, body } = treeIn(note)!
  const name = fileNameOf(origin, size)
  const until = new Date(Date.now() + years * YEAR)
  const bucket = openBucket(set)
  try {
    const isNew = await bucket.put(name, uploadOf(Buffer.from(note)), {
      headers: {
        'x-amz-object-lock-mode': 'COMPLIANCE',
        'x-amz-object-lock-retain-until-date': until.toISOString(),
      },
    })
    const there = await bucket.get(name)
    let kept = ''
    for await (const piece of there?.pieces ?? []) kept += piece.toString('utf8')
    if (!there || treeIn(kept)?.body !== body)
      throw new Contradiction(`${name} in the bucket holds another checkpoint of this size`)
    const { headers } = (await bucket.head(name))!
    const lockedUntil = Date.parse(String(headers['x-amz-object-lock-retain-until-date']))
    // Given before, it is locked since then; by the second that S3 writes.
    const least = isNew ? until.getTime() - 1_000 : Date.now()
    if (headers['x-amz-object-lock-mode'] !== 'COMPLIANCE' || !(lockedUntil >= least))
      throw new Error('the bucket took the checkpoint and did not lock it: it is no witness without object lock')
    return name
  } catch (error) {
    throw error instanceof StoreAway ? new Error(error.why) : error
  } finally {
    bucket.close()
  }
}

/** A file on our own disk is no witness's: without a mail server it is tried again. */
async function byMail(
  { sql, post }: Pick<House, 'sql' | 'post'>,
  to: string,
  { size, root, note }: Checkpoint,
): Promise<string> {
  if (!(await goesOut({ sql, post }))) throw new Error('no mail server is set (SMTP_URL)')
  const { proof } = await post.send({
    to,
    subject: `台账检查点 ${size}`,
    text: [
      `依申请公开台账至今共有 ${size} 条记录，下面是本系统对它签名的检查点，附件相同。`,
      '请保存本邮件，不必回复。台账今后如被改写，凭它可以查出：',
      'npm run -s ysqgk -- verify --all --witness 保存的邮件或者附件',
      '',
      note,
    ].join('\n'),
    attachments: [
      { name: fileNameOf(treeIn(note)!.origin, size), content: Buffer.from(note), type: 'text/plain; charset=utf-8' },
    ],
    messageId: `<checkpoint.${size}.${root.slice(0, 16)}@${post.domain}>`,
  })
  return proof
}

type Cosigner = Extract<WitnessSet, { kind: 'cosigner' }>

/** It says itself from which size it wants to be shown that ours goes on. */
async function cosignedAt(
  { sql }: Pick<House, 'sql'>,
  witness: Cosigner,
  checkpoint: Checkpoint,
  before: number,
): Promise<string> {
  const { size, note } = checkpoint
  const { body } = treeIn(note)!
  for (let [old, tries] = [Math.min(before, size), 0]; ; tries++) {
    const { status, text } = await asked(sql, witness, checkpoint, old)
    if (status === 200) {
      const cosigned = cosignedBy(body, text, witness.verifier)
      if (!cosigned) throw new Error('it answered without a cosignature of the key in WITNESS_URL')
      return cosigned.line
    }
    const its = /^(\d{1,15})\n$/.exec(text)?.[1]
    if (status === 409 && its !== undefined) {
      if (Number(its) > size)
        throw new Contradiction(`it has cosigned ${its} facts of this log, which has ${size}: facts are gone`)
      if (Number(its) !== old && tries === 0) {
        old = Number(its)
        continue
      }
    }
    if (status === 409 || status === 422)
      throw new Contradiction(`what it cosigned at ${old} facts is not how this log begins (${status})`)
    if (status === 404) throw new Error('it does not witness this log (404): give it the key of this house')
    if (status === 403) throw new Error('it does not believe the key of this log (403): give it the one in force')
    throw new Error(`it answered ${status} ${text.replace(/\s+/g, ' ').slice(0, SHOWN)}`.trim())
  }
}

async function asked(sql: House['sql'], { url }: Cosigner, { size, note }: Checkpoint, old: number) {
  const proof = await fromNodes(sql, (at) => consistencyProof(old, size, at))
  const lines = [`old ${old}`, ...proof.map((hash) => Buffer.from(hash, 'hex').toString('base64')), '', note]
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: lines.join('\n'),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE),
  }).catch((error: Error) => {
    throw new Error(`it does not answer (${(error.cause as Error | undefined)?.message ?? error.message})`)
  })
  return { status: answer.status, text: (await answer.text()).slice(0, LONGEST_ANSWER) }
}
