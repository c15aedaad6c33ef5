/** A process that takes what lies in the mailbox and stands still at one place, to be killed there. */
import { readConfig } from '../../src/ground/config.ts'
import { openBox } from '../../src/ground/imap.ts'
import { boxNamed } from '../../src/ground/imap-set.ts'
import { realTime } from '../../src/ground/time.ts'
import { overAll } from '../../src/house.ts'
import { takeMails } from '../../src/mailbox/take.ts'
import { openHouse } from '../../src/open-house.ts'

/** Where it stands still: the bytes are in the store; the row is committed and not marked; the mail is being read. */
export type Place = 'stored' | 'committed' | 'reading'

const place = process.argv[2] as Place
const house = overAll(await openHouse(readConfig(process.env), realTime))
const standStill = () =>
  new Promise<never>(() => {
    setInterval(() => {}, 1_000)
    process.stdout.write('still\n')
  })

const { imap } = house.config
const box = await openBox(imap!)
const blobs = {
  ...{ put: house.blobs.put.bind(house.blobs), read: house.blobs.read.bind(house.blobs) },
  ...(place === 'stored' && {
    put: async (content: Uint8Array) => {
      await house.blobs.put(content)
      return standStill()
    },
  }),
  ...(place === 'reading' && { read: standStill }),
}
await takeMails(
  { ...house, blobs: Object.assign(Object.create(house.blobs), blobs) },
  boxNamed(imap!),
  { ...box, ...(place === 'committed' && { mark: standStill }) },
  async () => true,
)
