/** What people look at before they trust a certificate: whose it is, who vouches for it, until when, and its picture. */
import type { ComponentChildren } from 'preact'
import type { SealVersion } from '../versions.ts'
import { DATE, type Props } from './views.ts'

/** Before and beside a seal that nobody but its holder vouches for. */
export const SelfSigned = () => (
  <p class="note soon" data-self-signed>
    <span aria-hidden="true">◇ </span>
    自签名证书：没有证书机构为它证明，任何人都可以制作同名的证书。阅读软件会提示签名不可信。
  </p>
)

export function Facts({ seal, authorities }: { seal: SealVersion; authorities: Props['authorities'] }) {
  const { agencyId, version, subject, issuer, serial, notBefore, notAfter, fingerprint, chain, authority } = seal
  return (
    <table class="plain stacked">
      <caption class="unseen">证书和图样</caption>
      <tbody>
        <Row label="证书主体">{subject}</Row>
        <Row label="颁发者">{seal.selfSigned ? `${issuer}（自签名）` : issuer}</Row>
        <Row label="证书链">
          {chain.length === 0 ? (
            '文件里没有上级证书'
          ) : (
            <ol>
              {chain.map((above) => (
                <li key={above}>{above}</li>
              ))}
            </ol>
          )}
        </Row>
        <Row label="序列号">{serial}</Row>
        <Row label="指纹">
          {fingerprint ? (
            <>
              SHA-256 <code>{inPairs(fingerprint)}</code>
            </>
          ) : (
            '安装时没有记录'
          )}
        </Row>
        <Row label="有效期">{`${DATE.format(new Date(notBefore))}至${DATE.format(new Date(notAfter))}`}</Row>
        <Row label="印章图样">
          {seal.picture ? (
            <>
              {`直径 ${seal.diameter} 毫米`}
              <br />
              <img
                src={`/seals/${agencyId}/versions/${version}/picture`}
                alt={`第${version}版的印章图样`}
                width="160"
              />
            </>
          ) : (
            '没有，只签名'
          )}
        </Row>
        <Row label="时间戳">
          {authority === null
            ? '不加'
            : authorities.includes(authority)
              ? authority
              : `${authority}（不在许可名单里，不再加盖）`}
        </Row>
      </tbody>
    </table>
  )
}

type RowProps = { label: string; children: ComponentChildren }
const Row = ({ label, children }: RowProps) => (
  <tr>
    <th scope="row">{label}</th>
    <td>{children}</td>
  </tr>
)

const inPairs = (hex: string) => hex.toUpperCase().match(/../g)!.join(' ')
