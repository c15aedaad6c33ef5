/** 退回分办、改派、移送 of a case: what happened, and the forms for whoever may. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { AreaField, SelectField, TextField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import type { Cooperation } from '../read.ts'
import type { MoveKind } from '../tables.ts'
import { Act, Fold, type Posting } from './act.tsx'

type Part = { view: Cooperation; posting: Posting }
export const MOVES: Readonly<Record<MoveKind, string>> = {
  handedBack: '退回分办',
  keptAfterAll: '撤回退回分办',
  reassigned: '改派',
  sent: '移送',
  came: '由其他机关移送',
  returned: '退回移送的机关',
  cameBack: '接收机关退回',
}

const HANDED_BACK = { open: '等待负责人重新分办', assigned: '已重新分办', kept: '已撤回，继续承办' }

export function Moves({ view, posting }: Part) {
  const { moves, may } = view
  const nothing = !(may.handBack || may.keep || may.reassign || may.transfer || may.sendBack)
  if (moves.length === 0 && nothing) return null
  return (
    <section class="stack" aria-labelledby="moves">
      <h2 id="moves">退回分办、改派、移送</h2>
      {moves.length === 0 && <p class="empty">没有退回、改派、移送。</p>}
      {moves.map((one) => (
        <div key={one.position} data-move={one.kind}>
          <p class="said">
            <b>{`${MOVES[one.kind]}${one.unit ? `（原承办：${one.unit}）` : ''}：`}</b>
            {one.says}
          </p>
          <p class="quiet">
            {`${one.by}，${onDayAt(one.at, inChinese)}`}
            {one.kind === 'handedBack' && `　${HANDED_BACK[one.settled]}`}
            {one.other && (
              <>
                {'　'}
                <a href={`/cases/${one.other.case}`}>{`${one.other.agency}的一件`}</a>
              </>
            )}
          </p>
        </div>
      ))}
      {may.handBack && <HandingBack view={view} posting={posting} />}
      {may.keep && <Keeping view={view} posting={posting} />}
      {may.reassign && <Reassigning view={view} posting={posting} />}
      {may.transfer && <Transferring view={view} posting={posting} />}
      {may.sendBack && <SendingBack view={view} posting={posting} />}
    </section>
  )
}

function HandingBack({ view: { id }, posting: { key, ...posting } }: Part) {
  return (
    <Fold title="退回分办" back={posting.back} act="hand-back">
      <Act
        {...{ ...posting, key_: key, act: 'hand-back', action: `/cases/${id}/hand-back` }}
        labels={{ why: '理由' }}
        button="退回分办"
      >
        {(form, prefix) => (
          <AreaField
            {...{ name: 'why', label: '理由', form, prefix }}
            rows={3}
            help="应当由哪个科室承办、为什么。退回后由负责人重新分办；在那以前本件仍由您的科室承办，法定期限照常计算。"
          />
        )}
      </Act>
    </Fold>
  )
}

function Keeping({ view: { id }, posting: { key, ...posting } }: Part) {
  const act = 'hand-back/withdrawal'
  return (
    <Fold title="撤回退回分办" back={posting.back} act={act}>
      <Act
        {...{ ...posting, key_: key, act, action: `/cases/${id}/${act}` }}
        labels={{ why: '理由' }}
        button="撤回，继续承办"
      >
        {(form, prefix) => (
          <AreaField
            {...{ name: 'why', label: '理由', form, prefix }}
            rows={2}
            help="负责人重新分办以前可以撤回。记入办理经过。"
          />
        )}
      </Act>
    </Fold>
  )
}

function Reassigning({ view, posting: { key, ...posting } }: Part) {
  const { units, ownUnit, handlers } = view.choices
  const isHandedBack = view.moves.some(({ kind, settled }) => kind === 'handedBack' && settled === 'open')
  const all = [...units, ...(ownUnit ? [ownUnit] : [])]
  const people = handlers.map((one): [string, string] => {
    const unit = all.find(({ id }) => one.units.includes(id))
    return [one.id, unit ? `${unit.name}　${one.name}` : one.name]
  })
  return (
    <Fold title="改派" back={posting.back} act="reassignment" stands={isHandedBack}>
      <Act
        {...{ ...posting, key_: key, act: 'reassignment', action: `/cases/${view.id}/reassignment` }}
        labels={{ unit: '承办机构', handler: '承办人', answerBy: '内部办理期限', why: '理由' }}
        button="改派"
      >
        {(form, prefix) => (
          <>
            <SelectField
              {...{ name: 'unit', label: '承办机构', form, prefix, help: '只列出有承办人的承办机构。' }}
              choices={Object.fromEntries(all.map(({ id, name }) => [id, name]))}
              choose="请选择"
            />
            <SelectField
              {...{ name: 'handler', label: '承办人', form, prefix, optional: '（选填）' }}
              choices={Object.fromEntries(people)}
              choose="不指定"
            />
            <TextField
              {...{ name: 'answerBy', label: '内部办理期限', form, prefix, optional: '（选填）' }}
              type="date"
              width="short"
              min={view.today}
            />
            <AreaField
              {...{ name: 'why', label: '理由', form, prefix }}
              rows={2}
              help="记入办理经过；原承办机构在“协同办理”页看到本件转到了哪里。"
            />
          </>
        )}
      </Act>
    </Fold>
  )
}

function Transferring({ view: { id, choices }, posting: { key, ...posting } }: Part) {
  return (
    <Fold title="移送其他机关" back={posting.back} act="transfer">
      <Act
        {...{ ...posting, key_: key, act: 'transfer', action: `/cases/${id}/transfer` }}
        labels={{ agency: '接收机关', why: '理由' }}
        button="移送"
      >
        {(form, prefix) => (
          <>
            <p class="heed">
              只用于来件送错机关、尚未登记的情形。接收机关另立一件，收到日期和期限照旧；本件不再办理，也不列入统计；申请人收到写有两个编号的通知，并能从原“办理进度”页打开新的一件。新的查询码只显示一次，不以邮件发送，请在联系时告知申请人。证件号码、身份证件照片不随件移送。
            </p>
            <SelectField
              {...{ name: 'agency', label: '接收机关', form, prefix }}
              choices={Object.fromEntries(choices.agencies.map((one) => [one.id, one.name]))}
              choose="请选择"
            />
            <AreaField
              {...{ name: 'why', label: '理由', form, prefix }}
              rows={2}
              help="记入两边的办理经过。接收机关可以写明理由退回。"
            />
          </>
        )}
      </Act>
    </Fold>
  )
}

function SendingBack({ view: { id }, posting: { key, ...posting } }: Part) {
  return (
    <Fold title="退回移送的机关" back={posting.back} act="transfer-return">
      <Act
        {...{ ...posting, key_: key, act: 'transfer-return', action: `/cases/${id}/transfer-return` }}
        labels={{ why: '理由' }}
        button="退回"
      >
        {(form, prefix) => (
          <AreaField
            {...{ name: 'why', label: '理由', form, prefix }}
            rows={2}
            help="记入两边的办理经过。本件不再办理，原来的一件恢复，期限照旧；申请人收到通知。"
          />
        )}
      </Act>
    </Fold>
  )
}
