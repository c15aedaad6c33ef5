/** A seal in force without its story: uploaded by one, approved by another. */
import type { House } from '../../src/house.ts'
import { decideOnSeal, type Upload, uploadSeal } from '../../src/seals/two-persons.ts'
import { authority, certificate, PASSWORD, plainStore, rsa } from './certificates.ts'
import { sealPng } from './pictures.ts'

/** What nobody but its holder vouches for. */
export function selfSignedStore(): Buffer {
  const { key, der } = certificate()
  return plainStore({ keys: [key], certificates: [der] })
}

type Installing = Pick<House, 'sql' | 'blobs' | 'time' | 'keys'>

const CHAIN = plainStore({ keys: [rsa.key], certificates: [rsa.der, authority.der] })

/** An upload with nothing wrong in it. */
export const uploadOf = (upload: Partial<Upload> = {}): Upload => ({
  ...{ p12: CHAIN, password: PASSWORD, picture: sealPng(), diameter: 45, authority: null, selfSigned: true },
  ...upload,
})

/** @returns its version, in force from now on */
export async function installSeal(house: Installing, agencyId: string, upload: Partial<Upload> = {}): Promise<number> {
  const version = await uploadSeal(house, agencyId, uploadOf(upload), 'staff:one')
  await approve(house, agencyId, version)
  return version
}

export const approve = (house: Installing, agencyId: string, version: number, request = 0): Promise<void> =>
  decideOnSeal(
    house,
    { agencyId, version, request },
    { approved: true, why: '已经核对。', selfSigned: true },
    'staff:other',
  )
