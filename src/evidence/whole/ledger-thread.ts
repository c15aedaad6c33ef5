/** One thread that reads parts of the ledger, one after the other, as they are asked for. */
import { parentPort, workerData } from 'node:worker_threads'
import { connect } from '../../db/client.ts'
import type { Config } from '../../ground/config.ts'
import { openKeys } from '../../ground/keys.ts'
import { realTime } from '../../ground/time.ts'
import { openLaw } from '../../law/in-force.ts'
import { checkPart, type Part } from './case-check.ts'

const { config, databaseUrl } = workerData as { config: Config; databaseUrl: string }
const { sql } = connect(databaseUrl, 3, 'all')
const { lawFor } = await openLaw(sql)
const house = { sql, lawFor, keys: openKeys(config), time: realTime }

let turn: Promise<void> = Promise.resolve()
parentPort!.on('message', (part: Part) => {
  turn = turn.then(async () => {
    try {
      parentPort!.postMessage({ checked: await checkPart(house, part) })
    } catch (error) {
      parentPort!.postMessage({ error: (error as Error).message })
    }
  })
})
