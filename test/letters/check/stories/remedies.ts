/** The remedies that are told: for each rule a letter that breaks it and one that keeps it. */
import { also, change, DIRECT, MAY, MUST, omitting, type Row, swap } from './changes.ts'

export const REMEDIES: Record<string, Row> = {
  REMEDY_MISSING: { hit: ['notHeld', swap(/^如不服本机关.*$/, '')], miss: ['recordCorrected'] },
  REMEDY_FIRST_MISSING: { hit: ['stateSecret', swap('应当先自收到', '可以自收到')], miss: ['partlyDisclosed'] },
  REMEDY_DIRECT_SUIT: {
    hit: ['internalAffairs', swap('申请行政复议。', `申请行政复议${DIRECT}。`)],
    miss: ['partlyDisclosed'],
  },
  REMEDY_FIRST_WRONG: { hit: ['notHeld', swap(MAY, MUST)], miss: ['notThisAgency'] },
  REMEDY_SUIT_MISSING: { hit: ['disclosed', swap(DIRECT, '')], miss: ['petition'] },
  REMEDY_SUIT_NOT_HEARD: {
    hit: ['petition', { subject: { law: omitting } }],
    miss: ['excessive', { subject: { law: omitting } }],
  },
  REMEDY_SUIT_UNCAUTIONED: {
    hit: ['petition', swap('；直接提起行政诉讼的，是否立案由人民法院依法决定', '')],
    miss: ['petition'],
  },
  REMEDY_PARTLY_SPLIT: {
    hit: ['partlyDisclosed', swap(/^如不服本答复中予以公开的部分.*$/, '')],
    miss: ['partlyDisclosed'],
  },
  REMEDY_IN_NOTICE: {
    hit: ['extensionNotice', also(`如不服本告知，${MAY}。`)],
    miss: ['fee', also(`对逾期后不再处理的决定不服的可以在60日内申请行政复议。`)],
  },
  REMEDY_PERIOD_RECONSIDERATION: {
    hit: ['notHeld', swap('60日内向', '60个工作日内向')],
    miss: ['notHeld', swap('60日内向', '六十日内向')],
  },
  REMEDY_PERIOD_SUIT: {
    hit: ['notHeld', swap('6个月内', '3个月内')],
    miss: ['notHeld', swap('6个月内', '六个月内')],
  },
  REMEDY_PERIOD_AFTER: {
    hit: ['stateSecret', swap('15日内', '30日内')],
    miss: ['stateSecret', swap('15日内', '十五日内')],
  },
  REMEDY_BODY_MISSING: {
    hit: ['notHeld', swap('向云溪区人民政府申请', '向有关机关申请')],
    miss: ['notHeld'],
  },
  REMEDY_BODY_WRONG: {
    hit: ['notHeld', { data: { remedy: { body: '云溪区人民政府或者上一级主管部门' } } }],
    miss: [
      'notHeld',
      {
        kind: 'verticalAgency',
        data: { remedy: { body: '示例市税务局' } },
        profile: { reconsiderationBody: '示例市税务局' },
      },
    ],
  },
  REMEDY_BODY_NOT_OURS: {
    hit: ['notHeld', { data: { remedy: { body: '滨江区人民政府' } } }],
    miss: ['notHeld', { profile: { reconsiderationBody: '' } }],
  },
  REMEDY_COURT_LEVEL: {
    hit: ['notHeld', { kind: 'countyGovernment', data: { remedy: { body: '示例市人民政府' } } }],
    miss: [
      'notHeld',
      {
        kind: 'countyGovernment',
        data: { remedy: { body: '示例市人民政府', court: '示例市中级人民法院' } },
        profile: { reconsiderationBody: '示例市人民政府', court: '示例市中级人民法院' },
      },
    ],
  },
  REMEDY_COURT_NOT_OURS: {
    hit: ['notHeld', { data: { remedy: { court: '滨江区人民法院' } } }],
    miss: ['notHeld', { data: { remedy: { court: '有管辖权的人民法院' } } }],
  },
  REMEDY_ONLINE_CHANNEL: {
    hit: [
      'notHeld',
      change('submitted', { request: { title: '一', description: '二', form: 'electronic', delivery: 'portal' } }),
    ],
    miss: [
      'notHeld',
      {
        ...change('submitted', { request: { title: '一', description: '二', form: 'electronic', delivery: 'portal' } }),
        data: { remedy: { online: '行政复议申请的互联网渠道：https://fy.yunxi.example。' } },
      },
    ],
  },
  PERIOD_15_WORKING_DAYS: {
    hit: ['registrationReceipt', swap('收到申请之日起20个工作日', '收到申请之日起15个工作日')],
    miss: ['thirdParty'],
  },
  PERIOD_REPLY_WRONG: {
    hit: ['registrationReceipt', swap('收到申请之日起20个工作日', '收到申请之日起30个工作日')],
    miss: ['registrationReceipt'],
  },
}
