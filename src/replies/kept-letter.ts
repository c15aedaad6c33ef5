/** An issued letter as it is kept: its template, data, instant and fonts, from which it is composed again. */
import { and, eq, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { type FontSet, type Letter, templateFrom } from '../documents/index.ts'
import { BlobChanged, BlobMissing } from '../ground/blobs.ts'
import type { CaseKey } from '../ground/case-key.ts'
import { notFound } from '../ground/errors.ts'
import type { Keys } from '../ground/keys.ts'
import type { House } from '../house.ts'
import { fontsNamed } from '../letters/kept-fonts.ts'
import { letters, templates } from '../letters/tables.ts'
import { type KeptData, letterFrom } from '../letters/together-letter.ts'
import { sealedLetters } from '../seals/tables.ts'
import type { Reprint } from './views.ts'

export type Kept = {
  title: string
  number: string | null
  digest: string
  source: string | null
  data: KeptData
  issuedAt: string
  sha256: string
  fonts: string
  /** Version of the agency's seal, where the letter is signed. */
  seal: number | null
  unsignedSha256: string | null
}

/** @param db of its agency. @throws Refusal NOT_FOUND */
export async function keptOf(
  db: Db,
  keys: Pick<Keys, 'open'>,
  { agencyId, caseId }: CaseKey,
  letter: string,
): Promise<Kept> {
  const [l, s] = [letters, sealedLetters]
  const [row] = await db
    .select({
      ...{ title: l.title, number: l.number, digest: l.digest, source: templates.source, sealed: l.sealed },
      ...{ issuedAt: l.issuedAt, sha256: l.sha256, fonts: l.fonts },
      ...{ seal: s.version, unsignedSha256: s.unsignedSha256 },
    })
    .from(l)
    .leftJoin(templates, eq(templates.digest, l.digest))
    .leftJoin(s, and(eq(s.agencyId, l.agencyId), eq(s.caseId, l.caseId), eq(s.letter, l.id)))
    .where(and(eq(l.agencyId, agencyId), eq(l.caseId, caseId), eq(sql`${l.id}::text`, letter)))
  if (!row || row.sealed.length === 0) throw notFound() // none, or destroyed
  const { sealed, ...kept } = row
  return { ...kept, data: JSON.parse(keys.open('letters', [agencyId, caseId, letter], sealed).toString('utf8')) }
}

export type Why = Reprint['differs'][number]

/** What is lacking, or no more what it was. */
export class Unmakeable extends Error {
  readonly why: Why
  constructor(why: Why) {
    super(why.message)
    this.why = why
  }
}

/** The letter and the fonts that it was drawn with. @throws Unmakeable, DocumentFault */
export async function composedAgain(
  house: Pick<House, 'fonts' | 'blobs'>,
  kept: Kept,
): Promise<{ letter: Letter; fonts: FontSet }> {
  if (kept.source === null) throw new Unmakeable(TEMPLATE_MISSING)
  const template = templateFrom(kept.source)
  if (template.digest !== kept.digest) throw new Unmakeable(TEMPLATE_CHANGED)
  const fonts = await fontsNamed(house, kept.fonts).catch(lostFonts)
  return { letter: letterFrom(template, kept.data), fonts }
}

function lostFonts(error: unknown): never {
  if (error instanceof BlobMissing) throw new Unmakeable(FONTS_MISSING)
  if (error instanceof BlobChanged) throw new Unmakeable(FONTS_CHANGED)
  throw error
}

const TEMPLATE_MISSING = { code: 'TEMPLATE_MISSING', message: '没有留存生成时所用的模板。' }
const TEMPLATE_CHANGED = { code: 'TEMPLATE_CHANGED', message: '留存的模板与文书所记的摘要不符，模板被改动过。' }
const FONTS_MISSING = { code: 'FONTS_MISSING', message: '留存的字库文件不在存储中，请从备份恢复。' }
const FONTS_CHANGED = { code: 'FONTS_CHANGED', message: '留存的字库文件被改动过，与校验值不符，请从备份恢复。' }
