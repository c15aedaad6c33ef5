/** The service for real use: empty, strict. Reads the configuration, opens the house, closes it on a signal. */
import { refuseDemonstration } from './demo/apart.ts'
import { ConfigFault, readConfig } from './ground/config.ts'
import { openHouse } from './open-house.ts'
import { firstAdministrator } from './people/first-administrator.ts'
import { closeOnSignal, serve } from './serve.ts'

try {
  const house = await openHouse(readConfig(process.env))
  await refuseDemonstration(house)
  const service = await serve(house)
  closeOnSignal(service.close)
  console.log(`ready ${service.address}`)
  const first = await firstAdministrator(house)
  if (first)
    console.log(
      `First administrator, user name ${first.username}, one use within 72 hours: ${service.address}${first.path}`,
    )
} catch (error) {
  console.error(error instanceof ConfigFault ? error.message : error)
  process.exit(1)
}
