/**
 * A new signing key, to which the old one hands over by a note that both sign. The file of keys comes first, then the row that
 * says which key is the last: whoever is interrupted between the two begins again and ends it, and no key is ever the last one
 * that nobody has. Every other process signs nothing more until it is started again (`requireLastKey`).
 */
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { tell } from '../audit/write.ts'
import { handOvers, lockSigningKeys, signsAs } from '../db/keys-in-use.ts'
import { fingerprint, readVerifierKey, verifierKey } from '../ground/checkpoint.ts'
import type { Config } from '../ground/config.ts'
import { handOverNote, MOST_HAND_OVERS } from '../ground/hand-over.ts'
import { openKeys } from '../ground/keys.ts'
import { keepSigners, type Signers } from '../ground/signing-key.ts'
import type { Time } from '../ground/time.ts'
import { UpkeepFault } from './fault.ts'
import { asOwner } from './rotate.ts'

/** `before`: the key that handed over; `notes`: how many were written, more than one where others were interrupted. */
export type HandedOver = { key: string; fingerprint: string; before: string; on: string; notes: number }

/**
 * @throws UpkeepFault NEVER_STARTED where no service has started here, KEYS_HANDED_OVER where another machine has handed over,
 * KEYS_TOO_MANY where no reader would take one more note
 */
export const handOver = (config: Config, time: Time): Promise<HandedOver> =>
  asOwner(
    config,
    (sql) =>
      sql.begin(async (tx) => {
        await lockSigningKeys(tx) // of two at once the second hands over from the key of the first
        const last = await signsAs(tx)
        if (!last) throw new UpkeepFault('NEVER_STARTED', '这个数据库还没有签名密钥')
        const held = openKeys(config).signers
        // With the one that would be made now, where this machine has not made it yet.
        const is = (key: KeyObject) => createPublicKey(key).equals(last.verifier)
        const waiting = is(held[0]) ? 1 : held.findIndex(is)
        if ((await handOvers(tx)).length + waiting > MOST_HAND_OVERS)
          throw new UpkeepFault('KEYS_TOO_MANY', `签名密钥已经交接过${MOST_HAND_OVERS}次`)
        if (is(held[0])) keepSigners(config.dataDir, [generateKeyPairSync('ed25519').privateKey, ...held])
        const signers: Signers = openKeys(config).signers
        const at = signers.findIndex(is)
        if (at < 1) throw new UpkeepFault('KEYS_HANDED_OVER', 'DATA_DIR 中的签名密钥不是这个系统现在的签名密钥')
        const pairs = signers
          .slice(0, at + 1)
          .map((signer) => ({ signer, verifier: createPublicKey(signer), origin: last.origin }))
          .reverse()
        const on = time.today()
        for (const [i, to] of pairs.slice(1).entries())
          await tx`
            insert into signing_keys (key, hand_over, at)
            values (${verifierKey(to)}, ${handOverNote(pairs[i]!, to, on)}, ${time.now().toISOString()})`
        const key = verifierKey(pairs.at(-1)!)
        await tell(
          tx,
          { time },
          { by: 'system', what: 'keyHandedOver', subject: readVerifierKey(key)!.id, succeeded: true },
        )
        return { key, fingerprint: fingerprint(pairs.at(-1)!.verifier), before: last.key, on, notes: at }
      }) as Promise<HandedOver>,
  )
