/** The frame: for each rule a letter that breaks it and one that keeps it. */
import { also, ask, number, type Row, swap, title } from './changes.ts'

export const FRAME: Record<string, Row> = {
  AGENCY_NAME: {
    hit: [
      'notHeld',
      {
        letter: (letter) => {
          letter.signature = '云溪区政府办'
        },
      },
    ],
    miss: ['notHeld'],
  },
  FIRST_PERSON: {
    hit: ['other', ask({ decision: '我局准予撤回，对该申请的办理程序终止。' })],
    miss: ['other', ask({ decision: '根据本办法和本机关的规定，准予撤回，终止办理。' })],
  },
  ADDRESSEE_WRONG: { hit: ['notHeld', { data: { applicant: { name: '李四' } } }], miss: ['extensionNotice'] },
  NUMBER_FORM: { hit: ['notHeld', number('云公开复[2026]09号')], miss: ['notHeld'] },
  NUMBER_YEAR: { hit: ['notHeld', number('云公开复〔2025〕9号')], miss: ['notHeld', number('')] },
  NUMBER_MARK: { hit: ['notHeld', number('滨公开复〔2026〕9号')], miss: ['notHeld', { profile: { mark: '' } }] },
  NUMBER_BRACKETS: {
    hit: ['repeatRequest', ask({ earlierNumber: '云公开复[2025]30号' })],
    miss: ['disclosed'],
  },
  CASE_NUMBER_MISSING: { hit: ['notHeld', swap(/；登记编号：[^）]*/, '')], miss: ['thirdParty'] },
  REQUEST_NOT_QUOTED: { hit: ['notHeld', swap(/您申请公开“.*$/, '')], miss: ['recordForwarded'] },
  BLANK_LEFT_OPEN: {
    hit: ['notHeld', swap('2026年3月16日至3月17日', 'XX月XX日')],
    miss: ['notHeld', { data: { case: { request: '{{case.title}}、××年××月的文件' } } }],
  },
  BLANK_PERHAPS_OPEN: {
    hit: ['other', ask({ decision: '撤回的方式待定，办理程序终止。' })],
    miss: ['notHeld'],
  },
  BLANK_EMPTY: {
    hit: ['stateSecret', { subject: { data: {} } }],
    miss: ['notHeld', ask({ reasons: '' })],
  },
  GLYPH_UNPRINTABLE: {
    hit: [
      'notHeld',
      {
        letter: (letter) => {
          letter.own += '\ue001'
        },
      },
    ],
    miss: ['notHeld', { data: { case: { title: '关于\ue001的文件' } } }],
  },
  TITLE_NOT_OF_OUTCOME: {
    hit: ['disclosed', title('政府信息不予公开答复书')],
    miss: ['stateSecret', title('政府信息公开申请答复书')],
  },
  TITLE_NOT_OF_NOTICE: { hit: ['correctionNotice', title('政府信息公开申请答复书')], miss: ['delay'] },
  DATE_NUMERALS: {
    hit: ['other', ask({ facts: '您（单位）于二〇二六年三月十日书面提出撤回申请。' })],
    miss: ['other', ask({ facts: '您（单位）于2026年3月10日书面提出撤回申请。' })],
  },
  CITATION_NUMERALS: {
    hit: ['notHeld', swap('第三十六条第（四）项', '第36条第（4）项')],
    miss: ['notHeld'],
  },
  NO_TEXT_ON_PAGE: { hit: ['notHeld', also('（此页无正文）')], miss: ['notHeld'] },
  ATTACHMENT_NAMES: {
    hit: ['disclosed', ask({ attachments: '1.征收补偿方案；' })],
    miss: ['partlyDisclosed'],
  },
  PUNCTUATION_DOUBLED: {
    hit: ['other', ask({ facts: '您（单位）于2026年3月10日提出，，撤回申请。' })],
    miss: ['other'],
  },
  POLITE_WORDS: { hit: ['notHeld', also('感谢您对政府信息公开工作的支持。')], miss: ['notHeld'] },
  CONTACT_MISSING: {
    hit: [
      'notHeld',
      {
        letter: (letter) => {
          letter.note = ''
        },
      },
    ],
    miss: ['notHeld'],
  },
}
