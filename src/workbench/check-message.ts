/**
 * Reads the words of a mail or a text message while they are written. An agency words them as it likes, within what the shipped ones
 * say: it may leave out nothing that the reader needs (numbers, days, links), and put in no more of anybody than they have.
 */
import { blanksIn, type Message, messageFrom } from '../documents/index.ts'
import { replacePersonal } from '../ground/personal.ts'
import { folderOf, isTextMessage, shippedMessages } from '../letters/templates/messages.ts'
import { filled } from '../sending/mails.ts'
import type { Fault } from './check.ts'

export type CheckedMessage = { source: string; faults: Fault[]; message?: Message }

const LONGEST = { characters: 3_000, subject: 80 }
/** Characters of one part, and of two: the office pays for each, and the second may come first. */
export const TEXT_MESSAGE = { part: 70, most: 134 }

/** 登记编号 of an office that has set no format; pages of one that has show its own. */
const NUMBER = '2026-0001'

/** What each blank says, and how it reads in a sample. Nobody of the sample exists. */
export const MESSAGE_BLANKS: Readonly<Record<string, readonly [meaning: string, sample: string]>> = {
  'applicant.name': ['申请人的姓名或者名称', '张三'],
  'applicant.you': ['您或者贵单位', '您'],
  'case.receipt': ['受理编号', '20260302-04817-293041'],
  'case.number': ['登记编号', NUMBER],
  'case.submittedOn': ['提交日期', '2026年3月2日'],
  'case.receivedOn': ['收到申请之日', '2026年3月2日'],
  'case.dueOn': ['答复期限', '2026年3月30日'],
  'application.missing': ['申请缺少的内容', '申请的内容齐全。'],
  'correction.answerBy': ['补正的最后一天', '2026年3月20日'],
  'reasons.answerBy': ['说明理由的最后一天', '2026年3月20日'],
  'reasons.delayedUntil': ['延迟答复至', '2026年6月30日'],
  'fee.amount': ['信息处理费的数额', '120.00'],
  'fee.payBy': ['缴费的最后一天', '2026年4月3日'],
  'transfer.agency': ['移送或者退回的机关', '云溪区教育局'],
  'transfer.receipt': ['那里的受理编号', 'YX20260302-0002'],
  'given.inMail': ['随邮件提供的文件', '提供的文件附后。'],
  'consultation.party': ['被征求意见方', '示例公司'],
  'consultation.answerNumber': ['答复编号', 'Z20260302-04817-293041'],
  'agency.name': ['机关名称', '云溪区人民政府办公室'],
  'agency.office': ['公开工作机构', '云溪区政府信息公开办公室'],
  'agency.phone': ['公开工作机构的电话', '010-00000000'],
  'agency.hours': ['办公时间', '工作日9:00至17:00'],
  'person.name': ['工作人员的姓名', '李四'],
  'reminder.says': ['提醒的要点', '1项期限今天届满或者刚刚超期，3件等您办理'],
  lines: ['提醒的各项，逐行列出', `${NUMBER}　答复　2026年3月30日（星期一）　今天是最后一天`],
  link: ['查看的链接', 'https://gk.example.gov.cn/track/1'],
  quiet: ['不再接收的链接', 'https://gk.example.gov.cn/notices/1'],
  settings: ['更改提醒方式的链接', 'https://gk.example.gov.cn/reminders'],
}

/** What any message to somebody outside may say, and none has to. */
const OF_THE_OFFICE = ['agency.name', 'agency.office', 'agency.phone', 'agency.hours']
/** How somebody is addressed is the office's own; a call for help, too. */
const isFree = (blank: string) => /^(?:agency|applicant|person)\./.test(blank)

/** What is written of a message: its subject, which text messages have not, and its text. */
export type Words = Pick<Message, 'subject' | 'body'>

/**
 * The words under the heading of the shipped one, which names the message and whether the law asks for it, and is nobody's to change.
 * Lines of the subject are joined: it is one line.
 */
