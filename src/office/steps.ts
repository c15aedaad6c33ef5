/** The set-up as a list of steps: what is there, what is lacking, and what each of them does. SQL: one question of one page. */
import type { House } from '../house.ts'
import { PLACEHOLDER } from '../people/first-administrator.ts'
import { ROLES } from '../people/may.ts'
import type { Agency } from '../people/queries.ts'
import { NEEDED, setupOf } from '../people/setup.ts'
import { type Colleague, shownBy } from './shown.ts'
import type { Step } from './views.ts'

type Counted = {
  units: number
  people: number
  invited: number
  security: number
  auditors: number
  /** Versions of the agency's seal that wait for a second person. */
  waiting: number
  /** The version that is in force. */
  sealed: number | null
  own: number
}

/** @param agency the administrator's own */
export async function stepsOf(
  house: Pick<House, 'sql' | 'law' | 'config' | 'time' | 'sms' | 'templatesFor'>,
  agency: Agency,
): Promise<{ open: boolean; steps: Step[] }> {
  const { sql, law, config, sms, templatesFor, time } = house
  const named = agency.name !== PLACEHOLDER
  const { open, missing } = await setupOf(house)
  const [there] = await sql<Counted[]>`
    select (select count(*)::int from units where agency_id = ${agency.id} and closed_at is null) as units,
      (select count(*)::int from people where agency_id = ${agency.id} and ended_at is null) as people,
      (select count(*)::int from people where agency_id = ${agency.id} and ended_at is null and password is null) as invited,
      (select count(*)::int from people where ended_at is null and 'security' = any(roles)) as security,
      (select count(*)::int from people where ended_at is null and 'auditor' = any(roles)) as auditors,
      (select count(*)::int from agency_seals s left join agency_seal_decisions d using (agency_id, version)
        where agency_id = ${agency.id} and coalesce(d.request, 0) = 0 and d.approved is null) as waiting,
      (select d.version from agency_seal_decisions d where agency_id = ${agency.id} and request = 0 and approved
        and not exists (select from agency_seal_decisions r where (r.agency_id, r.version) = (d.agency_id, d.version)
          and r.request > 0 and r.approved)
        and not exists (select from agency_seal_decisions l where l.agency_id = d.agency_id and l.version > d.version
          and l.request = 0 and l.approved)) as sealed,
      (select count(*)::int from template_versions where agency_id = ${agency.id}) as own`
  const { units, people, invited, security, auditors, waiting, sealed, own } = there!
  const colleagues = await sql<Colleague[]>`
    select name, roles from people
    where agency_id in (${agency.id}, ${agency.takenInBy}) and ended_at is null order by name`
  const names = await sql<{ name: string }[]>`
    select name from units where agency_id = ${agency.id} and closed_at is null order by position`
  const [idle] = await sql<{ names: string[] }[]>`
    select coalesce(array_agg(name order by name), '{}') as names from people p
    where agency_id = ${agency.id} and ended_at is null and 'handler' = any(roles) and not exists (
      select from person_units j join units u on u.id = j.unit_id where j.person_id = p.id and u.closed_at is null)`
  const shows = shownBy(house, agency, { units: names.map(({ name }) => name), colleagues })
  const unplaced = idle!.names.length > 0 ? `。承办人${idle!.names.join('、')}还没有所在的承办机构，分办时选不到` : ''
  const lacking = NEEDED.filter((role) => missing.some(({ what }) => what === role))
  const lacks = (what: string) => missing.find((each) => each.what === what)
  const page = agency.id && `/agencies/${agency.id}`
  const done = (is: boolean, otherwise: Step['state'] = 'needed') => (is ? 'done' : otherwise)
  const years = law().arrangements.map(({ year }) => year)
  const steps: Step[] = [
    {
      id: 'agency',
      required: true,
      title: '机关',
      state: done(named),
      now: named ? `${agency.name}（${agency.profile.mark}）` : '尚未设置',
      why: '名称、机关代字、联系方式、复议机关和法院印在每一份文书上。',
      ...(named && { where: { href: page, label: '查看和修改机关' } }),
    },
    {
      id: 'units',
      shows: shows.units,
      required: true,
      title: '承办机构',
      state: done(units > 0),
      now: units > 0 ? `${units} 个` : '尚未设置',
      why: '负责人把申请分给承办机构，承办人办理所在机构的申请。',
      ...(named && { where: { href: `${page}#units-title`, label: '设置承办机构' } }),
    },
    {
      id: 'people',
      shows: shows.people,
      required: true,
      title: '人员和岗位',
      state: done(named && lacking.length === 0),
      now:
        (lacking.length > 0
          ? `还缺：${lacking.map((role) => ROLES[role]).join('、')}`
          : `${people} 人，其中 ${invited} 人尚未设置密码`) + unplaced,
      why: '收件、分办、承办、审核、签发、归档都要有人；已邀请的人员计算在内。一人可以兼任几个岗位，但不审核、签发自己拟的稿。',
      ...(named && { where: { href: '/people', label: '邀请人员' } }),
    },
    {
      id: 'keepers',
      shows: shows.keepers,
      required: false,
      title: '安全管理员和审计员',
      state: done(security > 0 && auditors > 0, 'optional'),
      now: `安全管理员 ${security} 人，审计员 ${auditors} 人`,
      why: '有安全管理员以后，新增的权限由其批准；审计员查阅操作记录。二者与系统管理员由不同的人担任。',
      ...(named && { where: { href: '/people', label: '邀请人员' } }),
    },
    {
      id: 'calendar',
      shows: shows.calendar,
      required: false,
      title: '节假日安排',
      state: done(!lacks('calendar'), 'optional'),
      now: `已载入 ${years[0]}—${years.at(-1)} 年`,
      why: lacks('calendar')?.why ?? '答复期限按工作日计算；国务院办公厅公布下一年的通知后，在这里载入。',
      where: { href: '/calendar', label: '节假日安排' },
    },
    {
      id: 'mail',
      shows: shows.mail,
      required: false,
      title: '邮件',
      state: done(!lacks('mail'), 'optional'),
      now: config.smtpUrl
        ? `由邮件服务器发出，发件人 ${config.mailFrom}`
        : '没有设置邮件服务器，邮件存入待发目录，不发出',
      why: lacks('mail')?.why ?? '收到申请、补正、答复等，以邮件告知申请人，并提醒承办人员。',
    },
    {
      id: 'sms',
      shows: shows.sms,
      required: false,
      title: '短信',
      state: done(sms !== undefined, 'optional'),
      now: sms ? '已设置短信网关' : '没有设置短信网关（SMS_URL）',
      why: '没有电子邮箱的申请人，可以用短信收到通知。',
    },
    {
      id: 'seal',
      shows: shows.seal,
      required: false,
      title: '印章',
      state: done(sealed !== null, 'optional'),
      now:
        (sealed === null ? '没有使用中的印章，文书打印后盖章' : `第${sealed}版使用中`) +
        (waiting > 0 ? '；新的一版等待另一人批准' : ''),
      why: '安装以后，签发的文书带有电子印章和数字签名，申请人可以自行验证。一人上传，另一人核对批准后启用。',
      where: { href: '/seals', label: '安装印章' },
    },
    {
      id: 'templates',
      required: false,
      title: '文书模板',
      state: 'done',
      now: `随软件提供 ${templatesFor(agency.id, time.today()).size} 种${own > 0 ? `，本机关自有 ${own} 版` : ''}`,
      why: '随软件提供的文书可以直接使用；法制审核员可以另写本机关的版本，由第二人批准。',
      where: { href: '/setup/sample', label: '查看样例文书（PDF）' },
    },
    {
      id: 'portal',
      shows: shows.portal,
      required: true,
      title: '网上申请',
      state: done(open),
      now: open ? '已开通' : '尚未开通',
      why: open
        ? '申请人可以在网上提交申请。'
        : '机关、人员和岗位齐备以后自动开通；在此以前，申请页面告知其他申请方式。',
      where: { href: '/apply', label: '查看申请页面' },
    },
  ]
  return { open, steps }
}
