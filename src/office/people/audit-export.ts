/**
 * The audit as a file: line by line from the database to whoever fetches it, each page of it a question of its own, so that
 * a slow reader holds no connection.
 */
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { entryOf, isInstant, originOf } from '../../audit/chain.ts'
import { EXPORT_ORIGIN, type ExportEnd, type ExportHead, type ExportLine, FORMAT } from '../../audit/export-check.ts'
import {
  type AuditLine,
  type Head,
  headsOf,
  linesInPlace,
  linesOf,
  linesWaiting,
  placeBefore,
} from '../../audit/read.ts'
import { handOvers } from '../../db/keys-in-use.ts'
import { checkpoint, opened, verifierKey } from '../../ground/checkpoint.ts'
import { handOversText } from '../../ground/hand-over.ts'
import type { Keys } from '../../ground/keys.ts'
import type { House } from '../../house.ts'
import { BOM, inert } from '../../workbooks/csv.ts'
import type { Asked } from './audit-asked.ts'
import { linesInWords } from './audit-lines.ts'

const PAGE = 1_000
type Exporting = Pick<House, 'sql' | 'keys' | 'time'>

/** Agency by agency, the earliest first. */
async function* pages({ sql }: Exporting, { agencyIds, wanted }: Asked): AsyncGenerator<AuditLine[]> {
  for (const agencyId of agencyIds) {
    let beyond: string | undefined
    do {
      const lines = await linesOf(sql, [agencyId], wanted, { most: PAGE, beyond, order: 'asc', among: agencyIds })
      if (lines.length > 0) yield lines
      beyond = lines.length === PAGE ? lines.at(-1)!.id : undefined
    } while (beyond)
  }
}

/** Every line of the days that are asked for, in the order of its chain, and on to the line that was signed next. */
async function* chained({ sql }: Exporting, { agencyIds, wanted: { from, to } }: Asked, heads: readonly Head[]) {
  for (const agencyId of agencyIds) {
    const head = Number(heads.find((one) => one.agencyId === agencyId)?.size ?? 0)
    let after = await placeBefore(sql, agencyId, from)
    for (let lines: AuditLine[] = []; ; after = Number(lines.at(-1)!.position)) {
      lines = await linesInPlace(sql, agencyId, { after, head, to, most: PAGE })
      if (lines.length > 0) yield lines
      if (lines.length < PAGE) break
    }
    if (!to) yield await linesWaiting(sql, agencyId)
  }
}

/**
 * JSON Lines, which `ysqgk verify FILE` checks offline. First what was asked for, with the signed heads and their keys; then
 * each line as it is hashed, with its place: `hash` is SHA-256 of the canonical JSON (RFC 8785) of `line` with `position`
 * and `previousHash` in it. Where days alone were asked for, each chain is there without a gap, up to a head. Last the
 * signature over all of it: what was taken away, put in or said otherwise is found, in what no chain has taken up, too.
 */
export function asJsonLines(house: Exporting, asked: Asked): Readable {
  return Readable.from(
    (async function* () {
      const { from, to, ...filter } = asked.wanted
      const isWhole = Object.values(filter).every((value) => !value)
      const heads = await headsOf(house.sql, asked.agencyIds, to)
      const notes = await handOvers(house.sql)
      const head: ExportHead = {
        ...{ format: FORMAT, at: house.time.now().toISOString(), isWhole },
        asked: Object.fromEntries(Object.entries(asked.wanted).filter(([, value]) => value)),
        chains: heads.map(({ agencyId, size, note }) => ({
          ...{ agencyId, size: Number(size), note, key: signerOf(note, house.keys, originOf(agencyId)) },
        })),
        ...(notes.length > 0 && { handOvers: handOversText(notes) }),
      }
      const digest = createHash('sha256')
      let count = 0
      const said = (value: ExportHead | ExportLine) => {
        const text = `${JSON.stringify(value)}\n`
        digest.update(text)
        return text
      }
      yield said(head)
      for await (const lines of isWhole ? chained(house, asked, heads) : pages(house, asked))
        yield lines
          .map((line) => {
            count++
            const { position, previousHash, hash } = line
            return said({
              ...{ line: entryOf(line), previousHash, hash },
              position: position === null ? null : Number(position),
            })
          })
          .join('')
      const end: ExportEnd['end'] = {
        note: checkpoint(count, digest.digest('hex'), house.keys, EXPORT_ORIGIN),
        key: verifierKey(house.keys, EXPORT_ORIGIN),
      }
      yield `${JSON.stringify({ end } satisfies ExportEnd)}\n`
    })(),
  )
}

/** Of our keys the one that signed this note; of what none of them signed the last, so that whoever checks it finds the fault. */
function signerOf(note: string, { verifier, earlier }: Keys, origin: string): string {
  const all = [verifier, ...earlier].map((one) => verifierKey({ verifier: one, origin }))
  return all.find((key) => opened(note, key)) ?? all[0]!
}

/** The clock on the wall, in a form that spreadsheets read. */
const inBeijing = (at: string) =>
  isInstant(at) ? new Date(Date.parse(at) + 28_800_000).toISOString().slice(0, 19).replace('T', ' ') : at
const COLUMNS = [
  '时间（北京）',
  '人员',
  '用户名',
  '事项',
  '变更',
  '说明',
  '申请',
  '结果',
  '来源',
  '机关',
  '链上位置',
  '散列',
]

/** In quotes, and inert in a spreadsheet: here a number is a text, too. */
export const cell = (value: unknown): string => `"${inert(String(value ?? '')).replaceAll('"', '""')}"`
const record = (values: readonly unknown[]) => `${values.map(cell).join(',')}\r\n`

/** CSV (RFC 4180) as spreadsheets in China open it: with a mark of UTF-8. */
export function asCsv(house: Exporting, asked: Asked): Readable {
  return Readable.from(
    (async function* () {
      yield BOM + record(COLUMNS)
      for await (const lines of pages(house, asked)) {
        const views = await linesInWords(house, lines)
        yield lines
          .map((line, i) => {
            const { at, who, username, title, fields, notes, about, failed, address } = views[i]!
            const changed = fields.map(
              ({ label, before, after }) => `${label}：${[before, after].filter((said) => said !== null).join(' → ')}`,
            )
            return record([
              ...[
                inBeijing(at),
                who,
                username,
                title,
                changed.join('；'),
                notes.join('；'),
                about,
                failed ?? '完成',
                address,
              ],
              ...[line.agencyId, line.position, line.hash],
            ])
          })
          .join('')
      }
    })(),
  )
}
