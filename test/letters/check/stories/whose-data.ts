/** Whose data: for each rule a letter that breaks it and one that keeps it. */
import { also, ask, type Row, swap } from './changes.ts'

export const WHOSE_DATA: Record<string, Row> = {
  PRIVACY_ID_NUMBER: {
    hit: ['disclosed', ask({ content: '已向身份证号为110101900307123的被征收人提供。' })],
    miss: ['disclosed', ask({ content: '第110101200013001号文件随本答复书提供。' })],
  },
  PRIVACY_PHONE: {
    hit: ['petition', ask({ matter: '对施工负责人（手机１３８００１３８０００）的投诉' })],
    miss: ['notThisAgencyKnown', ask({ responsibleContact: '云溪区政务路3号，值班手机13800138000' })],
  },
  CONTACT_IS_MOBILE: {
    hit: ['disclosed', ask({ content: '领取前请联系经办人13800138000，见附件。' })],
    miss: ['notThisAgencyKnown', ask({ responsibleContact: '云溪区政务路3号，值班手机13800138000' })],
  },
  PRIVACY_EMAIL: {
    hit: ['disclosed', ask({ content: '已发送至zhang.san@mail.example。' })],
    miss: ['disclosed', ask({ content: '有疑问的，可以发邮件至gk@yunxi.example。随本答复书一并提供。' })],
  },
  PRIVACY_BANK_CARD: {
    hit: ['partlyDisclosed', ask({ given: '补偿款已支付至6222021234567894，随本答复书提供明细。' })],
    miss: ['fee', { data: { fee: { payment: '请缴入国库账户6222021234567894。' } } }],
  },
  PRIVACY_APPLICANT: {
    hit: ['disclosed', ask({ content: '有关政府信息邮寄至云溪区滨河路12号3幢502室。' })],
    miss: ['disclosed', ask({ content: '有关政府信息邮寄至您（单位）提供的地址。' })],
  },
  PRIVACY_HOME_ADDRESS: {
    hit: [
      'enforcementFile',
      ask({ reasons: '上述材料是行政处罚案件的案卷，当事人家住云溪区滨河路8号，处罚决定已经公示。' }),
    ],
    miss: ['enforcementFile'],
  },
  PRIVACY_THIRD_PARTY_NAMED: {
    hit: [
      'thirdPartyRights',
      ask({ reasons: '云溪城市停车服务有限公司书面表示不同意公开，财务测算表属于其商业秘密，其理由合理。' }),
    ],
    miss: [
      'thirdPartyRights',
      {
        data: {
          case: { title: '云溪城市停车服务有限公司特许经营方案' },
          ask: { reasons: '云溪城市停车服务有限公司书面表示不同意公开，财务测算表属于其商业秘密，其理由合理。' },
        },
      },
    ],
  },
  PRIVACY_APPLICANT_NAMED: {
    hit: ['thirdParty', swap('本机关收到一件政府信息公开申请', '本机关收到朱秋分的政府信息公开申请')],
    miss: ['thirdParty'],
  },
  PRIVACY_IN_QUOTATION: {
    hit: ['assistance', { data: { case: { request: '本人13800138000所在片区的监理日志' } } }],
    miss: ['assistance'],
  },
  CONSULTATION_QUOTES_REQUEST: {
    hit: ['thirdParty', also('申请人的描述为：“云溪智慧停车项目中标单位提交的特许经营方案和财务测算表”。')],
    miss: ['agency'],
  },
}
