/** What lies in a bundle, beside what its own statement names: asked apart from the proof, which ends at the first fault. */
import { ALGORITHMS } from '../../ground/bag.ts'
import { readStatement, SIGNATURE, STAMP, STATEMENT, type Statement } from '../bundle/statement.ts'
import { type Member, membersOf, readMember, type Source, ZipFault } from './unzip.ts'

export type Contents = {
  /** Names below the one folder, those outside it as they are; undefined where the archive has none that can be read. */
  members: readonly string[] | undefined
  /** Those of them that the statement does not name; undefined where no signed statement can be read. */
  foreign: readonly string[] | undefined
}

/** @throws what reading the source throws */
export function contentsOf(source: Source): Contents {
  try {
    const all = membersOf(source)
    const statement = all.find(({ name }) => name.split('/').length === 2 && name.endsWith(`/${STATEMENT}`))
    const base = statement ? statement.name.slice(0, -STATEMENT.length) : `${all[0]?.name.split('/')[0]}/`
    const within = new Map(
      all.map((one) => [one.name.startsWith(base) ? one.name.slice(base.length) : `../${one.name}`, one]),
    )
    const said = statedIn(source, within)
    const members = [...within.keys()]
    return { members, foreign: said && members.filter((name) => !isNamed(said, name)) }
  } catch (error) {
    if (error instanceof ZipFault) return { members: undefined, foreign: undefined }
    throw error
  }
}

function statedIn(source: Source, within: ReadonlyMap<string, Member>): Statement | undefined {
  const [text, signature] = [within.get(STATEMENT), within.get(SIGNATURE)]
  if (!text || !signature) return undefined
  const read = readStatement(readMember(source, text), readMember(source, signature))
  return 'said' in read ? read.said : undefined
}

/** Of the payload every file is named; of the tag files all but the statement with what is over it, and the lists over the lists. */
const isNamed = ({ files, tags }: Statement, name: string): boolean =>
  name.startsWith('data/')
    ? files.some((file) => file.name === name)
    : Object.hasOwn(tags, name) || UNNAMED.includes(name)
const UNNAMED: readonly string[] = [STATEMENT, SIGNATURE, STAMP, ...ALGORITHMS.map((by) => `tagmanifest-${by}.txt`)]
