/** One person: rights, what waits, a link, a cover for some days, leaving and coming back, and how the rights came about. */
import { StaffPage } from '../../../people/staff-page.tsx'
import { Cover } from './person-cover.tsx'
import type { Props } from './person-form.ts'
import { Leaving, Return } from './person-leaving.tsx'
import { Details, Link, NewLink, Rights } from './person-rights.tsx'
import { History, Standing } from './person-story.tsx'

const DONE: Record<string, string> = {
  saved: '已保存。',
  waits: '已提交，等待安全管理员批准。批准以前权限不变。',
  linkWaits:
    '已经申请新的链接，等待安全管理员批准（没有安全管理员的，由另一位系统管理员批准），由批准人交给本人。链接使用以前，原来的密码和登录不变。',
  covered: '代理已经安排。',
  uncovered: '代理已经结束。',
  leaveWaits: '离任已经提交，等待安全管理员批准。批准以前权限和登录不变。',
  ended: '已经离任：登录、链接和代理全部结束，岗位已经取消。',
  back: '已经恢复。',
}

export function PersonPage(props: Props) {
  const { viewer, csrf, person, history, done, link, units, namesakes } = props
  const isSelf = person.id === viewer.id
  return (
    <StaffPage title={person.name} viewer={viewer} csrf={csrf}>
      <p class="kicker">
        <a href={`/people?agency=${encodeURIComponent(person.agency.code)}`}>人员</a>
        <span>{person.agency.name}</span>
      </p>
      <h1>{person.name}</h1>
      {done && DONE[done] && (
        <p class="note done" role="status" data-done={done}>
          {DONE[done]}
        </p>
      )}
      {namesakes.length > 0 && (
        <p class="note" data-namesakes>
          {`同名：本机关还有${person.name}（${namesakes.join('、')}）。记录以用户名区分，请核对没有选错人，也没有重复邀请。`}
        </p>
      )}
      {link && <Link link={link} agency={person.agency.code} />}
      <Standing {...props} />
      {isSelf && (
        <p class="note">
          这是您自己。岗位和状态由另一位系统管理员变更；密码和邮箱在<a href="/profile">我的账号</a>里更改。
        </p>
      )}
      {person.endedAt !== null ? (
        !isSelf && <Return {...props} />
      ) : (
        <>
          {!isSelf && (
            <>
              <Rights {...props} />
              <NewLink {...props} />
              <Cover {...props} />
            </>
          )}
          <Details {...props} />
          {!isSelf && <Leaving {...props} />}
        </>
      )}
      <History history={history} units={units} />
    </StaffPage>
  )
}
