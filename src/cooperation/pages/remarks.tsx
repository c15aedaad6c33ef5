/** 内部沟通 of a case: said plainly that it is no evidence, and that a court may ask for it all the same. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { AreaField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { SeveralField } from '../../web/parts/several-field.tsx'
import type { Cooperation } from '../read.ts'
import { Act, type Posting } from './act.tsx'

export function Remarks({ view, posting: { key, ...posting } }: { view: Cooperation; posting: Posting }) {
  return (
    <section class="stack" aria-labelledby="remarks">
      <h2 id="remarks">内部沟通，不入卷</h2>
      <p class="hint">
        不是证据，不记入办理经过，不列入证据卷，随本件内容一并销毁。复议机关、人民法院依法调取时仍须提供，请只写工作需要的内容；有法律意义的，请用“备注”记入办理经过。
      </p>
      {view.remarks.length === 0 && <p class="empty">没有内部沟通。</p>}
      {view.remarks.map(({ id, by, at, says, mentions }) => (
        <div key={id} data-remark={id}>
          <p class="said">{says ?? '（内容已经销毁）'}</p>
          <p class="quiet">
            {`${by}，${onDayAt(at, inChinese)}`}
            {mentions.length > 0 &&
              `　提醒：${mentions.map(({ name, readAt }) => `${name}${readAt ? '（已读）' : ''}`).join('、')}`}
          </p>
        </div>
      ))}
      {view.may.remark && (
        <Act
          {...{ ...posting, key_: key, act: 'remarks', action: `/cases/${view.id}/remarks` }}
          labels={{ says: '内容', mentions: '提醒谁看' }}
          button="发送"
          says="内部沟通"
        >
          {(form, prefix) => (
            <>
              <AreaField
                {...{ name: 'says', label: '内容', form, prefix }}
                rows={3}
                help="可以写“@姓名”提醒看得到本件的人。"
              />
              {view.choices.readers.length > 0 && (
                <SeveralField
                  {...{ name: 'mentions', label: '提醒谁看', form, prefix, optional: '（选填）' }}
                  choices={Object.fromEntries(view.choices.readers.map((one) => [one.id, one.name]))}
                />
              )}
            </>
          )}
        </Act>
      )}
    </section>
  )
}
