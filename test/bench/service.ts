/** The product in a process of its own, web and jobs, as `npm start` opens it: what it takes is not mixed with the bench's. */
import { readConfig } from '../../src/ground/config.ts'
import { openHouse } from '../../src/open-house.ts'
import { serve } from '../../src/serve.ts'

const { address, close } = await serve(await openHouse(readConfig(process.env)))
process.on('disconnect', () => close().then(() => process.exit(0)))
process.send!({ address })
