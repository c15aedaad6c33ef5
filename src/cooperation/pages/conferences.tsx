/** 会商 of a case: who was invited, what each said, the conclusion; and convening one. */
import { inChinese } from '../../../workflows/statute/days.ts'
import { AreaField } from '../../web/parts/field.tsx'
import { onDayAt } from '../../web/parts/format.ts'
import { SeveralField } from '../../web/parts/several-field.tsx'
import type { Cooperation, ShownConference } from '../read.ts'
import { Act, Fold, type Posting } from './act.tsx'

type Part = { view: Cooperation; posting: Posting }
const GONE = '（内容已经销毁）'

export function Conferences({ view, posting }: Part) {
  return (
    <section class="stack" aria-labelledby="conferences">
      <h2 id="conferences">会商</h2>
      {view.conferences.length === 0 && <p class="empty">没有会商。</p>}
      {view.conferences.map((one) => (
        <article key={one.n} class="stack" data-conference={one.concluded === null ? 'open' : 'concluded'}>
          <h3 id={`conference-${one.n}`}>{`第${one.n}次会商`}</h3>
          <ConferenceSaid id={view.id} one={one} posting={posting} />
          <p>
            <a class="offered" href={`/cases/${view.id}/conferences/${one.n}/minutes.pdf`}>
              {`会商记录${one.n}（PDF）`}
            </a>
          </p>
          {one.mayConclude && <Concluding id={view.id} one={one} posting={posting} />}
        </article>
      ))}
      {view.may.convene && <Convening view={view} posting={posting} />}
    </section>
  )
}

type Props = { id: string; one: ShownConference; posting: Posting }

/** Agenda and opinions, each with its form for whoever may give it. */
export function ConferenceSaid({ id, one, posting: { key, ...posting } }: Props) {
  return (
    <>
      <p class="said">{one.agenda || GONE}</p>
      <p class="quiet">{`${one.by}召集，${onDayAt(one.at, inChinese)}${one.concluded === null ? '' : `；已形成结论，见第${one.concluded}条记录`}`}</p>
      {one.seats.map(({ n, called, entered, says, givenAt, mayGive }) => (
        <div key={n} data-seat={n}>
          <p class="said">
            <b>{`${called}${entered}：`}</b>
            {says ?? (givenAt ? GONE : '尚未发表意见')}
          </p>
          {mayGive && (
            <Fold title={says ? '修改意见' : '发表意见'} back={posting.back} act={`opinion-${n}`}>
              <Act
                {...{ ...posting, key_: key, act: `opinion-${n}`, action: `/conferences/${id}/${one.n}/opinions` }}
                labels={{ says: '意见' }}
                button="提交意见"
                begins={{ says: says ?? '' }}
                says={`${called}的意见`}
              >
                {(form, prefix) => (
                  <>
                    <input type="hidden" name="seat" value={n} />
                    <AreaField
                      {...{ name: 'says', label: `${called}的意见`, form, prefix }}
                      rows={3}
                      help="形成结论以前可以修改；形成结论时各方意见一并记入办理经过，随案卷保存。"
                    />
                  </>
                )}
              </Act>
            </Fold>
          )}
        </div>
      ))}
      {one.concluded !== null && (
        <p class="said" data-conclusion>
          <b>会商结论：</b>
          {one.conclusion || GONE}
        </p>
      )}
    </>
  )
}

function Concluding({ id, one: { n, seats }, posting: { key, ...posting } }: Props) {
  const silent = seats.filter(({ says }) => says === null).length
  const act = `conferences/${n}/conclusion`
  return (
    <Fold title="形成结论" back={posting.back} act={act}>
      {silent > 0 && <p class="heed">{`还有${silent}人没有发表意见，形成结论后不能再发表。`}</p>}
      <Act
        {...{ ...posting, key_: key, act, action: `/cases/${id}/${act}` }}
        labels={{ conclusion: '会商结论' }}
        button="形成结论并记入办理经过"
      >
        {(form, prefix) => (
          <AreaField
            {...{ name: 'conclusion', label: '会商结论', form, prefix }}
            rows={3}
            help="记录为“会商”事实，列入证据卷，不能修改，只能由负责人更正记录。"
          />
        )}
      </Act>
    </Fold>
  )
}

function Convening({ view, posting: { key, ...posting } }: Part) {
  const people = view.choices.people.map(({ id, name, unit }): [string, string] => [
    id,
    unit ? `${name}（${unit}）` : name,
  ])
  return (
    <Fold title="召集会商" back={posting.back} act="conferences">
      <Act
        {...{ ...posting, key_: key, act: 'conferences', action: `/cases/${view.id}/conferences` }}
        labels={{ agenda: '议题', people: '参加人员', outside: '外聘法律顾问' }}
        button="召集会商"
      >
        {(form, prefix) => (
          <>
            <AreaField {...{ name: 'agenda', label: '议题', form, prefix }} rows={3} />
            {people.length > 0 && (
              <SeveralField
                {...{ name: 'people', label: '参加人员', form, prefix, optional: '（选填）' }}
                help="受邀人员看到议题、申请内容的描述和各方意见；看不到本件的，也看不到申请人和其他材料。"
                choices={Object.fromEntries(people)}
              />
            )}
            <AreaField
              {...{ name: 'outside', label: '外聘法律顾问', form, prefix, optional: '（选填）' }}
              rows={2}
              help="一行一人：单位和姓名，中间空一格，不用括号、冒号。没有账号，意见由召集人代为录入，会商记录写明由谁代录。"
            />
          </>
        )}
      </Act>
    </Fold>
  )
}
