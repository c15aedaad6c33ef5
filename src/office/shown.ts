/** What a step of the set-up comes to: the lines of a letter, a mail, a message or the file in which it shows. */
import { type Day, inChinese } from '../../workflows/statute/days.ts'
import { limitOn } from '../../workflows/statute/limits.ts'
import type { Statute } from '../ground/law.ts'
import type { House } from '../house.ts'
import { TEMPLATES_FOLDER } from '../letters/templates/folder.ts'
import { PLACEHOLDER } from '../people/first-administrator.ts'
import { ROLES, type Role } from '../people/may.ts'
import type { Agency } from '../people/queries.ts'
import { NEEDED } from '../people/setup.ts'
import { filled, readNotices, readTextMessages } from '../sending/mails.ts'

/** @param on where the lines stand */
export type Shown = { on: string; lines: readonly string[] }
export type Colleague = { name: string; roles: readonly Role[] }

const mail = readNotices(`${TEMPLATES_FOLDER}/mails`).get('registered')!
const message = readTextMessages(`${TEMPLATES_FOLDER}/sms`).get('served')!
/** More names of one role than these are only counted. */
const NAMES = 3

/** By step of the checklist; what is not set shows as 〔…〕. */
export function shownBy(
  { law, config, time }: Pick<House, 'law' | 'config' | 'time'>,
  { name, profile }: Agency,
  { units, colleagues }: { units: readonly string[]; colleagues: readonly Colleague[] },
): Record<'units' | 'people' | 'keepers' | 'calendar' | 'mail' | 'sms' | 'seal' | 'portal', Shown> {
  const today = time.today()
  const agency = name === PLACEHOLDER ? '〔机关名称〕' : name
  const office = profile.office || '〔公开工作机构〕'
  const phone = profile.phone || '〔电话〕'
  const namesOf = (role: Role, lacking = '〔尚缺〕') => {
    const names = colleagues.filter(({ roles }) => roles.includes(role)).map((each) => each.name)
    return names.length > NAMES ? `${names.slice(0, NAMES).join('、')}等${names.length}人` : names.join('、') || lacking
  }
  const data = {
    agency: { name: agency, office, phone, hours: profile.hours || '〔办公时间〕' },
    applicant: { name: '张三', you: '您' },
    case: {
      number: `${today.slice(0, 4)}-0001`,
      receipt: `${today.replaceAll('-', '')}-00000-000000`,
      dueOn: inChinese(replyDueOn(law(), today)),
      receivedOn: inChinese(today),
    },
  }
  return {
    units: {
      on: '登记表',
      lines: [`承办机构：${units[0] ?? '〔承办机构〕'}　承办人：${namesOf('handler', '〔承办人〕')}`],
    },
    people: { on: '办理经过里的人员', lines: NEEDED.map((role) => `${ROLES[role]}：${namesOf(role)}`) },
    keepers: {
      on: '权限的由来',
      lines: [
        colleagues.some(({ roles }) => roles.includes('security'))
          ? `${namesOf('security')}批准，${inChinese(today)}`
          : `系统批准，${inChinese(today)}：本机关尚无安全管理员`,
      ],
    },
    calendar: { on: '办件台和查询页', lines: [`今天收到的申请，应当在${data.case.dueOn}以前答复。`] },
    mail: {
      on: '登记以后发给申请人的邮件',
      lines: [
        `发件人：${config.mailFrom}`,
        `主题：${filled(mail.subject, data, '')}`,
        ...filled(mail.body, data, '〔查询网址〕', '〔退订网址〕').split(/\n+/),
      ],
    },
    sms: { on: '答复以后的短信', lines: [filled(message, data, '〔查询网址〕')] },
    seal: { on: '文书落款，印章盖在机关名称和日期上', lines: [agency, inChinese(today)] },
    portal: { on: '申请回执', lines: [`受理机关：${agency}　${office}　${phone}`] },
  }
}

/** The last day of the reply to an application of this day. */
const replyDueOn = ({ calendar, limits }: Statute, on: Day): Day =>
  calendar.plus(on, limitOn(limits, 'reply', on).days).on
