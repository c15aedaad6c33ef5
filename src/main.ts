/** The service for real use: empty, strict. Reads the configuration, opens the house, closes it on a signal. */
import { refuseDemonstration } from './demo/apart.ts'
import { mappingOf } from './exchange/mapping.ts'
import { readConfig } from './ground/config.ts'
import { report } from './ground/log.ts'
import { openHouse } from './open-house.ts'
import { firstAdministrator } from './people/first-administrator.ts'
import { closeWhenTold, serve } from './serve.ts'
import { misspelt } from './upkeep/misspelt.ts'
import { refusalInBoth } from './upkeep/refusal.ts'

try {
  for (const { name, meant } of misspelt(process.env))
    report(`${name} is no setting of ours and does nothing. ${meant} is`)
  const config = readConfig(process.env)
  mappingOf(config) // a table that is wrong is a setting that is wrong: nothing is opened
  const house = await openHouse(config)
  await refuseDemonstration(house)
  const service = await serve(house)
  closeWhenTold(service.close)
  process.send?.({ port: house.config.port })
  console.log(`ready ${service.address}`)
  const first = await firstAdministrator(house)
  if (first)
    console.log(
      [
        `首位系统管理员（用户名 ${first.username}）请用浏览器打开下面的链接设置密码，72小时内有效，只能使用一次。`,
        `First administrator, user name ${first.username}, one use within 72 hours: ${service.address}${first.path}`,
      ].join('\n'),
    )
} catch (error) {
  console.error(refusalInBoth(error) ?? error)
  process.exit(1)
}
