/**
 * The time stamp in a bundle, offline: over the statement as it lies there, signed by a certificate that is made for time stamps
 * and held at that instant. Whether that certificate is anybody's whom the reader trusts is told only where the reader gives the
 * root of the authority; whether it was revoked is asked nowhere, for that cannot be asked offline.
 */
import type { X509Certificate } from 'node:crypto'
import { leadsTo } from '../../seals/chain.ts'
import { SealFault } from '../../seals/fault.ts'
import { provenResponse } from '../../seals/tsp.ts'
import { STAMP, STATEMENT } from '../bundle/statement.ts'
import type { BundleVerdict } from '../verify.ts'
import { membersOf, readMember, type Source } from './unzip.ts'

/**
 * The verdict on a bundle with that on its stamp. A bundle without one has none and is no worse, but where the reader gives a root:
 * then one is expected. A bundle that is found wrong already is not looked at further.
 */
export async function withStamp(
  verdict: BundleVerdict,
  source: Source,
  trusted?: readonly X509Certificate[],
): Promise<BundleVerdict> {
  if (!verdict.ok) return verdict
  const at = (name: string) =>
    membersOf(source).find((one) => one.name.endsWith(`/${name}`) && one.name.split('/').length === 2)
  const [stamp, statement] = [at(STAMP), at(STATEMENT)]
  if (!stamp || !statement) return trusted ? wrong(verdict, 'there is no time stamp in the bundle') : verdict
  try {
    const { at, signer, others } = await provenResponse(readMember(source, stamp), readMember(source, statement))
    if (trusted && !leadsTo(signer, others, trusted, at))
      return wrong(verdict, 'the certificate of the time stamp does not lead to the one that is trusted')
    const authority = signer.subject.split('\n').join('，')
    return { ...verdict, stamp: { at: at.toISOString(), authority, chain: trusted ? 'trusted' : 'unchecked' } }
  } catch (error) {
    if (!(error instanceof SealFault)) throw error
    return wrong(verdict, `the time stamp is not one of this statement: ${error.message}`)
  }
}

const wrong = (verdict: BundleVerdict, what: string): BundleVerdict => ({
  ...verdict,
  ok: false,
  authenticated: false,
  firstFault: { what, file: STAMP },
})
