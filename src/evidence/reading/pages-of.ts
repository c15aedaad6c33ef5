/** What stands on the pages of the reading copy for letters and files: their own pages, a picture, or a slip that says where they lie. */
import type { VolumeBlock } from '../../documents/index.ts'
import type { House } from '../../house.ts'
import type { KeptWords } from '../../letters/kept-words.ts'
import { letterFrom } from '../../letters/together-letter.ts'
import type { Exhibit } from './exhibit.ts'
import type { OnFile } from './on-file.ts'
import { openOutside } from './outside.ts'
import type { OutsideFile } from './slip.ts'

type LetterOf = Extract<Exhibit['behind'], { kind: 'letter' }>['letter']

/** The file behind a line of the list, where it is one. */
export function fileBehind({ number, name, behind }: Exhibit): OutsideFile | undefined {
  if (behind.kind === 'file') {
    const { file, closed } = behind
    return { number, name, file, sha256: file.sha256, ...(closed ? { folder: 'closed', closed } : { folder: 'files' }) }
  }
  if (behind.kind !== 'given') return undefined
  const { file, sha256, closed } = behind
  return { number, name, file, sha256, ...(closed ? { folder: 'closed', closed } : { folder: 'given' }) }
}

/** Counts the pages of all files first, so that whoever waits knows of how many. @throws BlobMissing, BlobChanged */
export async function openPages({ blobs }: Pick<House, 'blobs'>, on: OnFile, exhibits: readonly Exhibit[]) {
  const outside = openOutside(blobs)
  let total = 0
  for (const exhibit of exhibits) {
    const file = fileBehind(exhibit)
    total += file ? await outside.count(file) : 1
  }
  return {
    total,
    /**
     * Undefined for records and what is reckoned: they are no files. Asked in the order in which they are bound.
     * @param turned after each page
     */
    async of(exhibit: Exhibit, turned: () => Promise<void>): Promise<VolumeBlock[] | undefined> {
      const { behind } = exhibit
      const file = fileBehind(exhibit)
      if (file) return outside.pages(file, turned)
      await turned()
      return behind.kind === 'letter'
        ? [await letterPages(blobs, on.words.get(behind.letter.id), behind.letter)]
        : undefined
    },
  }
}

/** As it was issued; one to those who are consulted is made again without the code that opens their answer. */
async function letterPages(
  blobs: House['blobs'],
  words: KeptWords | undefined,
  letter: LetterOf,
): Promise<VolumeBlock> {
  const alt = `《${letter.title}》`
  if (letter.consultation === null || !words) return { kind: 'sheets', pdf: await blobs.read(letter.sha256), alt }
  const data = 'members' in words.data ? words.data : withoutCode(words.data)
  return { kind: 'letter', letter: letterFrom(words.template, data), issuedAt: new Date(words.issuedAt), alt }
}

const LEFT_OUT = '（从略）'
function withoutCode<T extends Exclude<KeptWords['data'], { members: unknown }>>(data: T): T {
  const { consultation } = data
  return consultation?.answerCode ? { ...data, consultation: { ...consultation, answerCode: LEFT_OUT } } : data
}
