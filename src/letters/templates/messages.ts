/** The mails and text messages that come with the program, each by its folder and name. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Message, messageFrom } from '../../documents/index.ts'
import { TEMPLATES_FOLDER } from './folder.ts'

/** By whom each is read, and how it goes. */
export const MESSAGE_KINDS = {
  mails: '发给申请人的邮件',
  sms: '发给申请人的短信',
  'party-mails': '发给被征求意见方的邮件',
  'staff-mails': '发给工作人员的邮件',
  'staff-sms': '发给工作人员的短信',
} as const
export type MessageFolder = keyof typeof MESSAGE_KINDS

/** Sent before it is known which agency an address writes to. */
const OF_NO_AGENCY = 'mails.accountCode'

/** The folder that a message stands in. */
export const folderOf = ({ id }: Pick<Message, 'id'>): MessageFolder => id.split('.')[0] as MessageFolder
/** Whether it goes by a gateway, which counts its characters. */
export const isTextMessage = (message: Pick<Message, 'id'>): boolean => folderOf(message).endsWith('sms')

/** Those that an agency may word itself, by id. */
export const shippedMessages: ReadonlyMap<string, Message> = new Map(
  (Object.keys(MESSAGE_KINDS) as MessageFolder[])
    .flatMap((folder) =>
      readdirSync(join(TEMPLATES_FOLDER, folder))
        .filter((file) => file.endsWith('.md'))
        .sort()
        .map((file): [string, Message] => {
          const id = `${folder}.${file.slice(0, -3)}`
          const source = readFileSync(join(TEMPLATES_FOLDER, folder, file), 'utf8').replace(/\r\n?/g, '\n')
          const message = messageFrom(id, source, 1)
          if (!message || (message.subject === null) !== folder.endsWith('sms'))
            throw new Error(`templates/${folder}/${file}: subject or text is missing`)
          return [id, message]
        }),
    )
    .filter(([id]) => id !== OF_NO_AGENCY),
)
