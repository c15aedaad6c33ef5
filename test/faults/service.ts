/**
 * The service in a process of its own, on a district that is there after the first start. Told `{ ahead: ms }`, its clock is
 * ahead of the machine's; without its parent it ends at once.
 */
import { seedDistrict } from '../../src/demo/seed-district.ts'
import { readConfig } from '../../src/ground/config.ts'
import { dayIn } from '../../src/ground/time.ts'
import { openHouse } from '../../src/open-house.ts'
import { closeWhenTold, serve } from '../../src/serve.ts'

let ahead = Number(process.env.AHEAD ?? 0)
const now = () => new Date(Date.now() + ahead)
const house = await openHouse(readConfig(process.env), { now, today: () => dayIn(now()) })
const [there] = await house.sql`select 1 as there from agencies where id = 'yunxi'`
if (!there) await seedDistrict(house)
const service = await serve(house)
closeWhenTold(service.close)
process.on('message', (said: { ahead?: number }) => {
  if (said.ahead !== undefined) ahead = said.ahead
})
process.send!({ address: service.address })