export function sourceWith(id: string, { subject, body }: Words): string {
  const line = (subject ?? '')
    .split(/[\r\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .join(' ')
  const under = (said: string) => {
    const head = shippedMessages.get(id)!.source.split('\n---\n', 1)[0]!
    const own = head.split('\n').map((each) => (each.startsWith('subject:') ? `subject: ${said}` : each))
    return `${own.join('\n')}\n---\n${body}\n`
  }
  // A subject that begins with a blank, or has a colon in it, would read as something else than a text.
  const isPlain = /^[\p{L}\p{N}]/u.test(line) && messageFrom(id, under(line), 1)?.subject === line
  return under(isPlain ? line : JSON.stringify(line))
}

/** As two versions are compared: no heading, the subject as it is called on the page. */
export const wordsToCompare = ({ subject, body }: Words): string =>
  subject === null ? body : `主题：${subject}\n\n${body}`

/** A fault of the source, at the field in which it was written; lines are counted in the text. */
export function faultAtField(source: string, { line, message }: Fault): { field: 'subject' | 'body'; message: string } {
  const heading = source.slice(0, source.indexOf('\n---\n')).split('\n').length + 1
  if (line !== null && line <= heading) return { field: 'subject', message }
  return { field: 'body', message: line === null ? message : `第${line - heading}行：${message}` }
}

/** The blanks on offer in this message: those of the shipped one, and those of the office. */
export function blanksFor({ id, source }: Pick<Message, 'id' | 'source'>): string[] {
  const own = blanksIn(source)
  return folderOf({ id }).startsWith('staff') ? own : [...new Set([...own, ...OF_THE_OFFICE])]
}

/** @param version the number that it gets. The first faults that are found say all that is needed. */
export function checkMessage(id: string, written: string, version: number): CheckedMessage {
  const source = `${written.replace(/\r\n?/g, '\n').trimEnd()}\n`
  const ground = shippedMessages.get(id)!
  const message = messageFrom(id, source, version)
  if (!message)
    return { source, faults: [{ line: 1, message: '开头的说明部分读不出来，或者没有正文：说明写在两行 --- 之间' }] }
  const faults = [...faultsOfHead(message, ground), ...faultsOfBlanks(message, ground), ...faultsOfText(message)]
  return faults.length > 0 ? { source, faults } : { source, faults, message }
}

function faultsOfHead(message: Message, ground: Message): Fault[] {
  const fault = (key: string, said: string): Fault => ({ line: lineOf(message.source, `${key}:`), message: said })
  const headOf = ({ source }: Message) => /^---\n(.*?)\n---\n/s.exec(source)![1]!.split('\n')
  const names = (one: Message) => headOf(one).map((line) => line.split(':')[0]!.trim())
  const faults: Fault[] = []
  if (names(message).toSorted().join() !== names(ground).toSorted().join())
    faults.push(fault('---', `说明部分应当正好有：${names(ground).join('、')}`))
  const fixed = headOf(ground).filter((line) => !line.startsWith('subject:'))
  for (const line of fixed)
    if (!headOf(message).includes(line)) faults.push(fault(line.split(':')[0]!, `应当与随附的相同：${line}`))
  if (ground.subject !== null && (message.subject ?? '').trim() === '') faults.push(fault('subject', '没有写主题'))
  if ([...(message.subject ?? '')].length > LONGEST.subject)
    faults.push(fault('subject', `主题超过${LONGEST.subject}字`))
  return faults
}

function faultsOfBlanks(message: Message, ground: Message): Fault[] {
  const whole = `${message.subject ?? ''}\n${message.body}`
  const used = blanksIn(whole)
  const offered = blanksFor(ground)
  const unknown = used
    .filter((blank) => !offered.includes(blank))
    .map((blank): Fault => {
      const why = Object.hasOwn(MESSAGE_BLANKS, blank) ? '随附的没有它，这里也不能有' : '没有这个空白'
      return { line: lineOf(message.source, blank), message: `“{{${blank}}}”：${why}` }
    })
  const lacking = blanksIn(`${ground.subject ?? ''}\n${ground.body}`)
    .filter((blank) => !isFree(blank) && !used.includes(blank))
    .map(
      (blank): Fault => ({
        line: null,
        message: `缺少“{{${blank}}}”（${MESSAGE_BLANKS[blank]?.[0] ?? blank}）：收件人需要它`,
      }),
    )
  const broken = whole.replace(/\{\{\s*[a-z]+(?:\.[A-Za-z]+)?\s*\}\}/g, '')
  const braces = /[{}]/.test(broken)
    ? [{ line: lineOf(message.source, '{'), message: '有不成对的花括号，空白写成 {{case.number}}' }]
    : []
  return [...unknown, ...lacking, ...braces]
}

/** Controls and marks that turn the direction of reading: whoever approves must see all that is there. */
const UNSEEN = /[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufffe\uffff]/u

function faultsOfText(message: Message): Fault[] {
  const { source, body } = message
  const faults: Fault[] = []
  if (source.length > LONGEST.characters) faults.push({ line: null, message: `超过${LONGEST.characters}字` })
  const unseen = UNSEEN.exec(source)?.[0]
  if (unseen) faults.push({ line: lineOf(source, unseen), message: '有看不见的字符，请删除' })
  replacePersonal(`${message.subject ?? ''}\n${body}`, (found, kind) => {
    if (kind !== 'landline')
      faults.push({ line: lineOf(source, found), message: `“${found}”像个人的号码或者邮箱：不能写在模板里` })
    return ''
  })
  if (!isTextMessage(message)) return faults
  if (!/^【[^】]{2,12}】/.test(body)) faults.push({ line: null, message: '短信应当以签名开头，如【政府信息公开】' })
  if (body.includes('\n')) faults.push({ line: null, message: '短信应当是一段' })
  const { length } = [...sampleOf(message).body]
  if (length > TEXT_MESSAGE.most)
    faults.push({ line: null, message: `填好以后有${length}字，超过两条短信的${TEXT_MESSAGE.most}字` })
  return faults
}

const lineOf = (source: string, what: string): number | null => {
  const at = source.indexOf(what)
  return at < 0 ? null : source.slice(0, at).split('\n').length
}

/** As it would read, with blanks that stand for nobody. @param number as the agency writes its 登记编号 */
export function sampleOf({ subject, body }: Words, number = NUMBER): Words {
  const groups: Record<string, Record<string, string>> = {}
  const own: Record<string, string> = {}
  for (const [blank, [, shown]] of Object.entries(MESSAGE_BLANKS)) {
    const sample = shown.replace(NUMBER, number)
    const [group, name] = blank.split('.') as [string, string?]
    if (name === undefined) own[group] = sample
    else groups[group] = { ...groups[group], [name]: sample }
  }
  const fill = (text: string) =>
    filled(text.replace(/\{\{\s*([\w.]+)\s*\}\}/g, '{{$1}}'), groups, own.link!, own.quiet, own)
  return { subject: subject === null ? null : fill(subject), body: fill(body) }
}
