/** The page of seals: what waits, what is in force, a new one, the record; to who installs and to who decides. */
import type { VNode } from 'preact'
import { SealsPage } from '../../src/seals/pages/seals.tsx'
import type { Props } from '../../src/seals/pages/views.ts'
import type { SealVersion } from '../../src/seals/versions.ts'
import { agencies, empty, viewer } from './samples.ts'

const ours = agencies.map(({ code: id, name }) => ({ id, name }))
const agencyId = ours[0]!.id
const seal: SealVersion = {
  ...{ agencyId, version: 2, subject: 'C=CN，O=青川区人民政府', issuer: 'C=CN，CN=示例证书机构', serial: '7A01' },
  ...{ notBefore: '2026-01-01T00:00:00.000Z', notAfter: '2026-04-01T00:00:00.000Z', fingerprint: 'ab'.repeat(32) },
  ...{
    chain: ['C=CN，CN=示例证书机构', 'C=CN，CN=示例根证书'],
    selfSigned: false,
    picture: 'f'.repeat(64),
    diameter: 45,
  },
  ...{ authority: 'https://tsa.example.cn/tsa', by: 'staff:admin', at: '2026-03-17T01:30:00.000Z' },
  ...{ decision: null, revocations: [], standing: 'waiting' },
}
const decision = { approved: true, by: 'staff:head', at: '2026-03-17T02:30:00.000Z', why: '已经核实。' }
const asked = { request: 1, reason: '私钥可能泄露。', by: 'staff:security', at: decision.at, decision: null }
const inForce: SealVersion = {
  ...{ ...seal, version: 1, decision, standing: 'inForce', selfSigned: true, chain: [], fingerprint: null },
  ...{ picture: null, authority: 'https://no-longer.example.cn/tsa' },
}
const refused: SealVersion = { ...seal, version: 3, decision: { ...decision, approved: false }, standing: 'refused' }
const base: Props = {
  ...{ viewer, csrf: 'csrf-token', agencies: ours, installsFor: ours.map(({ id }) => id), seals: [], form: empty },
  ...{ names: new Map([['staff:admin', '示例·系统管理员']]), authorities: [seal.authority!], about: undefined },
  now: new Date('2026-03-18T01:30:00.000Z'),
}
const fault = (field: string, message: string) => ({ values: {}, errors: [{ field, message }] })

export const sealPages: Record<string, VNode> = {
  seals: <SealsPage {...base} authorities={[]} done="refused" />,
  'seals-to-decide': <SealsPage {...base} installsFor={[]} seals={[refused, { ...seal, selfSigned: true }, inForce]} />,
  'seals-to-revoke': (
    <SealsPage
      {...base}
      seals={[
        {
          ...inForce,
          revocations: [
            { ...asked, decision: { ...decision, approved: false } },
            { ...asked, request: 2 },
          ],
        },
      ]}
      trouble="已由另一人决定，请刷新页面查看"
    />
  ),
  'seals-self-signed': (
    <SealsPage {...base} seals={[inForce]} about="upload" form={fault('selfSigned', '这是自签名证书')} />
  ),
  'seals-not-confirmed': (
    <SealsPage
      {...base}
      seals={[seal]}
      about={`approval-${agencyId}-2-0`}
      form={fault('confirm', '请核对以后确认，再提交')}
    />
  ),
}
