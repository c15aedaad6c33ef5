/** A repeated request whose earlier reply is older than the register: its file is put on the case, and named by the draft. */
import type { Heard } from '../../workflows/disclosure/context.ts'
import type { Member } from './people.ts'

const FILE = { name: '前次答复.txt', content: '前次答复。' }

/** The fact as it is, or a draft of a repeated request with the file of the earlier reply in its case. */
export async function withEarlierFile(fact: Heard, member: Member, id: string): Promise<Heard> {
  if (fact.type !== 'replyDrafted' || fact.outcome !== 'repeatRequest') return fact
  const { files } = (await member.adds(id, [FILE])).json
  return { ...fact, fields: { ...fact.fields, earlierFile: files[0].id } }
}
