/** Where mails, text messages and monthly returns leave the house. */
import { isThisMachine } from './network.ts'
import type { Complain } from './secrets.ts'
import { parsed, type Setting } from './setting.ts'

const MAIL_ADDRESS = /^(?:[^<>\p{Cc}]*<)?[^\s<>@,;:"\p{Cc}]+@[^\s<>@,;:"\p{Cc}]+>?$/u

/** Each is unset where the house sends none. Every fault is told to `fault`. */
export function outletsSet(setting: Setting, fault: Complain) {
  const smtpUrl = setting('SMTP_URL')
  if (smtpUrl && !parsed(smtpUrl, ['smtp:', 'smtps:'])?.hostname)
    fault(
      'SMTP_URL',
      'is not the address of a mail server',
      'Write smtp://USER:PASSWORD@HOST:587 or smtps://…:465, or leave it unset to keep mails as files under DATA_DIR/outbox',
    )

  const mailFrom = setting('MAIL_FROM') ?? 'noreply@localhost'
  if (!MAIL_ADDRESS.test(mailFrom) || mailFrom.includes('<') !== mailFrom.endsWith('>'))
    fault(
      'MAIL_FROM',
      `is "${mailFrom}", which is no mail address`,
      'Write name@example.gov.cn or 某某局 <name@example.gov.cn>',
    )

  const smsUrl = setting('SMS_URL')
  const gateway = parsed(smsUrl ?? '', ['http:', 'https:'])
  // Numbers and the password go there; over http they could be read on the way.
  const inTheClear = gateway?.protocol === 'http:' && !isThisMachine(gateway.hostname)
  if (smsUrl && (!gateway?.hostname || gateway.username || gateway.hash || inTheClear))
    fault(
      'SMS_URL',
      'is not the address of a gateway for text messages',
      'Write https://HOST/PATH (http on this machine alone), with the password in SMS_TOKEN and not in the address, or leave it unset to send none',
    )
  const smsToken = setting('SMS_TOKEN')
  if (smsToken && !smsUrl) fault('SMS_TOKEN', 'is set, and SMS_URL is not', 'Set both, or neither')
  // Of a header: what is not in it would end it, or be refused at the first message instead of here.
  if (smsToken && !/^[\x21-\x7e]+$/.test(smsToken))
    fault('SMS_TOKEN', 'holds characters that no header takes', 'Give letters, digits and punctuation without spaces')

  const returnsUrl = setting('RETURNS_URL')
  const platform = parsed(returnsUrl ?? '', ['http:', 'https:'])
  const isOpen = platform?.protocol === 'http:' && !isThisMachine(platform.hostname)
  if (returnsUrl && (!platform?.hostname || platform.username || platform.hash || isOpen))
    fault(
      'RETURNS_URL',
      'is not the address of a platform that takes monthly returns',
      'Write https://HOST/PATH (http on this machine alone), with the password in RETURNS_TOKEN and not in the address, or leave it unset to hand in files',
    )
  const returnsToken = setting('RETURNS_TOKEN')
  if (returnsToken && !returnsUrl) fault('RETURNS_TOKEN', 'is set, and RETURNS_URL is not', 'Set both, or neither')
  if (returnsToken && !/^[\x21-\x7e]+$/.test(returnsToken))
    fault(
      'RETURNS_TOKEN',
      'holds characters that no header takes',
      'Give letters, digits and punctuation without spaces',
    )
  return { smtpUrl, mailFrom, smsUrl, smsToken, returnsUrl, returnsToken }
}
