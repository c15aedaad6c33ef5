/** `user add` and `user reset`: whoever has the machine lets somebody in; what is printed is a one-time link. */
import type { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { Refusal } from '../ground/errors.ts'
import { addressFor } from '../ground/listening.ts'
import type { House } from '../house.ts'
import { NEW_PERSON } from '../office/people/bodies.ts'
import { newLink } from '../people/links.ts'
import { addPerson } from '../people/newcomers.ts'
import { given } from '../web/given.ts'

type UserCommand = { reset: string } | { add: { username: string; [field: string]: unknown } }

const OPTIONS = {
  agency: { type: 'string' },
  roles: { type: 'string' },
  name: { type: 'string' },
  units: { type: 'string' },
} as const

/** @returns undefined where it is not how the command is used */
export function readUserCommand(args: readonly string[]): UserCommand | undefined {
  let read: ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>
  try {
    read = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch {
    return undefined
  }
  const [what, username, ...more] = read.positionals
  const { agency, roles, name, units } = read.values
  if (!username || more.length > 0) return undefined
  if (what === 'reset') return Object.keys(read.values).length === 0 ? { reset: username } : undefined
  if (what !== 'add' || !agency || !roles) return undefined
  const list = (text: string) => text.split(',').filter(Boolean)
  return { add: { username, agency, name: name ?? username, roles: list(roles), ...(units && { units: list(units) }) } }
}

/**
 * Prints `{"username","link"}`, or `{"username","waits":"security"}` where a security officer decides first.
 * @returns the exit code: 0; 1 for what is refused, with each field and its remedy on `errors`
 */
export async function userCommand(
  house: Pick<House, 'sql' | 'time' | 'config'>,
  command: UserCommand,
  output: Writable,
  errors: Writable,
): Promise<number> {
  try {
    const said = 'reset' in command ? await reset(house, command.reset) : await add(house, command.add)
    output.write(`${JSON.stringify(said)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const lines = error.errors.map(({ field, message }) => `${field}：${message}`)
    errors.write(`${(lines.length > 0 ? lines : [`${error.message}。${error.next}`]).join('\n')}\n`)
    return 1
  }
}

type Asking = Pick<House, 'sql' | 'time' | 'config'>
const linkAt = async ({ config }: Asking, path: string) => (await addressFor(config)) + path

async function add(house: Asking, asked: object) {
  const { agency: agencyId, units = [], ...person } = given(NEW_PERSON, asked)
  const { username } = person
  return house.sql.begin(async (tx) => {
    const how = { by: 'system', why: '在服务器上增加（user add）' }
    const { id, waits } = await addPerson(tx, house, { ...person, agencyId: agencyId!, units }, how)
    return waits
      ? { username, waits }
      : { username, link: await linkAt(house, await newLink(tx, house, id, { by: 'system' })) }
  })
}

async function reset(house: Asking, username: string) {
  return house.sql.begin(async (tx) => {
    const [person] = await tx<{ id: string }[]>`select id from people where username = ${username}`
    if (!person)
      throw new Refusal('NOT_FOUND', {
        errors: [
          { field: 'username', code: 'UNFIT', message: `没有用户${username}，请核对用户名；要增加人员的，用 user add` },
        ],
      })
    return { username, link: await linkAt(house, await newLink(tx, house, person.id, { by: 'system' })) }
  })
}
