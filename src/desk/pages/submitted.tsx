/** What a court or a review body is given of a case, to be printed and to be proven, and the copy that each party may have. */
import { type Party, placeOfParty } from '../../evidence/audience/parties.ts'
import { LEFT_OUT_UNDER } from '../../evidence/audience/slips.ts'
import type { Lacking } from '../../evidence/reading/lacking.ts'

type Props = { id: string; lacking: readonly Lacking[]; parties: readonly Party[]; sought: boolean }

export function Submitted({ id, lacking, parties, sought }: Props) {
  const at = `/api/v1/cases/${encodeURIComponent(id)}`
  return (
    <section aria-labelledby="submitted-title" class="no-print">
      <h2 id="submitted-title">提交法院、复议机关的材料</h2>
      {sought && (
        <p>
          <a href={`/cases/${encodeURIComponent(id)}/remedies`}>复议、诉讼的期限、文书和结果</a>
        </p>
      )}
      <p>阅读本内含证据清单和法律依据目录，打印盖章；“其他依据”另附文本。证据卷刻盘，备核验。</p>
      <ul class="offered">
        <li>
          <a href={`/cases/${encodeURIComponent(id)}/reading-copy`}>阅读本</a>
        </li>
        <li>
          <a href={`${at}/evidence-list.pdf`}>证据清单（PDF）</a>
        </li>
        <li>
          <a href={`${at}/evidence`} download>
            下载证据卷（全卷，ZIP）
          </a>
        </li>
        <li>
          <a href="/.well-known/ysqgk-key">签名公钥</a>
        </li>
        <li>
          <a href={`/cases/${encodeURIComponent(id)}/drill`}>逐日重放（供培训，不含姓名）</a>
        </li>
      </ul>
      <Copies at={at} parties={parties} />
      {lacking.length > 0 && (
        <>
          <h3>缺件</h3>
          <ul class="lacking">
            {lacking.map(({ what, of }) => (
              <li key={what + of}>
                {what}（{of}）
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** Whole bundles are for nobody but a court or a review body: each party is named, so that nobody is handed another's. */
function Copies({ at, parties }: { at: string; parties: readonly Party[] }) {
  return (
    <>
      <h3>提供给当事人的副本</h3>
      <p>
        当事人申请查阅、复制的，给其本人的一份：其中略去其他当事人的证件号码、联系方式、意见和文件，以及没有标明是否涉及他人的附卷文件，因为可能载有他人的个人信息、商业秘密。{' '}
        <span class="article">{LEFT_OUT_UNDER}</span>
      </p>
      <ul class="offered">
        {parties.map((one, i) => (
          <li key={one.party}>
            <a href={`${at}/evidence?audience=${encodeURIComponent(one.party)}`} download>
              {`${one.name}（${roleOf(one)}${againOf(parties.slice(0, i), one)}）的副本`}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

function roleOf(of: Party): string {
  const place = placeOfParty(of)
  if (place < 0) return '第三方'
  return place === 0 ? '申请人' : '共同申请人'
}

/** A third party that is consulted again may have a copy for each time. */
function againOf(before: readonly Party[], of: Party): string {
  const times = before.filter((one) => placeOfParty(one) < 0 && one.name === of.name).length
  return placeOfParty(of) < 0 && times > 0 ? `，第${times + 1}次征求意见` : ''
}
