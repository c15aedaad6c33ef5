/** The demonstration: database, schema, district, web and jobs, in one command. A second start keeps what was done. */
import type { Config } from '../ground/config.ts'
import { openHouse } from '../open-house.ts'
import { closeWhenTold, serve } from '../serve.ts'
import { refuseRealData } from './apart.ts'
import { PASSWORD, STAFF } from './district.ts'
import { seed } from './seed.ts'

/** Runs until a signal; the exit code is set by then. */
export async function runDemo(config: Config): Promise<number> {
  const house = await openHouse(config)
  await refuseRealData(house)
  try {
    await seed(house)
  } catch (error) {
    await house.close()
    throw error
  }
  const service = await serve(house)
  closeWhenTold(service.close)
  console.log(`ready ${service.address}`)
  console.log(`Demonstration accounts (password ${PASSWORD}): ${STAFF.map(({ username }) => username).join(', ')}`)
  console.log(`Citizens: ${service.address}/   Staff: ${service.address}/desk`)
  return new Promise(() => {})
}
