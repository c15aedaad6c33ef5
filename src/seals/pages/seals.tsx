/** Seals: what waits for another person, which agency signs with which certificate and until when, a new one, the record. */
import { StaffPage } from '../../people/staff-page.tsx'
import { History } from './history.tsx'
import { InForce } from './in-force.tsx'
import { Install } from './install.tsx'
import type { Props } from './views.ts'
import { Waiting, waitingIn } from './waiting.tsx'

const DONE: Record<string, string> = {
  uploaded: '印章已经上传，等待另一人批准。批准以前，文书仍用现在的印章。',
  installed: '印章已经安装，此后签发的文书使用新的印章。',
  refused: '这一版印章已经退回，现在的印章没有变。',
  asked: '已经申请撤销，等待另一人批准。批准以前，这枚印章继续使用。',
  revoked: '印章已经撤销，此后签发的文书不带电子签名；已经签发的文书不变。',
  kept: '撤销的申请已经退回，印章继续使用。',
}

export function SealsPage(props: Props) {
  const { viewer, csrf, agencies, installsFor, seals, done, trouble } = props
  const inForce = agencies.flatMap(({ id, name }) => {
    const seal = seals.find(({ agencyId, standing }) => agencyId === id && standing === 'inForce')
    return seal ? [{ name, seal }] : []
  })
  const without = agencies.filter(({ id }) => !inForce.some(({ seal }) => seal.agencyId === id))
  return (
    <StaffPage title="印章" viewer={viewer} csrf={csrf}>
      <h1>印章</h1>
      <p class="lead">
        安装了印章的机关，签发的答复书和告知书带有电子签名和印章图样。安装、撤销由一人提出，另一人核对批准。私钥加密保存，任何页面都不显示。
      </p>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {trouble && (
        <p class="note soon" role="alert" data-trouble>
          {trouble}
        </p>
      )}
      <div class="stack">
        {waitingIn(seals).map((each) => (
          <Waiting
            key={`${each.seal.agencyId} ${each.seal.version} ${each.revocation?.request ?? 0}`}
            {...props}
            {...each}
          />
        ))}
        {inForce.map(({ name, seal }) => (
          <InForce key={seal.agencyId} {...props} name={name} seal={seal} />
        ))}
        {without.length > 0 && (
          <p
            data-without={without.length}
          >{`没有印章、文书不带电子签名的机关：${without.map(({ name }) => name).join('、')}。`}</p>
        )}
        {installsFor.length > 0 && <Install {...props} />}
        {seals.length > 0 && <History {...props} />}
      </div>
    </StaffPage>
  )
}
