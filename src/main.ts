/** The service for real use: empty, strict. Reads the configuration, opens the house, closes it on a signal. */
import { ConfigFault, readConfig } from './ground/config.ts'
import { openHouse } from './open-house.ts'
import { firstAdministrator } from './people/first-administrator.ts'
import { closeOnSignal, serve } from './serve.ts'

try {
  const house = await openHouse(readConfig(process.env))
  const service = await serve(house)
  closeOnSignal(service.close)
  console.log(`ready ${service.address}`)
  const link = await firstAdministrator(house)
  if (link) console.log(`First administrator, one use within 72 hours: ${service.address}${link}`)
} catch (error) {
  console.error(error instanceof ConfigFault ? error.message : error)
  process.exit(1)
}
